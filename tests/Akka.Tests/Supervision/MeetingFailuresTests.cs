using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Supervision;

/// <summary>Failures, restarts and suspensions that meet in one family are each answered, and nobody hangs or works too early.</summary>
public sealed class MeetingFailuresTests : CoreTest
{
    private IActorRef Parent(SupervisorStrategy strategy, params string[] children)
    {
        var parent = Start(new Script("p", Log) { Strategy = strategy });
        foreach (var child in children) Inside(parent, p => p.Spawn(NewScript(child)));
        Log.Clear();
        return parent;
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
    public async Task On_real_threads_all_for_one_keeps_what_its_busy_children_are_doing()
    {
        using var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        for (var round = 0; round < 30; round++)
        {
            var subject = system.ActorOf(Props.Empty);
            var parent = system.ActorOf(Props.Create(() => new Family(subject)));
            await parent.Ask<string>("go");
            await parent.Ask<string>("deaths");
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
}
