using Akka.Actor;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Supervision;

/// <summary>A supervisor's directive is carried out on the failed child, or on all of them, and nobody else notices.</summary>
public sealed class DirectiveTests : CoreTest
{
    private IActorRef Parent(SupervisorStrategy strategy, params string[] children)
    {
        var parent = Start(new Script("p", Log) { Strategy = strategy });
        foreach (var child in children) Inside(parent, p => p.Spawn(NewScript(child)));
        Log.Clear();
        return parent;
    }

    [Fact]
    public void Resume_goes_on_with_the_same_instance_and_the_next_message()
    {
        var parent = Parent(new OneForOneStrategy(_ => Directive.Resume), "c");
        Send(Child(parent, "c"), new BoomException(), "next");
        Logged("c:next");
    }

    [Fact]
    public void Resume_lets_the_children_of_the_failed_child_go_on()
    {
        var parent = Parent(new OneForOneStrategy(_ => Directive.Resume), "c");
        var child = Child(parent, "c");
        Inside(child, c => c.Spawn(NewScript("g")));
        Send(child, new BoomException());
        Log.Clear();
        Send(Child(child, "g"), "hello");
        Logged("g:hello");
    }

    [Fact]
    public void Restart_gives_a_fresh_instance_and_drops_only_the_failing_message()
    {
        var parent = Parent(new OneForOneStrategy(_ => Directive.Restart), "c");
        Send(Child(parent, "c"), "one", new BoomException(), "two", "three");
        Logged(
            "c:one", "c:PreRestart(boom,BoomException)", "c:PostStop", "c:ctor", "c:PostRestart(boom)", "c:PreStart", "c:two", "c:three");
        Assert.Empty(DeadLetters);
    }

    [Fact]
    public void Stop_ends_the_child_and_what_waits_for_it_becomes_dead_letters()
    {
        var parent = Parent(new OneForOneStrategy(_ => Directive.Stop), "c");
        Send(Child(parent, "c"), new BoomException(), "two", "three");
        Logged("c:PostStop");
        Assert.Equal(["two", "three"], DeadLetters.Select(d => d.Message));
    }

    [Fact]
    public void Escalate_makes_the_supervisor_fail_with_the_childs_failure()
    {
        var parent = Parent(new OneForOneStrategy(_ => Directive.Escalate), "c");
        var child = Child(parent, "c");
        Send(child, new BoomException(), "waits");
        Assert.Contains("p:PreRestart(boom,-)", Log);
        Assert.Contains("c:PostStop", Log);
        Assert.Single(DeadLetters, d => "waits".Equals(d.Message));
    }

