using Akka.Actor;
using Akka.Simulation;

namespace Simulation.Kit;

/// <summary>Many actor systems live in one world on one clock and one order of events; one of them can vanish and come back; nothing leaves the simulation unseen.</summary>
public sealed class SimulatedWorldTests
{
    [Fact]
    public void Nodes_share_one_clock_and_run_side_by_side()
    {
        using var world = new SimulatedWorld(1);
        var heard = new List<string>();
        foreach (var name in new[] { "a", "b" })
        {
            var system = world.AddNode(name).Start();
            system.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(name == "a" ? 1 : 2), Recorder(system, heard, name), "after", ActorRefs.NoSender);
        }

        world.RunFor(TimeSpan.FromSeconds(1.5));
        Assert.Equal(["a: after"], heard);
        world.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(["a: after", "b: after"], heard);
    }

    [Fact]
    public void A_crash_runs_no_hook_and_takes_queued_work_and_timers_with_it()
    {
        using var world = new SimulatedWorld(1);
        var heard = new List<string>();
        var (node, other) = (world.AddNode("a"), world.AddNode("b"));
        var actor = Recorder(node.Start(), heard, "a");
        other.Start().Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(1), Recorder(other.System, heard, "b"), "timer", ActorRefs.NoSender);
        node.System.Scheduler.ScheduleTellRepeatedly(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), actor, "timer", ActorRefs.NoSender);
        world.RunUntilIdle();
        actor.Tell("queued", ActorRefs.NoSender);

        node.Crash();
        actor.Tell("too late", ActorRefs.NoSender);
        world.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal(["b: timer"], heard);
        Assert.False(node.IsUp);
        Assert.Throws<InvalidOperationException>(() => node.System);
    }

    [Fact]
    public void A_node_that_starts_again_has_a_new_system_and_new_actors()
    {
        using var world = new SimulatedWorld(1);
        var heard = new List<string>();
        var node = world.AddNode("a");
        var first = Recorder(node.Start(), heard, "first", "same");
        var second = Recorder(node.Restart(), heard, "second", "same");
        world.RunUntilIdle();

        second.Tell("hello", ActorRefs.NoSender);
        world.RunUntilIdle();

        Assert.Equal(["second: hello"], heard);
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
        Assert.Equal(2, node.Lives);
    }

    [Fact]
    public void A_node_cannot_crash_in_the_middle_of_its_own_work_but_the_world_may_crash_it_then()
    {
        using var world = new SimulatedWorld(1);
        var node = world.AddNode("a");
        Exception? refused = null;
        var actor = Doing(node.Start(), () =>
        {
            refused = Record.Exception(node.Crash);
            world.After(TimeSpan.Zero, node.Crash);
            return Task.CompletedTask;
        });

        actor.Tell("crash", ActorRefs.NoSender);
        world.RunUntilIdle();

        Assert.IsType<InvalidOperationException>(refused);
        Assert.False(node.IsUp);
    }

    [Fact]
    public void A_clock_may_be_off_and_may_drift_and_its_timers_with_it()
    {
        using var world = new SimulatedWorld(1);
        var (right, fast) = (world.AddNode("right"), world.AddNode("fast"));
        fast.ClockDrift = 1;
        var fired = new List<string>();
        foreach (var node in new[] { right, fast })
            node.Start().Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(10), node.System.ActorOf(Props.Create(() => new Acting(_ => fired.Add($"{node.Name} {world.Now.TotalSeconds:0}")))), "due", ActorRefs.NoSender);

        world.RunFor(TimeSpan.FromSeconds(20));
        Assert.Equal(["fast 5", "right 10"], fired);
        Assert.Equal(TimeSpan.FromSeconds(20), fast.Clock.GetUtcNow() - right.Clock.GetUtcNow());

        right.ClockOffset = TimeSpan.FromHours(-1);
        Assert.Equal(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(20), fast.Clock.GetUtcNow() - right.Clock.GetUtcNow());
    }

    [Fact]
    public void Something_of_the_world_that_is_tied_to_a_life_does_not_happen_after_it()
    {
        using var world = new SimulatedWorld(1);
        var node = world.AddNode("a");
        node.Start();
        var happened = new List<string>();
        world.After(TimeSpan.FromSeconds(1), () => happened.Add("tied"), node);
        world.After(TimeSpan.FromSeconds(1), () => happened.Add("free"));
        node.Restart();

        world.RunFor(TimeSpan.FromSeconds(2));

        Assert.Equal(["free"], happened);
    }

    [Fact]
    public void A_broken_invariant_ends_the_run_although_an_actor_has_seen_it()
    {
        using var world = new SimulatedWorld(5);
        var actor = world.AddNode("a").Start().ActorOf(Props.Create(() => new Acting(_ => world.Violate("two is one", "it is not"))));
        actor.Tell("look", ActorRefs.NoSender);

        var failure = Assert.Throws<InvariantViolatedException>(world.RunUntilIdle);

        Assert.Equal("two is one", failure.Invariant);
        Assert.Contains("seed 5", failure.Message);
    }

    [Fact]
    public void Code_that_gets_away_to_the_thread_pool_fails_the_run_and_the_message_says_what_to_look_for()
    {
        using var world = new SimulatedWorld(1);
        using var gone = new ManualResetEventSlim();
        var shared = new TaskCompletionSource();
        var system = world.AddNode("a").Start();
        var waiting = Doing(system, async () =>
        {
            await shared.Task.ConfigureAwait(false);
            gone.Set();
        });
        var completing = Doing(system, () =>
        {
            shared.SetResult();
            return Task.CompletedTask;
        });
        waiting.Tell("wait", ActorRefs.NoSender);
        world.RunUntilIdle();
        completing.Tell("complete", ActorRefs.NoSender);

        var failure = Assert.Throws<InvalidOperationException>(() =>
        {
            world.RunUntilIdle();
            gone.Wait();
            system.ActorOf(Props.Empty);
            world.RunUntilIdle();
        });

        Assert.Contains("ConfigureAwait(false)", failure.Message);
    }

    private static IActorRef Recorder(ActorSystem system, List<string> heard, string name, string? actorName = null) =>
        system.ActorOf(Props.Create(() => new Acting(message => heard.Add($"{name}: {message}"))), actorName);

    private static IActorRef Doing(ActorSystem system, Func<Task> act) => system.ActorOf(Props.Create(() => new AsyncActing(act)));

    private sealed class Acting(Action<object> act) : UntypedActor
    {
        protected override void OnReceive(object message) => act(message);
    }

    private sealed class AsyncActing : ReceiveActor
    {
        public AsyncActing(Func<Task> act) => ReceiveAsync<string>(_ => act());
    }
}
