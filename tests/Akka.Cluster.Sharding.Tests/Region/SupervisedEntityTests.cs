using Akka.Actor;
using Akka.Pattern;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>
/// An entity that needs another supervision than restarts has a supervisor of its own in between, which passes the wish to stop on; what comes while it is away waits for the next one.
/// </summary>
public sealed class SupervisedEntityTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void An_entity_under_a_backoff_supervisor_passivates_even_when_it_stops_before_it_is_told_to()
    {
        var region = Start(id => BackoffSupervisor.Props(Backoff
            .OnStop(Props.Create(() => new Hasty(id, _world.Journal)), "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 0.2, -1)
            .WithFinalStopMessage(static message => message is PleaseStop)));
        region.Tell(new Put("b", 1));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 1));
        region.Tell(new GoAway("b"));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("b", "stop") == 1));
        _world.Run(0.1);
        region.Tell(new Put("b", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2, 0.5), "the next one had to wait for a supervisor that would have started it anyway");
        Assert.Equal([1, 2], _world.Journal.Numbers("b"));
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void An_entity_under_a_backoff_supervisor_comes_back_after_it_has_failed()
    {
        var region = Start(id => BackoffSupervisor.Props(
            Backoff.OnFailure(Props.Create(() => new Box(id, "n1", _world.Journal)), "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 0.2, 3)));
        region.Tell(new Put("b", 1));
        region.Tell(new Break("b"));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("b", "start") == 2));
        region.Tell(new Put("b", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2));
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void A_strategy_that_stops_the_entity_ends_it_and_the_next_message_starts_another()
    {
        var region = Start(id => Props.Create(() => new Guard(Props.Create(() => new Box(id, "n1", _world.Journal)))));
        region.Tell(new Put("b", 1));
        region.Tell(new Break("b"));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("b", "stop") == 1));
        _world.Run(1);
        region.Tell(new Put("b", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2));
        Assert.Equal(2, _world.Journal.Count("b", "start"));
    }

    [Fact]
    public void All_that_comes_while_an_entity_stops_waits_in_order_also_when_it_takes_its_time()
    {
        var region = Start(id => Props.Create(() => new Slow(id, _world.Journal)));
        region.Tell(new Put("b", 0));
        region.Tell(new GoAway("b"));
        _world.Run(1);
        for (var i = 1; i <= 100; i++) region.Tell(new Put("b", i));
        _world.Run(3);
        Assert.Equal(1, _world.Journal.Count("put"));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 101));
        Assert.Equal(Enumerable.Range(0, 101), _world.Journal.Numbers("b"));
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void StartEntity_for_an_entity_that_stops_starts_the_next_one_when_it_has()
    {
        var region = Start(id => Props.Create(() => new Slow(id, _world.Journal)));
        region.Tell(new GoAway("b"));
        _world.Run(1);
        Assert.Equal("b", _world.Ask<StartEntityAck>(region, new ShardRegion.StartEntity("b")).EntityId);
        Assert.True(_world.RunUntil(() => _world.Journal.Count("b", "start") == 2));
        Assert.Empty(_world.Journal.Doubles());
    }

    private IActorRef Start(Func<string, Props> props)
    {
        var node = _world.StartNode("n1");
        var region = _world.StartRegion(node, PleaseStop.Instance, props);
        Assert.True(_world.RunUntil(() => ShardingWorld.IsRegistered(node)));
        return region;
    }

    private abstract class Recorded(string id, Journal journal) : UntypedActor
    {
        protected override void PreStart() => journal.Entries.Add(new Entry(id, "n1", "start"));

        protected override void PostStop() => journal.Entries.Add(new Entry(id, "n1", "stop"));

        protected sealed override void OnReceive(object message)
        {
            if (message is Put put) journal.Entries.Add(new Entry(id, "n1", "put", put.Number));
            else OnEnd(message);
        }

        protected abstract void OnEnd(object message);
    }

    // Asks to be stopped, and stops without waiting for it.
    private sealed class Hasty(string id, Journal journal) : Recorded(id, journal)
    {
        protected override void OnEnd(object message)
        {
            if (message is not GoAway) return;
            Context.Parent.Tell(new Passivate(PleaseStop.Instance));
            Context.Stop(Self);
        }
    }

    // Takes five seconds to stop.
    private sealed class Slow(string id, Journal journal) : Recorded(id, journal)
    {
        protected override void OnEnd(object message)
        {
            if (message is GoAway) Context.Parent.Tell(new Passivate(PleaseStop.Instance));
            else if (message is PleaseStop) Context.System.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(5), Self, PoisonPill.Instance, Self);
        }
    }

    // Stops its child when it fails, and itself with it.
    private sealed class Guard(Props child) : UntypedActor
    {
        private IActorRef _child = ActorRefs.Nobody;

        protected override void PreStart() => _child = Context.Watch(Context.ActorOf(child));

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(static _ => Directive.Stop);

        protected override void OnReceive(object message)
        {
            if (message is Terminated) Context.Stop(Self);
            else _child.Forward(message);
        }
    }
}
