using System.Net.WebSockets;
using System.Text;

namespace Switchboard.Node.Tests.Gateway.Node;

/// <summary>A client that sends and reads raw frames.</summary>
internal sealed class TestSocket(ClientWebSocket client) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    public string? SubProtocol => client.SubProtocol;

    public Task SendAsync(string frame) => SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text);

    public Task SendAsync(byte[] frame, WebSocketMessageType type) => client.SendAsync(frame, type, true, CancellationToken.None);

    /// <summary>The next text; a close makes it throw.</summary>
    public async Task<string> NextAsync() =>
        await ReceiveAsync() ?? throw new InvalidOperationException($"Closed: {(int)client.CloseStatus!} {client.CloseStatusDescription}");

    /// <summary>Sends, and gives the next text.</summary>
    public async Task<string> AskAsync(string frame)
    {
        await SendAsync(frame);
        return await NextAsync();
    }

    /// <summary>Joins, and gives the response's JSON.</summary>
    public Task<string> JoinAsync(string topic, string joinRef = "1", string payload = "{}") =>
        AskAsync($"""["{joinRef}","{joinRef}","{topic}","phx_join",{payload}]""");

    /// <summary>Reads on to the close.</summary>
    public async Task<(int Code, string? Reason)> ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }
        await client.CloseOutputAsync(client.CloseStatus!.Value, null, CancellationToken.None);
        return ((int)client.CloseStatus!, client.CloseStatusDescription);
    }

    public void Dispose() => client.Dispose();

    private async Task<string?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(TestPatience.Limit);
        var length = 0;
        using var message = new MemoryStream();
        while (true)
        {
            var result = await client.ReceiveAsync(_buffer, patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(_buffer, 0, result.Count);
            length += result.Count;
            if (result.EndOfMessage)
                return Encoding.UTF8.GetString(message.GetBuffer(), 0, length);
        }
    }
}
