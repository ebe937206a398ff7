using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding;

/// <summary>
/// Passes messages on to the instances of a daemon process in turn; on a node that may run some, also starts those that do not run, again and again. Ends with its region.
/// </summary>
internal sealed class DaemonRouter : UntypedActor, IWithTimers
{
    private readonly IActorRef _region;
    private readonly string[] _ids;
    private readonly TimeSpan? _keepAliveInterval;
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private int _next;

    public DaemonRouter(IActorRef region, int numberOfInstances, TimeSpan? keepAliveInterval)
    {
        _region = region;
        _ids = [.. Enumerable.Range(0, numberOfInstances).Select(DaemonExtractor.IdOf)];
        _keepAliveInterval = keepAliveInterval;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.Watch(_region);
        // Before that the region would only keep what it is told.
        if (_keepAliveInterval is not null) _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp));
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ClusterEvent.MemberUp up when _keepAliveInterval is { } interval:
                if (!up.Member.UniqueAddress.Equals(_cluster.SelfUniqueAddress)) break;
                _cluster.Unsubscribe(Self);
                Timers.StartPeriodicTimer(KeepAlive.Instance, KeepAlive.Instance, TimeSpan.Zero, interval);
                break;
            case KeepAlive:
                foreach (var id in _ids) _region.Tell(new ShardRegion.StartEntity(id), ActorRefs.NoSender);
                break;
            case Terminated:
                Context.Stop(Self);
                break;
            default:
                _region.Forward(new ShardingEnvelope(_ids[_next], message));
                _next = (_next + 1) % _ids.Length;
                break;
        }
    }

    private sealed record KeepAlive : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly KeepAlive Instance = new();
    }
}
