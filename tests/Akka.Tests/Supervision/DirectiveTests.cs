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
    public void A_kept_child_works_again_after_two_restarts_of_its_parent_that_became_one()
    {
        var parent = Parent(new AllForOneStrategy(_ => Directive.Restart), "b");
        Inside(parent, p => p.Spawn(new Script("a", Log)
        {
            KeepsChildren = true,
            PreRestart = (_, _, _) => ScriptedActor.Ctx.Stop(ScriptedActor.Ctx.Child("stopped")),
            PreStart = a =>
            {
                if (ScriptedActor.Ctx.Child("kept").IsNobody()) a.Spawn(NewScript("kept"));
                a.Spawn(NewScript("stopped"));
            },
        }));
        var (a, b) = (Child(parent, "a"), Child(parent, "b"));
        a.Tell(new BoomException(), ActorRefs.NoSender);
        // As far as the wait of the restart for the child that stops; only then does the sibling fail.
        while (!Log.Contains("a:PreRestart(boom,BoomException)")) Executor.RunOne();
        ((IInternalActorRef)a).Suspend();
        ((IInternalActorRef)a).Restart(new BoomException());
        Run();
        Log.Clear();
        Send(a, "alive");
        Send(b, "alive");
        Send(Child(a, "kept"), "alive");
        Logged("a:alive", "b:alive", "kept:alive");
    }

    [Fact]
    public void A_kept_child_that_fails_while_its_parent_restarts_is_dealt_with_by_the_parents_own_strategy()
    {
        var parent = Start(new Script("p", Log)
        {
            KeepsChildren = true,
            Strategy = new OneForOneStrategy(_ => Directive.Stop),
            PreRestart = (_, _, _) => ScriptedActor.Ctx.Stop(ScriptedActor.Ctx.Child("slow")),
        });
        foreach (var name in new[] { "slow", "kept" }) Inside(parent, p => p.Spawn(NewScript(name)));
        var kept = Child(parent, "kept");
        parent.Tell(new BoomException(), ActorRefs.NoSender);
        while (!Log.Contains("p:PreRestart(boom,BoomException)")) Executor.RunOne();
        ((IInternalActorRef)parent).SendSystemMessage(new Akka.Dispatch.SysMsg.Failed((ActorCell)kept, new BoomException()));
        Run();
        Assert.Contains("kept:PostStop", Log);
        Assert.True(Child(parent, "kept").IsNobody());
        Send(parent, "alive");
        Assert.Equal("p:alive", Log[^1]);
    }

    [Fact]
    public void A_child_made_while_its_parent_waits_for_an_answer_waits_with_it()
    {
        var parent = Start(new Script("p", Log) { KeepsChildren = true, PreRestart = (p, _, _) => p.Spawn(NewScript("made")) });
        Inside(parent, p => p.Spawn(NewScript("slow")));
        Log.Clear();
        ((IInternalActorRef)parent).Suspend();
        ((IInternalActorRef)parent).Suspend();
        ((IInternalActorRef)parent).Restart(new BoomException());
        Run();
        var made = Child(parent, "made");
        Send(made, "hello");
        Send(parent, "hello");
        Assert.DoesNotContain("made:hello", Log);
        Assert.DoesNotContain("p:hello", Log);
        ((IInternalActorRef)parent).Resume();
        Run();
        Assert.Contains("made:hello", Log);
        Assert.Contains("p:hello", Log);
    }

    [Fact]
    public void A_second_child_that_escalates_while_its_parent_waits_for_an_answer_is_stopped_and_does_not_hang()
    {
        var answers = 0;
        var top = Start(new Script("t", Log)
        {
            Strategy = new OneForOneStrategy(_ =>
            {
                answers++;
                return Directive.Resume;
            }),
        });
        Inside(top, t => t.Spawn(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Escalate) }));
        var parent = Child(top, "p");
        foreach (var name in new[] { "a", "b" }) Inside(parent, p => p.Spawn(NewScript(name)));
        var (a, b) = (Child(parent, "a"), Child(parent, "b"));
        ((IInternalActorRef)top).Suspend();
        Run();
        Log.Clear();
        // Both failures reach the parent before the answer to the first.
        var failed = new[] { a, b }.Select(c => (Akka.Dispatch.SysMsg.SystemMessage)new Akka.Dispatch.SysMsg.Failed((ActorCell)c, new BoomException())).ToList();
        foreach (var child in new[] { a, b }) ((IInternalActorRef)child).Suspend();
        Run();
        foreach (var message in failed) ((IInternalActorRef)parent).SendSystemMessage(message);
        Run();
        ((IInternalActorRef)top).Resume();
        Run();
        Send(parent, "alive");
        Assert.Equal(1, answers);
        Assert.Equal(["b:PostStop", "p:alive"], Log);
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
    public async Task On_real_threads_all_for_one_keeps_what_its_busy_children_are_doing()
    {
        using var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        for (var round = 0; round < 30; round++)
        {
            var subject = system.ActorOf(Props.Empty);
            var parent = system.ActorOf(Props.Create(() => new Family(subject)));
            await parent.Ask<string>("go", TimeSpan.FromSeconds(10));
            await parent.Ask<string>("deaths", TimeSpan.FromSeconds(10));
        }
    }

    // One child fails while the others begin to watch: each of them must hear of the death that follows.
    private sealed class Family : ReceiveActor
    {
        public const int Size = 8;

        public Family(IActorRef subject)
        {
            var deaths = 0;
            IActorRef? asked = null;
            var children = Enumerable.Range(0, Size).Select(_ => Context.ActorOf(Props.Create(() => new Member(subject)))).ToList();
            var failing = Context.ActorOf(Props.Create(() => new Member(subject)));
            Receive<string>(s => s == "go", _ =>
            {
                failing.Tell(new BoomException());
                children.ForEach(c => c.Tell("watch"));
                Sender.Tell("gone");
            });
            var ready = 0;
            Receive<string>(s => s == "watching", _ =>
            {
                if (++ready == Size) Context.Stop(subject);
            });
            Receive<string>(s => s == "death", _ =>
            {
                if (++deaths == Size) asked?.Tell("all");
            });
            Receive<string>(s => s == "deaths", _ =>
            {
                asked = Sender;
                if (deaths == Size) asked.Tell("all");
            });
        }

        protected internal override SupervisorStrategy SupervisorStrategy() => new AllForOneStrategy(-1, -1, _ => Directive.Restart, loggingEnabled: false);
    }

    private sealed class Member : UntypedActor
    {
        private readonly IActorRef _subject;

        public Member(IActorRef subject) => _subject = subject;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Exception failure:
                    throw failure;
                case "watch":
                    Context.Watch(_subject);
                    Context.Parent.Tell("watching");
                    break;
                case Terminated:
                    Context.Parent.Tell("death");
                    break;
            }
        }
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
