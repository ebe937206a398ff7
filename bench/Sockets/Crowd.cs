using System.Diagnostics;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Sockets;

/// <summary>The members of one topic, one of which sends: so many messages are in flight, and the next is sent when one has reached everybody.</summary>
internal sealed class Crowd : IDisposable
{
    private const int Window = 16;

    private readonly List<LoadSocket> _members = [];
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _message;
    private long _deliveries;
    private long _sent;
    private bool _sending;

    private Crowd(string message) => _message = LoadSocket.Frame(message);

    /// <summary>Connects sockets, which all join when there is something to join, and count what comes.</summary>
    public static async Task<Crowd> GatherAsync(ServerProcess server, string path, int members, string? join, string message)
    {
        var crowd = new Crowd(message);
        crowd._members.AddRange(await server.ConnectAsync(path, members, _ => join, _ => new CountedFrames(crowd.Came)));
        Interlocked.Exchange(ref crowd._deliveries, 0); // the answers to the joins
        return crowd;
    }

    /// <summary>Connects as many sockets to each of the servers, which all join an empty room, and see to it that its messages come once and in order.</summary>
    public static async Task<Crowd> GatherAsync(IReadOnlyList<ServerProcess> servers, string path, int members, string join, string message)
    {
        var crowd = new Crowd(message);
        foreach (var server in servers)
            crowd._members.AddRange(await server.ConnectAsync(path, members, _ => join, _ => new NumberedFrames(_ => crowd.Came(1), crowd._failed)));
        return crowd;
    }

    public async Task<Sample> RunAsync(TimeSpan duration)
    {
        var before = Interlocked.Read(ref _deliveries);
        var started = Stopwatch.GetTimestamp();
        Volatile.Write(ref _sending, true);
        SendMore();
        await Task.Delay(duration);
        Volatile.Write(ref _sending, false);
        while (Interlocked.Read(ref _deliveries) < Interlocked.Read(ref _sent) * _members.Count)
        {
            if (Stopwatch.GetElapsedTime(started) > duration + TimeSpan.FromSeconds(15))
                throw new InvalidOperationException($"{Interlocked.Read(ref _sent) * _members.Count - Interlocked.Read(ref _deliveries)} deliveries are missing.");
            if (_failed.Task.IsFaulted) await _failed.Task;
            await Task.Delay(1);
        }

        return new Sample(Stopwatch.GetElapsedTime(started).TotalSeconds, Interlocked.Read(ref _deliveries) - before, 0);
    }

    public void Dispose() => _members.ForEach(static member => member.Dispose());

    private void Came(int frames)
    {
        Interlocked.Add(ref _deliveries, frames);
        if (Volatile.Read(ref _sending)) SendMore();
    }

    private void SendMore()
    {
        while (true)
        {
            var sent = Interlocked.Read(ref _sent);
            if (sent >= Interlocked.Read(ref _deliveries) / _members.Count + Window) return;
            if (Interlocked.CompareExchange(ref _sent, sent + 1, sent) == sent) _members[0].Send(_message);
        }
    }
}
