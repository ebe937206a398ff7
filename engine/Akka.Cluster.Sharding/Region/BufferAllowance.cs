using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding;

/// <summary>How many messages a region and its shards may keep, together. What is beyond is refused so that it is seen. Thread-safe.</summary>
internal sealed class BufferAllowance(string typeName, int limit, ActorSystem system)
{
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromSeconds(5);

    private readonly ILoggingAdapter _log = Logging.GetLogger(system, nameof(ShardRegion));
    private int _kept;
    private long _refused;
    private long _reported;
    private long _nextWarning;

    /// <summary>How many messages are kept now.</summary>
    public int Kept => Volatile.Read(ref _kept);

    /// <summary>How many messages were refused since the region was started.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Whether one more may be kept; then it counts as kept.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _kept) <= limit) return true;
        Interlocked.Decrement(ref _kept);
        return false;
    }

    /// <summary>Counts messages that were kept and are no longer.</summary>
    public void Return(int count = 1) => Interlocked.Add(ref _kept, -count);

    /// <summary>Makes a message that may not be kept a dead letter, counts it, and warns now and then.</summary>
    public void Refuse(string entityId, object message, IActorRef sender, IActorRef by)
    {
        Interlocked.Increment(ref _refused);
        system.DeadLetters.Tell(new DeadLetter(message, sender, by), sender);
        var now = system.Scheduler.MonotonicClock.Ticks;
        var next = Interlocked.Read(ref _nextWarning);
        if (now < next || Interlocked.CompareExchange(ref _nextWarning, now + BetweenWarnings.Ticks, next) != next) return;
        var all = Refused;
        var before = Interlocked.Exchange(ref _reported, all);
        _log.Warning(
            "{0}: {1} messages wait for shards and entities, which is all that akka.cluster.sharding.buffer-size allows. {2} were refused since the last report, the last of them a [{3}] for entity [{4}]; {5} in all.",
            typeName,
            limit,
            all - before,
            message.GetType(),
            entityId,
            all);
    }
}
