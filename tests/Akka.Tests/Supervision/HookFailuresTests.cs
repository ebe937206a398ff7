using Akka.Actor;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Supervision;

/// <summary>A failure in the middle of dealing with a failure has one outcome, and nothing hangs.</summary>
public sealed class HookFailuresTests : CoreTest
{
    [Fact]
    public void A_strategy_that_cannot_be_made_makes_the_supervisor_fail_with_that()
    {
        var top = Start(new Script("top", Log) { Strategy = new OneForOneStrategy(e => { Log.Add("top:" + e.Message); return Directive.Stop; }) });
        Inside(top, _ => ScriptedActor.Ctx.ActorOf(Props.Create(() => new WithoutStrategy(Log)), "p"));
        Log.Clear();
        Send(Child(top, "p"), "fail child");
        Logged("top:no strategy", "p:PostStop");
    }

    [Fact]
    public void A_Kill_that_waits_while_the_actor_restarts_kills_the_new_instance()
    {
        var p = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(e => e is ActorKilledException ? Directive.Stop : Directive.Restart) });
        Inside(p, x => x.Spawn(NewScript("c")));
        Inside(Child(p, "c"), c => c.Spawn(NewScript("g")));
        Log.Clear();
        var child = Child(p, "c");
        child.Tell(new BoomException());
        child.Tell(Kill.Instance);
        child.Tell("after");
        Run();
        Logged(
            "c:PreRestart(boom,BoomException)", "c:PostStop", "g:PostStop", "c:ctor", "c:PostRestart(boom)", "c:PreStart", "c:PostStop");
        Assert.Equal("after", Assert.Single(DeadLetters).Message);
    }

    [Fact]
    public void A_PostStop_that_fails_during_a_restart_is_logged_and_the_restart_goes_on()
    {
        var errors = Published<Error>();
        var fails = true;
        var actor = Start(new Script("a", Log) { PostStop = _ => { if (fails) throw new BoomException("in PostStop"); } });
        Log.Clear();
        Send(actor, new BoomException(), "next");
        fails = false;
        Logged("a:PreRestart(boom,BoomException)", "a:PostStop", "a:ctor", "a:PostRestart(boom)", "a:PreStart", "a:next");
        var logged = Assert.Single(errors, e => e.Cause is PreRestartException);
        Assert.Equal("in PostStop", logged.Message);
    }

    [Fact]
    public void A_failure_of_PostStop_is_logged_with_its_own_text_and_cause()
    {
        var errors = Published<Error>();
        var actor = Start(new Script("a", Log) { PostStop = _ => throw new BoomException("hurrah") });
        Send(actor, PoisonPill.Instance);
        var logged = Assert.Single(errors);
        Assert.Equal(("hurrah", actor.Path.ToString()), (logged.Message, logged.LogSource));
        Assert.IsType<BoomException>(logged.Cause);
    }

    [Fact]
    public void A_stop_that_comes_before_the_supervisors_answer_wins()
    {
        var p = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Restart) });
        Inside(p, x => x.Spawn(NewScript("c")));
        Log.Clear();
        var child = Child(p, "c");
        Inside(p, _ =>
        {
            child.Tell(new BoomException());
            ScriptedActor.Ctx.Stop(child);
        });
        Assert.Equal("c:PostStop", Log[^1]);
        Assert.Single(Log, l => l == "c:PostStop");
        Assert.True(((IInternalActorRef)child).IsTerminated);
    }

    [Fact]
    public void Failures_one_after_the_other_restart_once_each_and_lose_nothing_between()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        Send(actor, "1", new BoomException("x"), "2", new BoomException("y"), "3");
        Assert.Equal(["a:1", "a:2", "a:3"], Log.Where(l => l.Length == 3));
        Assert.Equal(2, Log.Count(l => l == "a:ctor"));
    }

    [Fact]
    public void A_child_that_fails_in_its_constructor_is_stopped_and_its_name_is_free_again()
    {
        var parent = Start(NewScript("p"));
        Inside(parent, p =>
        {
            p.Spawn(new Script("c", Log) { Constructor = _ => throw new BoomException() });
        });
        Log.Clear();
        Inside(parent, p => p.Spawn(NewScript("c")));
        Logged("c:ctor", "c:PreStart");
    }

    private sealed class WithoutStrategy(List<string> log) : UntypedActor
    {
        private IActorRef _child = ActorRefs.Nobody;

        protected override void PreStart() => _child = Context.ActorOf(new Script("c", []).Props(), "c");

        protected override void OnReceive(object message) => _child.Tell(new BoomException());

        protected override void PostStop() => log.Add("p:PostStop");

        protected internal override SupervisorStrategy SupervisorStrategy() => throw new BoomException("no strategy");
    }
}
