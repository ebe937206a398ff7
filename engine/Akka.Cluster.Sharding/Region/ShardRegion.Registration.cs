using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Cluster.Tools.Singleton;

namespace Akka.Cluster.Sharding;

// Finding the coordinator, and asking it where shards are.
public sealed partial class ShardRegion
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);

    private readonly HostOrder _order;
    private IActorRef? _coordinator;
    private Address? _oldest;
    private int _attempts;

    private bool IsCandidate(Member member) => _order.Concerns(member);

    // It runs on the oldest member, or is on its way from one that leaves to the next.
    private List<Address> CoordinatorNodes()
    {
        var nodes = new List<Address>();
        foreach (var member in _cluster.State.Members.Where(member => IsCandidate(member) && HostOrder.HasAge(member)).Order(_order))
        {
            nodes.Add(member.Address);
            if (member.Status is MemberStatus.Up) break;
        }

        return nodes;
    }

    private void LookForCoordinator()
    {
        var oldest = CoordinatorNodes() is { Count: > 0 } nodes ? nodes[0] : null;
        if (!Equals(oldest, _oldest))
        {
            _oldest = oldest;
            if (oldest is not null) StartRegistering();
        }

        GoOnShuttingDown();
    }

    private void StartRegistering()
    {
        Life.IsRegistered = false;
        _attempts = 0;
        AskAgain();
    }

    private void SendRegistration()
    {
        foreach (var node in CoordinatorNodes())
        {
            var coordinator = Context.ActorSelection(new RootActorPath(node) + _setup.CoordinatorPath);
            if (_setup.IsProxy)
            {
                coordinator.Tell(new RegisterProxy(Self), Self);
                continue;
            }

            var parts = Math.Max(1, (_hosted.Count + Register.MaxOwnShards - 1) / Register.MaxOwnShards);
            for (var part = 0; part < parts; part++)
            {
                var shards = _hosted.Skip(part * Register.MaxOwnShards).Take(Register.MaxOwnShards).Select(static shard => new OwnShard(shard.Route.Id, shard.Allocation));
                coordinator.Tell(new Register(Self, Life.Incarnation, [.. shards], Life.HighestAllocation, More: part < parts - 1, part), Self);
            }
        }
    }

    private void Registered(RegisterAck ack)
    {
        if (!_setup.IsProxy && ack.Incarnation != Life.Incarnation) return;
        if (!ack.Coordinator.Equals(_coordinator))
        {
            if (_coordinator is not null) Context.Unwatch(_coordinator);
            _coordinator = Context.Watch(ack.Coordinator);
        }

        Life.IsRegistered = true;
        _attempts = 0;
        AnswerWaitingQueries();
        AskAgain();
    }

    private void Ended(IActorRef actor)
    {
        if (actor.Equals(_coordinator))
        {
            _coordinator = null;
            StartRegistering();
            return;
        }

        // Another region: where its shards will run is not known yet.
        foreach (var shard in _shards.Values)
            if (actor.Equals(shard.Home)) shard.Home = null;
    }

    // Whatever has not been answered is asked again, until nothing is left to ask.
    private void AskAgain()
    {
        Timers.Cancel(Retry.Instance);
        if (!Life.IsRegistered) SendRegistration();
        var open = !Life.IsRegistered;
        foreach (var shard in _shards.Values)
        {
            if (!shard.HasWaiting || shard.Hosted is not null) continue;
            _coordinator?.Tell(new GetShardHome(shard.Id), Self);
            open = true;
        }

        if (_isShuttingDown)
        {
            GoOnShuttingDown(asks: true);
            open = true;
        }

        if (open) RetryLater();
    }

    private void AskForHome(ShardRoute shard)
    {
        _coordinator?.Tell(new GetShardHome(shard.Id), Self);
        RetryLater();
    }

    // Soon at first, since a coordinator is about to start as often as it is away, and then at the interval that is set.
    private void RetryLater()
    {
        if (Timers.IsTimerActive(Retry.Instance)) return;
        var soon = FirstRetry * (1 << Math.Min(_attempts++, 16));
        Timers.StartSingleTimer(Retry.Instance, Retry.Instance, soon < _tuning.RetryInterval ? soon : _tuning.RetryInterval);
    }

    private void LearnHome(string id, IActorRef region)
    {
        var shard = Shard(id);
        if (shard.Hosted is not null) return; // it is here: whoever says otherwise does not know yet
        if (region.Equals(Self)) return; // to run it takes a command of its own
        if (!region.Equals(shard.Home))
        {
            shard.Home = region;
            Context.Watch(region);
        }

        Flush(shard);
        GoOnShuttingDown();
    }
}
