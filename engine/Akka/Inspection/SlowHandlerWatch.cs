using System.Globalization;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Inspection;

/// <summary>
/// Sees handlers that run for too long. It looks at the threads that run actors, and at the async handlers that wait, never at all actors,
/// and no message is timed: a handler found at work in two looks has run for the time between them. It looks ten times in the time
/// that is allowed, and only while actors run: an idle system does not tick.
/// </summary>
internal sealed class SlowHandlerWatch : IDisposable
{
    private const int LooksPerLimit = 10;

    private readonly ActorSystemImpl _system;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly TimeSpan _interval;
    private readonly ITimer? _timer;
    private readonly List<AwaitedHandler> _awaited = []; // the looking thread's
    private AwaitedHandler? _incoming;
    private int _armed;
    private bool _closed;

    public SlowHandlerWatch(ActorSystemImpl system, TimeProvider time, TimeSpan? limit)
    {
        _system = system;
        _time = time;
        _armed = 1; // for ever, when nothing is to be watched
        if (limit is null) return;
        _limit = limit.Value;
        _interval = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(_limit.TotalMilliseconds / LooksPerLimit)));
        _timer = time.CreateTimer(static watch => ((SlowHandlerWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _armed = 0;
    }

    /// <summary>How many slow handlers have been reported.</summary>
    public long Count { get; private set; }

    /// <summary>False when it has been configured to see nothing.</summary>
    public bool IsOn => _timer is not null;

    /// <summary>False when whoever runs an actor must call <see cref="Arm"/>. Read at every run: no more than a look at a word that rarely changes.</summary>
    public bool IsArmed => _armed != 0;

    /// <summary>Makes it look again after a while.</summary>
    public void Arm()
    {
        if (Interlocked.Exchange(ref _armed, 1) == 0) _timer!.Change(_interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stops looking.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _closed, true);
        Interlocked.Exchange(ref _armed, 1);
        _timer?.Dispose();
    }

    /// <summary>The actor that runs on this thread has an async handler that must wait.</summary>
    public Sighting BeginAwait(ActorCell cell, AwaitedHandler awaited, Letter? letter)
    {
        var thread = ActorThread.Mine;
        var seen = thread.Seen is { } earlier && earlier.Is(cell, letter, thread.Runs) ? earlier : null;
        var waiting = new Sighting(cell, letter, thread.Runs, seen?.Since ?? _time.GetTimestamp());
        if (Interlocked.Exchange(ref thread.Reported, null) is { } reported)
        {
            if (reported.Is(cell, letter, thread.Runs)) waiting.IsReported = true; // it goes on, elsewhere
            else ReportEnd(reported);
        }

        Volatile.Write(ref awaited.Waiting, waiting);
        if (_timer is null || !awaited.TryList()) return waiting;
        var head = _incoming;
        while (true)
        {
            awaited.Next = head;
            var found = Interlocked.CompareExchange(ref _incoming, awaited, head);
            if (ReferenceEquals(found, head)) break;
            head = found;
        }

        if (!IsArmed) Arm();
        return waiting;
    }

    /// <summary>The async handler has ended, or its actor goes on without it.</summary>
    public void EndAwait(AwaitedHandler awaited)
    {
        if (Interlocked.Exchange(ref awaited.Waiting, null) is { IsReported: true } slow) ReportEnd(slow);
    }

    /// <summary>The handler that this thread was reported for has ended.</summary>
    public void EndReported(ActorThread thread)
    {
        if (Interlocked.Exchange(ref thread.Reported, null) is { } slow) ReportEnd(slow);
    }

    /// <summary>How long a handler has been at work, at least.</summary>
    public TimeSpan Age(Sighting sighting) => _time.GetElapsedTime(sighting.Since);

    private void Look()
    {
        if (Volatile.Read(ref _closed)) return;
        var now = _time.GetTimestamp();
        var isBusy = false;
        foreach (var thread in ActorThread.All) isBusy |= LookAt(thread, now);
        isBusy |= LookAtAwaited();
        if (isBusy)
        {
            _timer!.Change(_interval, Timeout.InfiniteTimeSpan);
            return;
        }

        // From here on a run must arm it. One that began before it could see so is visible after the barrier, which stands for one in every
        // run: those pay nothing.
        Volatile.Write(ref _armed, 0);
        Interlocked.MemoryBarrierProcessWide();
        if (IsAnythingRunning() && !Volatile.Read(ref _closed)) Arm();
    }

    private bool LookAt(ActorThread thread, long now)
    {
        var cell = Volatile.Read(ref thread.Running);
        var run = Volatile.Read(ref thread.Runs);
        var isOurs = cell is not null && ReferenceEquals(cell.SystemImpl, _system);
        var letter = isOurs ? cell!.CurrentLetter : null;
        if (thread.Reported is { } reported && ReferenceEquals(reported.Cell.SystemImpl, _system) && !(isOurs && reported.Is(cell!, letter, run))) EndReported(thread);
        if (!isOurs) return false;
        if (thread.Seen is not { } seen || !seen.Is(cell!, letter, run))
        {
            thread.Seen = new Sighting(cell!, letter, run, now);
            return true;
        }

        if (seen.IsReported || !IsTooLong(seen, now)) return true;
        seen.IsReported = true;
        Report(seen);
        Interlocked.Exchange(ref thread.Reported, seen); // after the report, so that its end comes second
        return true;
    }

    private bool LookAtAwaited()
    {
        for (var incoming = Interlocked.Exchange(ref _incoming, null); incoming is not null;)
        {
            var next = incoming.Next;
            incoming.Next = null;
            _awaited.Add(incoming);
            incoming = next;
        }

        var kept = 0;
        var now = _time.GetTimestamp();
        for (var i = 0; i < _awaited.Count; i++)
        {
            var awaited = _awaited[i];
            if (Volatile.Read(ref awaited.Waiting) is { } waiting)
            {
                if (!waiting.IsReported && IsTooLong(waiting, now))
                {
                    waiting.IsReported = true;
                    Report(waiting);
                }
            }
            else if (awaited.TryDelist())
            {
                continue;
            }

            _awaited[kept++] = awaited;
        }

        _awaited.RemoveRange(kept, _awaited.Count - kept);
        return kept > 0;
    }

    private bool IsAnythingRunning()
    {
        if (Volatile.Read(ref _incoming) is not null) return true;
        foreach (var thread in ActorThread.All)
            if (Volatile.Read(ref thread.Running) is { } cell && ReferenceEquals(cell.SystemImpl, _system)) return true;
        return false;
    }

    private bool IsTooLong(Sighting sighting, long now) => _time.GetElapsedTime(sighting.Since, now) >= _limit;

    private void Report(Sighting slow)
    {
        Count++;
        ActorMetrics.SlowHandlers.Add(1, _system.Tag);
        Publish(slow, hasEnded: false);
    }

    private void ReportEnd(Sighting slow)
    {
        ActorMetrics.SlowHandlerDuration.Record(Age(slow).TotalSeconds, _system.Tag);
        Publish(slow, hasEnded: true);
    }

    private void Publish(Sighting slow, bool hasEnded)
    {
        var age = Age(slow);
        var message = slow.MessageType;
        var type = slow.Cell.KnownType;
        _system.EventStream.Publish(new SlowHandler(slow.Cell, type, message, age, hasEnded));
        var path = slow.Cell.Path.ToString();
        var what = message is null ? "a hook or system message" : $"[{message}]";
        var seconds = age.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        LogEvent log = hasEnded
            ? new Info(path, type, $"Slow handler: the handling of {what} has ended after {seconds} s.")
            : new Warning(path, type, $"Slow handler: {what} has been handled for {seconds} s and goes on; nothing else of this actor is handled meanwhile.");
        _system.EventStream.Publish(log);
    }
}
