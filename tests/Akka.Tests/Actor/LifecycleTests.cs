using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

/// <summary>Hooks run in their documented order, each instance's at most once, and a failure in a hook ends where it is documented to end.</summary>
public sealed class LifecycleTests : CoreTest
{
    [Fact]
    public void Constructor_and_PreStart_run_before_the_first_message()
    {
        var actor = System.ActorOf(NewScript("a").Props(), "a");
        actor.Tell("hello", ActorRefs.NoSender);
        Run();
        Logged("a:ctor", "a:PreStart", "a:hello");
    }

    [Fact]
    public void A_stop_runs_PostStop_once_after_the_message_being_handled()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        Inside(actor, a =>
        {
            ScriptedActor.Ctx.Stop(a.Me);
            ScriptedActor.Ctx.Stop(a.Me);
            a.Note("handled");
        });
        Logged("a:handled", "a:PostStop");
    }

    [Fact]
    public void A_restart_runs_the_hooks_of_the_old_instance_then_those_of_the_new()
    {
        var actor = Start(NewScript("a"));
        Send(actor, new BoomException(), "after");
        Logged(
            "a:ctor", "a:PreStart",
            "a:PreRestart(boom,BoomException)", "a:PostStop",
            "a:ctor", "a:PostRestart(boom)", "a:PreStart", "a:after");
    }

    [Fact]
    public void A_restart_keeps_the_reference_and_the_path_with_its_uid()
    {
        var actor = Start(NewScript("a"));
        var before = actor.Path.ToStringWithUid();
        Send(actor, new BoomException());
        Assert.Equal(before, actor.Path.ToStringWithUid());
        Assert.Same(actor, ((ActorCell)((LocalActorRefProvider)Extended.Provider).Guardian).Child("a"));
    }

    [Fact]
    public void A_failed_constructor_stops_the_actor_without_any_hook()
    {
        Start(new Script("a", Log) { Constructor = _ => throw new BoomException() });
        Logged("a:ctor");
        Assert.Equal(ActorRefs.Nobody, Extended.Guardian.GetChild(["a"]));
    }

    [Fact]
    public void A_failed_PreStart_stops_the_actor_without_PostStop()
    {
        Start(new Script("a", Log) { PreStart = _ => throw new BoomException() });
        Logged("a:ctor", "a:PreStart");
    }

    [Fact]
    public void The_failure_of_a_constructor_reaches_the_supervisor_as_the_cause_of_an_initialization_failure()
    {
        Exception? seen = null;
        var parent = Start(new Script("p", Log)
        {
            Strategy = new OneForOneStrategy(e =>
            {
                seen = e;
                return Directive.Stop;
            }),
        });
        Inside(parent, p => p.Spawn(new Script("c", Log) { Constructor = _ => throw new BoomException() }));
        var failure = Assert.IsType<ActorInitializationException>(seen);
        Assert.IsType<BoomException>(failure.InnerException);
        Assert.Equal("c", failure.Actor!.Path.Name);
    }

    [Fact]
    public void A_constructor_that_fails_once_is_tried_again_when_its_supervisor_restarts_it()
    {
        var parent = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Restart) });
        Log.Clear();
        var child = new Script("c", Log) { Constructor = c => ThrowIf(c.Instance == 1) };
        Inside(parent, p => p.Spawn(child).Tell("hello"));
        Logged("c:ctor", "c:ctor", "c:PreStart", "c:hello");
    }

    [Fact]
    public void Resuming_an_actor_that_never_came_to_life_makes_a_new_instance()
    {
        var parent = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Resume) });
        Log.Clear();
        var child = new Script("c", Log) { PreStart = c => ThrowIf(c.Instance == 1) };
        Inside(parent, p => p.Spawn(child).Tell("hello"));
        Logged("c:ctor", "c:PreStart", "c:ctor", "c:PreStart", "c:hello");
    }

    [Fact]
    public void Children_of_an_instance_that_never_came_to_life_are_stopped_so_that_the_next_can_use_their_names()
    {
        var parent = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Restart) });
        Log.Clear();
        var child = new Script("c", Log)
        {
            PreStart = c =>
            {
                c.Spawn(NewScript("g"));
                ThrowIf(c.Instance < 3);
            },
        };
        Inside(parent, p => p.Spawn(child).Tell("hello"));
        Assert.Equal(3, child.Instances);
        Assert.Equal(2, Log.Count(l => l == "g:PostStop"));
        Assert.Contains("c:hello", Log);
        Assert.False(Child(Child(parent, "c"), "g").IsNobody());
    }

    [Fact]
    public void Timers_started_by_an_instance_that_never_came_to_life_do_not_fire_in_the_next()
    {
        var parent = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Restart) });
        Inside(parent, p => p.Spawn(new Script("c", Log)
        {
            PreStart = c =>
            {
                if (c.Instance > 1) return;
                c.Timers.StartSingleTimer("t", "tick", TimeSpan.FromSeconds(1));
                throw new BoomException();
            },
        }));
        Log.Clear();
        RunFor(5000);
        Logged();
    }

    [Fact]
    public void A_failure_in_PreRestart_is_logged_and_the_restart_goes_on()
    {
        var errors = Published<Error>();
        var actor = Start(new Script("a", Log) { PreRestart = (_, _, _) => throw new BoomException("hook") });
        Log.Clear();
        Send(actor, new BoomException());
        Logged("a:PreRestart(boom,BoomException)", "a:ctor", "a:PostRestart(boom)", "a:PreStart");
        var logged = Assert.Single(errors, e => e.Cause is PreRestartException);
        Assert.Equal("hook", logged.Cause!.InnerException!.Message);
    }

    [Fact]
    public void A_failure_in_PostRestart_reaches_the_supervisor_and_stops_the_actor_by_default()
    {
        var errors = Published<Error>();
        var actor = Start(new Script("a", Log) { PostRestart = (_, _) => throw new BoomException("hook") });
        Log.Clear();
        Send(actor, new BoomException(), "lost");
        Logged("a:PreRestart(boom,BoomException)", "a:PostStop", "a:ctor", "a:PostRestart(boom)");
        var failure = Assert.IsType<PostRestartException>(Assert.Single(errors, e => e.Cause is PostRestartException).Cause);
        Assert.IsType<BoomException>(failure.OriginalCause);
        Assert.Single(DeadLetters, d => "lost".Equals(d.Message));
    }

    [Fact]
    public void A_restart_whose_constructor_fails_is_tried_again_with_PostRestart_and_without_a_second_PreRestart()
    {
        var parent = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Restart) });
        var child = new Script("c", Log) { Constructor = c => ThrowIf(c.Instance is 2 or 3) };
        Inside(parent, p => p.Spawn(child));
        Log.Clear();
        Send(Child(parent, "c"), new BoomException(), "hello");
        Assert.Equal(1, Log.Count(l => l.StartsWith("c:PreRestart", StringComparison.Ordinal)));
        Assert.Equal(1, Log.Count(l => l.StartsWith("c:PostRestart", StringComparison.Ordinal)));
        Assert.Equal(4, child.Instances);
        Assert.Equal("c:hello", Log[^1]);
    }

    [Fact]
    public void A_failure_in_PostStop_is_logged_and_the_actor_is_gone_all_the_same()
    {
        var errors = Published<Error>();
        var actor = Start(new Script("a", Log) { PostStop = _ => throw new BoomException("hook") });
        var watcher = Start(NewScript("w"));
        Inside(watcher, _ => ScriptedActor.Ctx.WatchWith(actor, "gone"));
        System.Stop(actor);
        Run();
        Assert.Contains("w:gone", Log);
        Assert.Single(errors, e => e.Cause is BoomException);
    }

    [Fact]
    public void Children_stop_before_their_parents_PostStop()
    {
        var parent = Start(NewScript("p"));
        Inside(parent, p => p.Spawn(NewScript("c")));
        Inside(Child(parent, "c"), c => c.Spawn(NewScript("g")));
        Log.Clear();
        System.Stop(parent);
        Run();
        Logged("g:PostStop", "c:PostStop", "p:PostStop");
    }

    [Fact]
    public void Children_stop_before_the_new_instance_of_their_restarted_parent_is_made()
    {
        var parent = Start(new Script("p", Log) { PreStart = p => p.Spawn(NewScript("c")) });
        var first = Child(parent, "c");
        Log.Clear();
        Send(parent, new BoomException());
        Assert.True(Log.IndexOf("c:PostStop") < Log.IndexOf("p:ctor"));
        Assert.NotEqual(first.Path.Uid, Child(parent, "c").Path.Uid);
    }

    [Fact]
    public void A_child_that_its_parents_PreRestart_keeps_is_restarted_after_its_parent()
    {
        var parent = Start(new Script("p", Log) { KeepsChildren = true });
        Inside(parent, p => p.Spawn(NewScript("c")));
        var child = Child(parent, "c");
        Log.Clear();
        Send(parent, new BoomException());
        Send(child, "hello");
        Assert.Same(child, Child(parent, "c"));
        Assert.True(Log.IndexOf("p:PreStart") < Log.IndexOf("c:ctor"));
        Assert.Equal("c:hello", Log[^1]);
    }

    [Fact]
    public void A_kept_child_survives_a_restart_whose_constructor_fails_once()
    {
        var parent = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Restart) });
        Inside(parent, p => p.Spawn(new Script("m", Log) { KeepsChildren = true, Constructor = m => ThrowIf(m.Instance == 2) }));
        var middle = Child(parent, "m");
        Inside(middle, m => m.Spawn(NewScript("c")));
        var child = Child(middle, "c");
        Send(middle, new BoomException());
        Send(child, "hello");
        Send(middle, "hello");
        Assert.Same(child, Child(middle, "c"));
        Assert.Equal(["c:hello", "m:hello"], Log[^2..]);
    }

    [Fact]
    public void A_stop_that_comes_while_a_restart_waits_for_children_runs_PostStop_no_second_time()
    {
        var parent = Start(NewScript("p"));
        Inside(parent, p => p.Spawn(NewScript("c")));
        Log.Clear();
        parent.Tell(new BoomException(), ActorRefs.NoSender);
        // As far as the old instance's hooks, with the child still there.
        while (!Log.Contains("p:PostStop")) Executor.RunOne();
        System.Stop(parent);
        Run();
        Assert.Equal(1, Log.Count(l => l == "p:PostStop"));
        Assert.DoesNotContain("p:ctor", Log);
        Assert.Contains("c:PostStop", Log);
        Assert.True(((IInternalActorRef)parent).IsTerminated);
    }

    [Fact]
    public void No_child_can_be_made_in_PostStop()
    {
        Exception? refused = null;
        var actor = Start(new Script("a", Log) { PostStop = a => refused = Record.Exception(() => a.Spawn(NewScript("late"))) });
        System.Stop(actor);
        Run();
        Assert.IsType<InvalidOperationException>(refused);
        Assert.DoesNotContain("late:ctor", Log);
    }

    [Fact]
    public void A_top_level_actor_cannot_be_made_once_the_system_stops()
    {
        Executor.Run(System.Terminate());
        Assert.Throws<InvalidOperationException>(() => System.ActorOf(NewScript("late").Props()));
    }

    [Fact]
    public void An_actor_cannot_be_made_with_new()
    {
        var failure = Assert.Throws<ActorInitializationException>(() => new ScriptedActor(NewScript("a")));
        Assert.Contains("Props", failure.Message);
    }

    [Fact]
    public void There_is_no_context_outside_of_an_actor()
    {
        Assert.Throws<NotSupportedException>(() => ScriptedActor.Ctx);
    }

    [Fact]
    public void Hooks_see_context_and_self_and_no_sender()
    {
        var seen = new List<(IActorRef Self, IActorRef From)>();
        void See(ScriptedActor a) => seen.Add((ScriptedActor.Ctx.Self, a.From));
        var actor = Start(new Script("a", Log) { Constructor = See, PreStart = See, PostStop = See });
        Send(actor, "before");
        System.Stop(actor);
        Run();
        Assert.Equal(3, seen.Count);
        Assert.All(seen, s => Assert.Equal((actor, System.DeadLetters), s));
    }

    private static void ThrowIf(bool condition)
    {
        if (condition) throw new BoomException();
    }
}
