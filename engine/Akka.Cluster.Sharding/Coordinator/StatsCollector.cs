using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding.Coordination;

/// <summary>Asks all regions what they run, and answers one query with what has come when all have spoken or the time is over.</summary>
internal sealed class StatsCollector : UntypedActor, IWithTimers
{
    private readonly IReadOnlyList<(IActorRef Region, Address Address)> _regions;
    private readonly IActorRef _replyTo;
    private readonly TimeSpan _timeout;
    private readonly HashSet<IActorRef> _silent;
    private readonly ImmutableDictionary<Address, ShardRegionStats>.Builder _answers = ImmutableDictionary.CreateBuilder<Address, ShardRegionStats>();

    private StatsCollector(IReadOnlyList<(IActorRef Region, Address Address)> regions, IActorRef replyTo, TimeSpan timeout)
    {
        _regions = regions;
        _replyTo = replyTo;
        _timeout = timeout;
        _silent = [.. regions.Select(static one => one.Region)];
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartSingleTimer(TimedOut.Instance, TimedOut.Instance, _timeout);
        foreach (var (region, _) in _regions) region.Tell(GetShardRegionStats.Instance, Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ShardRegionStats stats:
                foreach (var (region, address) in _regions)
                {
                    if (region.Equals(Sender)) _answers[address] = stats;
                }

                _silent.Remove(Sender);
                if (_silent.Count == 0) Answer();
                break;
            case TimedOut:
                Answer();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Answer()
    {
        _replyTo.Tell(new ClusterShardingStats(_answers.ToImmutable()), Context.Parent);
        Context.Stop(Self);
    }

    private sealed class TimedOut
    {
        public static readonly TimedOut Instance = new();
    }

    internal sealed class Producer(IReadOnlyList<(IActorRef Region, Address Address)> regions, IActorRef replyTo, TimeSpan timeout) : IIndirectActorProducer
    {
        public Type ActorType => typeof(StatsCollector);

        public ActorBase Produce() => new StatsCollector(regions, replyTo, timeout);

        public void Release(ActorBase actor)
        {
        }
    }
}
