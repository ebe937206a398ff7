using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace Switchboard.Cluster.Tests.Faults.Load;

/// <summary>One frame of version 2: [join_ref, ref, topic, event, payload].</summary>
internal readonly record struct PhoenixFrame(string? JoinRef, string? Ref, string Topic, string Event, JsonElement Payload);

/// <summary>One connection that speaks version 2 of the protocol, with the heartbeat of phoenix.js. Sends may come from any thread.</summary>
internal sealed class PhoenixSocket : IAsyncDisposable
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ArrayBufferWriter<byte> _message = new();
    private Task _beating = Task.CompletedTask;
    private string? _heartbeat;
    private int _refs;

    private PhoenixSocket() => _socket.Options.KeepAliveInterval = TimeSpan.Zero;

    /// <summary>How the server closed it; null for a connection that broke.</summary>
    public string? Close => _socket.CloseStatus is { } status ? $"{(int)status} {_socket.CloseStatusDescription}" : null;

    /// <exception cref="WebSocketException">Nobody is there, or refuses.</exception>
    /// <exception cref="OperationCanceledException">Nobody answered.</exception>
    public static async Task<PhoenixSocket> ConnectAsync(Uri node, CancellationToken cancellationToken)
    {
        var socket = new PhoenixSocket();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectPatience);
        try
        {
            await socket._socket.ConnectAsync(new UriBuilder(node) { Scheme = "ws", Path = "/socket/websocket", Query = "vsn=2.0.0" }.Uri, patience.Token);
            socket._beating = BeatAsync(socket);
            return socket;
        }
        catch
        {
            await socket.DisposeAsync();
            throw;
        }
    }

    public string NextRef() => Interlocked.Increment(ref _refs).ToString(null, null);

    /// <exception cref="WebSocketException">It is closed.</exception>
    public async Task SendAsync(string? joinRef, string reference, string topic, string name, object payload)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes<object?[]>([joinRef, reference, topic, name, payload]);
        await _sending.WaitAsync(_closing.Token);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next frame that is not the answer to a heartbeat; null when the server has closed the connection.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async Task<PhoenixFrame?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        while (true)
        {
            _message.ResetWrittenCount();
            ValueWebSocketReceiveResult result;
            do
            {
                result = await _socket.ReceiveAsync(_message.GetMemory(4096), either.Token);
                if (result.MessageType == WebSocketMessageType.Close)
                    return null;
                _message.Advance(result.Count);
            }
            while (!result.EndOfMessage);
            var frame = JsonSerializer.Deserialize<JsonElement>(_message.WrittenSpan);
            if (frame[2].GetString() == "phoenix" && frame[1].GetString() == _heartbeat)
                _heartbeat = null;
            else
                return new(frame[0].GetString(), frame[1].GetString(), frame[2].GetString()!, frame[3].GetString()!, frame[4]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _beating;
        _socket.Dispose();
        _closing.Dispose();
        _sending.Dispose();
    }

    // A heartbeat that has no answer when the next one is due ends the connection, as in phoenix.js.
    private static async Task BeatAsync(PhoenixSocket socket)
    {
        using var timer = new PeriodicTimer(HeartbeatInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(socket._closing.Token))
            {
                if (socket._heartbeat is not null)
                {
                    await socket._closing.CancelAsync();
                    return;
                }
                socket._heartbeat = socket.NextRef();
                await socket.SendAsync(null, socket._heartbeat, "phoenix", "heartbeat", new { });
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Closed, which the reader notices.
        }
    }
}