    [Fact]
    public void An_escalated_failure_that_is_resumed_above_resumes_the_child_too()
    {
        var top = Start(new Script("t", Log) { Strategy = new OneForOneStrategy(_ => Directive.Resume) });
        Inside(top, t => t.Spawn(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Escalate) }));
        var parent = Child(top, "p");
        Inside(parent, p => p.Spawn(NewScript("c")));
        Inside(parent, p => p.Spawn(NewScript("s")));
        Log.Clear();
        Send(Child(parent, "c"), new BoomException(), "next");
        Send(Child(parent, "s"), "sibling");
        Send(parent, "parent");
        Logged("c:next", "s:sibling", "p:parent");
    }

    [Fact]
    public void One_for_one_leaves_the_siblings_alone()
    {
        var parent = Parent(new OneForOneStrategy(_ => Directive.Restart), "a", "b");
        Send(Child(parent, "a"), new BoomException());
        Assert.DoesNotContain(Log, l => l.StartsWith("b:", StringComparison.Ordinal));
    }

    [Fact]
    public void All_for_one_restarts_every_child_and_only_the_failed_one_sees_its_message()
    {
        var parent = Parent(new AllForOneStrategy(_ => Directive.Restart), "a", "b", "c");
        Send(Child(parent, "b"), "handled before");
        Send(Child(parent, "a"), new BoomException(), "next");
        Send(Child(parent, "b"), "next");
        Assert.Contains("a:PreRestart(boom,BoomException)", Log);
        Assert.Contains("b:PreRestart(boom,-)", Log);
        Assert.Contains("c:PreRestart(boom,-)", Log);
        Assert.Equal(3, Log.Count(l => l.EndsWith(":PostRestart(boom)", StringComparison.Ordinal)));
        Assert.Equal(["a:next", "b:next"], Log.Where(l => l.EndsWith(":next", StringComparison.Ordinal)));
    }

    [Fact]
    public void All_for_one_stops_every_child()
    {
        var parent = Parent(new AllForOneStrategy(_ => Directive.Stop), "a", "b");
        Send(Child(parent, "a"), new BoomException());
        Assert.Equal(["a:PostStop", "b:PostStop"], Log.Order());
    }

    [Fact]
    public void All_for_one_with_two_children_failing_at_once_leaves_all_of_them_working()
    {
        var parent = Parent(new AllForOneStrategy(_ => Directive.Restart), "a", "b", "c");
        Child(parent, "a").Tell(new BoomException(), ActorRefs.NoSender);
        Child(parent, "b").Tell(new BoomException(), ActorRefs.NoSender);
        Run();
        foreach (var name in new[] { "a", "b", "c" }) Send(Child(parent, name), "alive");
        Assert.Equal(["a:alive", "b:alive", "c:alive"], Log[^3..]);
    }

    [Fact]
    public void Resume_of_one_child_does_not_touch_the_others_under_all_for_one()
    {
        var parent = Parent(new AllForOneStrategy(_ => Directive.Resume), "a", "b");
        Send(Child(parent, "a"), new BoomException(), "next");
        Send(Child(parent, "b"), "next");
        Logged("a:next", "b:next");
    }

    [Fact]
    public void Children_of_a_failed_actor_handle_nothing_until_it_has_been_dealt_with()
    {
        var parent = Parent(new OneForOneStrategy(_ => Directive.Resume), "c");
        var child = Child(parent, "c");
        Inside(child, c => c.Spawn(NewScript("g")));
        var grandchild = Child(child, "g");
        var order = new List<string>();
        child.Tell((Action<ScriptedActor>)(_ =>
        {
            // Told before the failure, by the failing actor itself; the suspension overtakes it.
            grandchild.Tell("from the failing handler");
            throw new BoomException();
        }), ActorRefs.NoSender);
        Log.Clear();
        while (!((ActorCell)grandchild).HasMessages) Executor.RunOne();
        Run();
        order.AddRange(Log);
        Assert.Equal(["g:from the failing handler"], order);
    }

    [Fact]
    public void A_decider_that_throws_makes_the_supervisor_fail_with_what_it_threw()
    {
        var top = Start(new Script("t", Log)
        {
            Strategy = new OneForOneStrategy(e =>
            {
                Log.Add("t decides: " + e.Message);
                return Directive.Resume;
            }),
        });
        Inside(top, t => t.Spawn(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => throw new BoomException("decider")) }));
        var parent = Child(top, "p");
        Inside(parent, p => p.Spawn(NewScript("c")));
        Log.Clear();
        Send(Child(parent, "c"), new BoomException("child"), "next");
        Send(parent, "parent");
        Logged("t decides: decider", "c:next", "p:parent");
    }

    [Fact]
    public void A_directive_that_is_none_makes_the_supervisor_fail()
    {
        var errors = Published<Error>();
        var parent = Parent(new OneForOneStrategy(_ => (Directive)17), "c");
        Send(Child(parent, "c"), new BoomException());
        Assert.Contains(errors, e => e.Cause is InvalidOperationException);
        Assert.Contains("p:PostRestart([17] is no directive: the decider must return Resume, Restart, Escalate or Stop.)", Log);
    }

    [Fact]
    public void The_strategy_of_the_props_counts_over_the_actors_own()
    {
        var script = new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Stop) };
        var parent = System.ActorOf(script.Props().WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume)), "p");
        Run();
        Inside(parent, p => p.Spawn(NewScript("c")));
        Send(Child(parent, "c"), new BoomException(), "next");
        Assert.Contains("c:next", Log);
    }

    [Fact]
    public void The_default_strategy_stops_what_was_killed_or_could_not_start_and_restarts_the_rest()
    {
        var decide = SupervisorStrategy.DefaultDecider.Decide;
        Assert.Equal(Directive.Stop, decide(new ActorKilledException("Kill")));
        Assert.Equal(Directive.Stop, decide(new ActorInitializationException("x")));
        Assert.Equal(Directive.Stop, decide(new DeathPactException(System.DeadLetters)));
        Assert.Equal(Directive.Restart, decide(new BoomException()));
    }

    [Fact]
    public void A_table_of_types_is_searched_in_its_order_and_derived_types_count()
    {
        var decider = Decider.From(Directive.Escalate, Directive.Stop.When<ArgumentNullException>(), Directive.Resume.When<ArgumentException>());
        Assert.Equal(Directive.Stop, decider.Decide(new ArgumentNullException()));
        Assert.Equal(Directive.Resume, decider.Decide(new ArgumentOutOfRangeException()));
        Assert.Equal(Directive.Escalate, decider.Decide(new BoomException()));
    }

    [Fact]
    public void A_failure_escalated_past_the_user_guardian_ends_the_system()
    {
        using var system = new Event.SimulatedSystem("""
            akka { loglevel = OFF, stdout-loglevel = OFF
              actor.guardian-supervisor-strategy = "Akka.Tests.Supervision.DirectiveTests+Escalating, Akka.Tests" }
            """);
        var actor = system.System.ActorOf(NewScript("a").Props());
        actor.Tell(new BoomException(), ActorRefs.NoSender);
        system.Executor.Run(system.System.WhenTerminated);
        Assert.Contains("a:PostStop", Log);
    }

    [Fact]
    public void The_stopping_strategy_can_be_configured_for_top_level_actors()
    {
        using var system = new Event.SimulatedSystem("""
            akka { loglevel = OFF, stdout-loglevel = OFF
              actor.guardian-supervisor-strategy = "Akka.Actor.StoppingSupervisorStrategy" }
            """);
        var actor = system.System.ActorOf(NewScript("a").Props());
        actor.Tell(new BoomException(), ActorRefs.NoSender);
        system.Executor.RunUntilIdle();
        Logged("a:ctor", "a:PreStart", "a:PostStop");
    }

    [Fact]
    public void Failures_are_logged_by_what_is_done_about_them()
    {
        var warnings = Published<Warning>();
        var errors = Published<Error>();
        var parent = Parent(new OneForOneStrategy(e => Enum.Parse<Directive>(e.Message)), "c");
        Send(Child(parent, "c"), new BoomException("Resume"), new BoomException("Restart"), new BoomException("Stop"));
        Assert.Equal("Resume", Assert.Single(warnings).Message.ToString());
        Assert.Equal(["Restart", "Stop"], errors.Select(e => e.Message.ToString()));
        Assert.All(errors, e => Assert.EndsWith("/p/c", e.LogSource));
    }

    [Fact]
    public void A_strategy_without_logging_logs_nothing()
    {
        var errors = Published<Error>();
        var parent = Parent(new OneForOneStrategy(_ => Directive.Restart, loggingEnabled: false), "c");
        Send(Child(parent, "c"), new BoomException());
        Assert.Empty(errors);
    }

    public sealed class Escalating : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
    }
}
