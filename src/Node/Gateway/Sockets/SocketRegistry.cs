using System.Collections.Concurrent;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>All open sockets of the node. Thread-safe.</summary>
internal sealed class SocketRegistry
{
    private readonly ConcurrentDictionary<SocketConnection, bool> _sockets = new();
    private volatile bool _draining;
    private TaskCompletionSource? _firstCame; // while somebody waits for a socket

    public int Count => _sockets.Count;

    /// <summary>How many of them are being closed. Looks at each.</summary>
    public int Closing => _sockets.Count(s => s.Key.Closing is not null);

    /// <summary>True once the node stops: new sockets are refused.</summary>
    public bool IsDraining => _draining;

    /// <summary>Adds a socket; one that comes when the drain has begun is closed at once.</summary>
    public void Add(SocketConnection socket)
    {
        _sockets.TryAdd(socket, true);
        if (Volatile.Read(ref _firstCame) is not null)
            Interlocked.Exchange(ref _firstCame, null)?.TrySetResult();
        if (_draining)
            socket.Close(CloseReason.Draining);
    }

    /// <summary>Waits until there is a socket. For one at a time.</summary>
    public Task WaitForAnyAsync(CancellationToken cancellation)
    {
        if (!_sockets.IsEmpty)
            return Task.CompletedTask;
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _firstCame, came);
        // One that came meanwhile may not have seen it.
        return _sockets.IsEmpty ? came.Task.WaitAsync(cancellation) : Task.CompletedTask;
    }

    public void Remove(SocketConnection socket) => _sockets.TryRemove(socket, out _);

    /// <summary>Looks at the clocks of all sockets.</summary>
    public void CheckTimes(TimeSpan idle, TimeSpan closing)
    {
        foreach (var (socket, _) in _sockets)
            socket.CheckTimes(idle, closing);
    }

    /// <summary>
    /// Drains all sockets in batches, so that their clients, who return after a fixed short time, do not come all at once. New sockets are refused from
    /// the first moment on.
    /// </summary>
    public async Task DrainAsync(int batch, TimeSpan interval, TimeProvider time)
    {
        _draining = true;
        var closed = 0;
        foreach (var (socket, _) in _sockets)
        {
            if (closed > 0 && closed % batch == 0)
                await Task.Delay(interval, time);
            socket.Drain();
            closed++;
        }
    }
}
