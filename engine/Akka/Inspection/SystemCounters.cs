using Akka.Actor.Internal;

namespace Akka.Inspection;

/// <summary>What is counted of a system. Nothing on the way of a message: only starts and stops of actors, and what goes wrong.</summary>
internal sealed class SystemCounters(ActorSystemImpl system)
{
    private long _started;
    private long _stopped;
    private long _deadLetters;
    private long _unhandled;
    private long _failures;
    private long _restarts;

    public long Started => Volatile.Read(ref _started);

    public long Stopped => Volatile.Read(ref _stopped);

    public long DeadLetters => Volatile.Read(ref _deadLetters);

    public long Unhandled => Volatile.Read(ref _unhandled);

    public long Failures => Volatile.Read(ref _failures);

    public long Restarts => Volatile.Read(ref _restarts);

    public void CountStart()
    {
        Interlocked.Increment(ref _started);
        ActorMetrics.Actors.Add(1, system.Tag);
    }

    public void CountStop()
    {
        Interlocked.Increment(ref _stopped);
        ActorMetrics.Actors.Add(-1, system.Tag);
    }

    public void CountDeadLetter()
    {
        Interlocked.Increment(ref _deadLetters);
        ActorMetrics.DeadLetters.Add(1, system.Tag);
    }

    public void CountUnhandled()
    {
        Interlocked.Increment(ref _unhandled);
        ActorMetrics.Unhandled.Add(1, system.Tag);
    }

    public void CountFailure()
    {
        Interlocked.Increment(ref _failures);
        ActorMetrics.Failures.Add(1, system.Tag);
    }

    public void CountRestart()
    {
        Interlocked.Increment(ref _restarts);
        ActorMetrics.Restarts.Add(1, system.Tag);
    }
}
