using System.Net.WebSockets;
using Switchboard.Cluster.Tests.Faults.Check;

namespace Switchboard.Cluster.Tests.Faults.Load;

/// <summary>
/// A client that behaves as phoenix.js does: it reconnects with growing pauses, each time to the next node, joins its room again from the number it
/// saw last, and sends one message after the other, each again under its id until it is acknowledged.
/// </summary>
internal sealed class LoadClient : IAsyncDisposable
{
    // What an application does with a refused message is its own affair: here it tries again soon.
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<Uri> _nodes;
    private readonly TimeSpan _pause;
    private readonly CancellationTokenSource _leaving = new();
    private readonly CancellationTokenSource _writing = new();
    private readonly Lock _gate = new();
    private readonly Task _connecting;
    private readonly Task _sending;
    private TaskCompletionSource<LoadChannel> _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile LoadChannel? _channel;

    /// <param name="record">What it sees goes there.</param>
    /// <param name="nodes">Where it connects, one after the other.</param>
    /// <param name="pause">From an acknowledgement to the next message.</param>
    public LoadClient(ClientRecord record, IReadOnlyList<Uri> nodes, TimeSpan pause)
    {
        Record = record;
        _nodes = nodes;
        _pause = pause;
        _connecting = ConnectAsync();
        _sending = SendAsync();
    }

    public ClientRecord Record { get; }

    private string Topic => "room:" + Record.Room.Name;

    /// <summary>Begins no new message, and waits until what was sent is acknowledged.</summary>
    public async Task FinishAsync(TimeSpan patience)
    {
        await _writing.CancelAsync();
        await _sending.WaitAsync(patience);
    }

    /// <summary>Closes its connection, and comes back no more.</summary>
    public async Task LeaveAsync()
    {
        await _writing.CancelAsync();
        await _leaving.CancelAsync();
        await _connecting;
        await _sending;
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _leaving.Dispose();
        _writing.Dispose();
    }

    private async Task ConnectAsync()
    {
        try
        {
            var tries = 0;
            for (var next = Record.Client; !_leaving.IsCancellationRequested; next++)
            {
                try
                {
                    await using var socket = await PhoenixSocket.ConnectAsync(_nodes[next % _nodes.Count], _leaving.Token);
                    tries = 0;
                    Record.Note("connected");
                    await ServeAsync(socket);
                    Record.Note("closed: " + (socket.Close ?? "connection lost"));
                }
                catch (Exception e) when (e is WebSocketException or OperationCanceledException)
                {
                    Record.Note("not connected");
                }
                await Task.Delay(PhoenixDelays.Reconnect(tries++), _leaving.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It leaves.
        }
    }

    private async Task ServeAsync(PhoenixSocket socket)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        var joining = KeepJoinedAsync(socket, lost.Token);
        try
        {
            while (await socket.ReceiveAsync(_leaving.Token) is { } frame)
            {
                if (frame.Topic == Topic)
                    _channel?.Handle(frame);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Broken, given up for want of a heartbeat, or left.
        }
        finally
        {
            await lost.CancelAsync();
            _channel?.End("connection lost");
            await joining;
        }
    }

    private async Task KeepJoinedAsync(PhoenixSocket socket, CancellationToken lost)
    {
        try
        {
            for (var tries = 0; ; tries++)
            {
                var channel = _channel = new LoadChannel(socket, Topic, Record);
                if (await channel.JoinAsync() is { } refusal)
                {
                    Record.Note("join refused: " + refusal);
                }
                else
                {
                    tries = 0;
                    Become(channel);
                    await channel.Ended.WaitAsync(lost);
                    Become(null);
                }
                await Task.Delay(PhoenixDelays.Rejoin(tries), lost);
            }
        }
        catch (OperationCanceledException)
        {
            Become(null);
        }
    }

    private void Become(LoadChannel? channel)
    {
        lock (_gate)
        {
            if (channel is not null)
                _joined.TrySetResult(channel);
            else if (_joined.Task.IsCompleted)
                _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private Task<LoadChannel> WhenJoined()
    {
        lock (_gate)
            return _joined.Task;
    }

    private async Task SendAsync()
    {
        try
        {
            for (var number = 1; !_writing.IsCancellationRequested; number++)
            {
                var id = MessageId.Of(Record.Client, number);
                while (await (await WhenJoined().WaitAsync(_leaving.Token)).PushAsync(id) is { } refusal)
                {
                    Record.Note("message refused: " + refusal);
                    await Task.Delay(RetryPause, _leaving.Token);
                }
                await Task.Delay(_pause, _writing.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It leaves, or has sent enough.
        }
    }
}
