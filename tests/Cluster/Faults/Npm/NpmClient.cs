using System.Text.Json;
using System.Text.Json.Nodes;
using EndToEnd.Processes;
using Switchboard.Cluster.Tests.Faults.Check;

namespace Switchboard.Cluster.Tests.Faults.Npm;

/// <summary>The real phoenix client in one room: writes one message after the other, and notes everything that happens to it.</summary>
internal sealed class NpmClient : IAsyncDisposable
{
    // Far fewer messages than a room keeps come while a client is away.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly PhoenixClient _client;
    private readonly CancellationTokenSource _writing = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _listening;
    private readonly Task _sending;

    private NpmClient(PhoenixClient client, ClientRecord record)
    {
        _client = client;
        Record = record;
        _listening = ListenAsync();
        _sending = SendAsync();
    }

    public ClientRecord Record { get; }

    private string Topic => "room:" + Record.Room.Name;

    public static async Task<NpmClient> StartAsync(string url, ClientRecord record)
    {
        var client = await PhoenixClient.ConnectAsync(url);
        var answer = await client.JoinAsync("room:" + record.Room.Name, new() { ["since"] = 0 }, recover: true);
        record.Joined(answer.Deserialize<JsonElement>());
        return new(client, record);
    }

    /// <summary>Begins no new message, and waits until what was sent is acknowledged.</summary>
    public async Task FinishAsync(TimeSpan patience)
    {
        await _writing.CancelAsync();
        await _sending.WaitAsync(patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.CancelAsync();
        await _leaving.CancelAsync();
        await _sending;
        await _client.DisposeAsync();
        await _listening;
        _writing.Dispose();
        _leaving.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            for (var number = 1; !_writing.IsCancellationRequested; number++)
            {
                var id = MessageId.Of(Record.Client, number);
                while (!await IsStoredAsync(id))
                    _leaving.Token.ThrowIfCancellationRequested();
                await Task.Delay(Pause, _leaving.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It leaves.
        }
    }

    private async Task<bool> IsStoredAsync(long id)
    {
        var asking = _client.AskAsync(Topic, "new_msg", new JsonObject { ["id"] = MessageId.ToText(id) });
        var answer = await asking.WaitAsync(_leaving.Token);
        if (answer["ok"] is { } stored)
        {
            Record.Acknowledged(id, stored["seq"]!.GetValue<long>());
            return true;
        }
        Record.Note("message refused: " + answer["error"]!["reason"]);
        return false;
    }

    private async Task ListenAsync()
    {
        await foreach (var happened in _client.Happenings.ReadAllAsync())
        {
            switch (happened["event"]!.GetValue<string>())
            {
                case "message":
                    Record.Delivered(happened["payload"]!.Deserialize<JsonElement>());
                    break;
                case "rejoined":
                    Record.Note(happened["recovered"]!.GetValue<bool>() ? "rejoined" : "rejoined without all messages");
                    break;
                case "close":
                    Record.Note($"closed: {happened["code"]} {happened["reason"]}");
                    break;
                case var other:
                    Record.Note(other);
                    break;
            }
        }
    }
}
