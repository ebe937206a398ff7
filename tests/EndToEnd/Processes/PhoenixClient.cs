using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Processes;

namespace EndToEnd.Processes;

/// <summary>One unmodified Phoenix client (npm) in a Node.js process.</summary>
internal sealed class PhoenixClient : IAsyncDisposable
{
    /// <summary>Only a hang takes as long: it makes a test fail rather than wait for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Dictionary<int, TaskCompletionSource<JsonObject>> _answers = [];
    private readonly Channel<JsonObject> _events = Channel.CreateUnbounded<JsonObject>();
    private readonly Task _reading;
    private int _id;

    private PhoenixClient(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    public static PhoenixClient Start()
    {
        var start = new ProcessStartInfo("node", ["driver.mjs"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Client,
        };
        return new PhoenixClient(Process.Start(start)!);
    }

    /// <summary>A client that is connected.</summary>
    public static Task<PhoenixClient> ConnectAsync(NodeProcess node, string? token = null) => ConnectAsync(node.SocketUrl, token);

    /// <summary>A client that is connected to an address of its own choice, such as <c>ws://127.0.0.1:4000/socket</c>.</summary>
    public static async Task<PhoenixClient> ConnectAsync(string url, string? token = null)
    {
        var client = Start();
        Assert.Null(await client.CommandAsync("connect", new() { ["url"] = url, ["authToken"] = token }));
        return client;
    }

    /// <summary>Begins to connect and does not wait for it.</summary>
    public void BeginConnect(NodeProcess node, string? token) => _ = SendAsync("connect", new() { ["url"] = node.SocketUrl, ["authToken"] = token });

    /// <summary>Joins, and gives the response; fails when it is refused.</summary>
    public async Task<JsonObject> JoinAsync(string topic, JsonObject? payload = null, bool recover = false) =>
        Ok(await SendAsync("join", new() { ["topic"] = topic, ["payload"] = payload ?? [], ["recover"] = recover }));

    public async Task<string> JoinRefusedAsync(string topic) => Refused(await SendAsync("join", new() { ["topic"] = topic }));

    public async Task<JsonObject> PushAsync(string topic, string name, JsonObject payload) =>
        Ok(await SendAsync("push", new() { ["topic"] = topic, ["name"] = name, ["payload"] = payload }));

    public async Task<string> PushRefusedAsync(string topic, string name, JsonObject payload) =>
        Refused(await SendAsync("push", new() { ["topic"] = topic, ["name"] = name, ["payload"] = payload }));

    /// <summary>Pushes, whatever comes of it; null when it was acknowledged, else the reason why not.</summary>
    public async Task<string?> TryPushAsync(string topic, string name, JsonObject payload)
    {
        var answer = await SendAsync("push", new() { ["topic"] = topic, ["name"] = name, ["payload"] = payload });
        return answer["error"]?["reason"]?.GetValue<string>();
    }

    /// <summary>Pushes, and gives the answer as it is: a response under "ok" or "error".</summary>
    public Task<JsonObject> AskAsync(string topic, string name, JsonObject payload) => SendAsync("push", new() { ["topic"] = topic, ["name"] = name, ["payload"] = payload });

    public async Task<JsonObject> PushBytesAsync(string topic, string name, byte[] bytes) =>
        Ok(await SendAsync("push", new() { ["topic"] = topic, ["name"] = name, ["base64"] = Convert.ToBase64String(bytes) }));

    public async Task<string> PushBytesRefusedAsync(string topic, string name, byte[] bytes) =>
        Refused(await SendAsync("push", new() { ["topic"] = topic, ["name"] = name, ["base64"] = Convert.ToBase64String(bytes) }));

    public async Task LeaveAsync(string topic) => Ok(await SendAsync("leave", new() { ["topic"] = topic }));

    /// <summary>Everything that happens, for who wants to see it all; completes when the client has ended.</summary>
    public ChannelReader<JsonObject> Happenings => _events.Reader;

    /// <summary>The next thing that happens of this kind; what happens before it is passed over.</summary>
    public async Task<JsonObject> NextAsync(string kind)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var happened = await _events.Reader.ReadAsync(patience.Token);
            if (happened["event"]!.GetValue<string>() == kind)
                return happened;
        }
    }

    /// <summary>The next message of a topic: its event and payload.</summary>
    public async Task<(string Name, JsonObject Payload)> MessageAsync()
    {
        var message = await NextAsync("message");
        return (message["name"]!.GetValue<string>(), message["payload"]!.AsObject());
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _reading;
        _process.Dispose();
    }

    private async Task<string?> CommandAsync(string command, JsonObject arguments) => (await SendAsync(command, arguments))["error"]?.ToJsonString();

    private async Task<JsonObject> SendAsync(string command, JsonObject arguments)
    {
        var answer = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_answers)
        {
            arguments["id"] = ++_id;
            _answers.Add(_id, answer);
        }
        arguments["command"] = command;
        await _process.StandardInput.WriteLineAsync(arguments.ToJsonString());
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var happened = JsonSerializer.Deserialize<JsonObject>(line)!;
            if (happened["id"] is not { } id)
            {
                _events.Writer.TryWrite(happened);
                continue;
            }
            lock (_answers)
            {
                if (_answers.Remove(id.GetValue<int>(), out var answer))
                    answer.SetResult(happened);
            }
        }
        _events.Writer.TryComplete();
    }

    private static JsonObject Ok(JsonObject answer) =>
        answer["ok"] is { } response ? response.AsObject() : throw new InvalidOperationException($"Refused: {answer["error"]?.ToJsonString()}");

    private static string Refused(JsonObject answer) =>
        answer["error"]?["reason"]?.GetValue<string>() ?? throw new InvalidOperationException($"Accepted: {answer["ok"]?.ToJsonString()}");
}
