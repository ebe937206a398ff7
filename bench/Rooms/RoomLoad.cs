using System.Diagnostics;
using Switchboard.Bench.Report;
using Switchboard.Bench.Sockets;

namespace Switchboard.Bench.Rooms;

/// <summary>Rooms, each with a writer on one node and a reader on another; every other one the other way round.</summary>
internal sealed class RoomLoad : IDisposable
{
    private const int JoiningAtOnce = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RoomPair[] _pairs;

    private RoomLoad(int rooms) => _pairs = new RoomPair[rooms];

    public static async Task<RoomLoad> ConnectAsync(IReadOnlyList<ServerProcess> nodes, int rooms)
    {
        var load = new RoomLoad(rooms);
        await Parallel.ForAsync(0, rooms, new ParallelOptions { MaxDegreeOfParallelism = JoiningAtOnce }, async (i, _) =>
            load._pairs[i] = await RoomPair.ConnectAsync(i, nodes[i % nodes.Count], nodes[(i + 1) % nodes.Count], load._failed));
        return load;
    }

    /// <summary>One message in flight in each room: the next is sent when the one before has been acknowledged and delivered.</summary>
    public async Task<Sample> ClosedAsync(TimeSpan duration, Latencies delivered, Latencies acknowledged)
    {
        var before = Sent();
        var sentAt = new long[_pairs.Length];
        var halves = new int[_pairs.Length];
        var running = _pairs.Length;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = Stopwatch.GetTimestamp();
        foreach (var pair in _pairs)
        {
            pair.Delivered = (of, _) => Half(of, delivered);
            pair.Acknowledged = (of, _) => Half(of, acknowledged);
        }

        foreach (var pair in _pairs) Send(pair);
        await EndAsync(done.Task, duration);
        return new Sample(Stopwatch.GetElapsedTime(started).TotalSeconds, Sent() - before, 0);

        void Send(RoomPair pair)
        {
            Volatile.Write(ref sentAt[pair.Index], Stopwatch.GetTimestamp());
            pair.Send();
        }

        void Half(RoomPair pair, Latencies latencies)
        {
            latencies.RecordSince(Volatile.Read(ref sentAt[pair.Index]));
            if (Interlocked.Increment(ref halves[pair.Index]) % 2 != 0) return;
            if (Stopwatch.GetElapsedTime(started) < duration) Send(pair);
            else if (Interlocked.Decrement(ref running) == 0) done.SetResult();
        }
    }

    /// <summary>
    /// Messages at a fixed rate, to one room after the other, whether those before have come or not. A time counts from when the message should have been
    /// sent: when the load, or a node that does not read, holds it up, that is part of it.
    /// </summary>
    public async Task<Sample> OpenAsync(int perSecond, TimeSpan duration, Latencies delivered, Latencies acknowledged)
    {
        var messages = (long)(perSecond * duration.TotalSeconds);
        var before = Array.ConvertAll(_pairs, static pair => pair.Sent);
        var left = 2 * messages;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = Stopwatch.GetTimestamp();
        foreach (var pair in _pairs)
        {
            pair.Delivered = (of, number) => Half(of, number, delivered);
            pair.Acknowledged = (of, number) => Half(of, number, acknowledged);
        }

        var sending = Task.Factory.StartNew(SendAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await EndAsync(Task.WhenAll(done.Task, sending), duration);
        return new Sample(Stopwatch.GetElapsedTime(started).TotalSeconds, messages, 0);

        long Intended(long message) => started + (message * Stopwatch.Frequency / perSecond);

        void SendAll()
        {
            for (var i = 0L; i < messages && !_failed.Task.IsCompleted; i++)
            {
                Pace.Until(Intended(i));
                _pairs[i % _pairs.Length].Send();
            }
        }

        void Half(RoomPair pair, long number, Latencies latencies)
        {
            latencies.RecordSince(Intended(((number - before[pair.Index] - 1) * _pairs.Length) + pair.Index));
            if (Interlocked.Decrement(ref left) == 0) done.SetResult();
        }
    }

    public void Dispose()
    {
        foreach (var pair in _pairs) pair?.Dispose();
    }

    private long Sent() => _pairs.Sum(static pair => pair.Sent);

    private async Task EndAsync(Task done, TimeSpan duration)
    {
        var first = await Task.WhenAny(done, _failed.Task).WaitAsync(duration + Patience);
        await first;
    }
}
