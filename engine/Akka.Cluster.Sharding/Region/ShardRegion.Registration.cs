using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Cluster.Tools.Singleton;

namespace Akka.Cluster.Sharding;

// Finding the coordinator, and asking it where shards are.
public sealed partial class ShardRegion
{
    private readonly HostOrder _order;
    private IActorRef? _coordinator;
    private Address? _oldest;
    private Question _register;
    private Question _shutdown;
    private TimeSpan _asksAt; // on the scheduler's clock, when the timer runs

    private bool IsCandidate(Member member) => _order.Concerns(member);

    private bool IsMember(Address node) => _cluster.State.Members.Any(member => member.Address.Equals(node));

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
        _isHandingOff = false;
        _register.Reset();
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
        AnswerWaitingQueries();
        AskAnew();
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

    // Now rather than when the regions there are reported dead: whoever hears of the removal after this region may count on its messages not going there any more.
    private void ForgetHomesAt(Address node)
    {
        foreach (var shard in _shards.Values)
            if (shard.Home is { } home && home.Path.Address.Equals(node)) shard.Home = null;
    }

    // Of a coordinator that has just been found, or of all that is open now that the region shuts down.
    private void AskAnew()
    {
        _shutdown.Reset();
        foreach (var shard in _shards.Values) shard.Question.Reset();
        AskAgain();
    }

    // Whatever has not been answered, and has waited long enough, is asked again, until nothing is left to ask.
    private void AskAgain()
    {
        Timers.Cancel(Retry.Instance);
        var now = Context.System.Scheduler.MonotonicClock;
        var next = TimeSpan.MaxValue;
        if (!Life.IsRegistered)
        {
            if (_register.IsDue(now, _tuning.RetryInterval)) SendRegistration();
            next = _register.DueAt;
        }

        foreach (var shard in _shards.Values)
        {
            if (!shard.HasWaiting || shard.Hosted is not null) continue;
            if (shard.Question.IsDue(now, _tuning.RetryInterval)) _coordinator?.Tell(new GetShardHome(shard.Id), Self);
            if (shard.Question.DueAt < next) next = shard.Question.DueAt;
        }

        if (_isShuttingDown)
        {
            GoOnShuttingDown(asks: _shutdown.IsDue(now, _tuning.RetryInterval));
            if (_shutdown.DueAt < next) next = _shutdown.DueAt;
        }

        if (next < TimeSpan.MaxValue) AskAt(next, now);
    }

    // It is nowhere, and somebody waits for it.
    private void AskForHome(ShardRoute shard)
    {
        var now = Context.System.Scheduler.MonotonicClock;
        shard.Question.Reset();
        if (shard.Question.IsDue(now, _tuning.RetryInterval)) _coordinator?.Tell(new GetShardHome(shard.Id), Self);
        if (!Timers.IsTimerActive(Retry.Instance) || shard.Question.DueAt < _asksAt) AskAt(shard.Question.DueAt, now);
    }

    private void AskAt(TimeSpan due, TimeSpan now)
    {
        _asksAt = due;
        Timers.StartSingleTimer(Retry.Instance, Retry.Instance, due - now);
    }

    private void LearnHome(string id, IActorRef region)
    {
        var shard = Shard(id);
        if (shard.Hosted is not null) return; // it is here: whoever says otherwise does not know yet
        if (region.Equals(Self)) return; // to run it takes a command of its own
        if (region.Path.Address.HasGlobalScope && !IsMember(region.Path.Address)) return; // removed, and the coordinator has not heard it yet: it is asked again
        if (!region.Equals(shard.Home))
        {
            shard.Home = region;
            Context.Watch(region);
        }

        Flush(shard);
        GoOnShuttingDown();
    }
}
