using Akka.Actor;

namespace Akka.TestKit.Tests;

/// <summary>A test's reference does at once what a reference does some time, and can be used wherever a reference can.</summary>
public class TestActorRefMoreTests : DrivenTestKit
{
    [Fact]
    public void It_can_be_watched_and_equals_the_reference_that_terminated()
    {
        var actor = new TestActorRef<Worker>(Sys, Props.Create<Worker>(), null, "will-die");
        Watch(actor);

        actor.Tell(PoisonPill.Instance);

        var terminated = ExpectMsg<Terminated>();
        Assert.True(terminated.ActorRef == actor);
        Assert.True(actor == terminated.ActorRef);
        Assert.True(((IInternalActorRef)actor).IsTerminated);
        Assert.Throws<InvalidOperationException>(() => actor.UnderlyingActor);
    }

    [Fact]
    public void It_equals_no_other_actor()
    {
        var one = new TestActorRef<Worker>(Sys, Props.Create<Worker>());
        var other = new TestActorRef<Worker>(Sys, Props.Create<Worker>());

        Assert.True(one != other);
        Assert.False(one == other.Ref);
        Assert.True(one.Equals(one.Ref));
        Assert.Equal(one.GetHashCode(), one.Ref.GetHashCode());
    }

    [Fact]
    public void A_child_is_restarted_before_the_tell_returns()
    {
        var boss = ActorOfAsTestActorRef<Boss>();

        boss.Tell("kill");

        Assert.Equal(["pre", "post"], boss.UnderlyingActor.Log);
    }

    [Fact]
    public void Its_children_can_be_of_another_class()
    {
        var boss = ActorOfAsTestActorRef<Boss>("boss");

        var child = ActorOfAsTestActorRef<Worker>(boss, "worker");

        Assert.Equal(boss.Path / "worker", child.Path);
    }

    [Fact]
    public async Task A_message_past_the_mailbox_can_be_awaited()
    {
        var gate = new TaskCompletionSource();
        var actor = ActorOfAsTestActorRef<Slow>(Props.Create(() => new Slow(gate.Task)));

        var handled = actor.ReceiveAsync("go", TestActor);
        Assert.False(handled.IsCompleted);
        gate.SetResult();
        Executor.Run(handled);
        await handled;

        ExpectMsg("went");
        Assert.Equal(1, actor.UnderlyingActor.Handled);
    }

    [Fact]
    public void What_it_throws_past_the_mailbox_comes_out_and_restarts_nobody()
    {
        var actor = ActorOfAsTestActorRef<Worker>();
        var instance = actor.UnderlyingActor;

        Assert.Throws<InvalidOperationException>(() => actor.Receive("fail"));

        Assert.Same(instance, actor.UnderlyingActor);
    }

    private sealed class Worker : ReceiveActor
    {
        public Worker()
        {
            Receive<string>(text => text == "work", _ => Sender.Tell("done"));
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("failed"));
        }
    }

    private sealed class Boss : ReceiveActor
    {
        public Boss()
        {
            var child = new TestActorRef<Mortal>(Context.System, Props.Create(() => new Mortal(Log)), Self, "child");
            Receive<string>(_ => child.Tell(Kill.Instance));
        }

        public List<string> Log { get; } = [];

        protected internal override SupervisorStrategy SupervisorStrategy() =>
            new OneForOneStrategy(5, TimeSpan.FromSeconds(1), failure => failure is ActorKilledException ? Directive.Restart : Directive.Escalate);
    }

    private sealed class Mortal(List<string> log) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }

        protected override void PreRestart(Exception reason, object message) => log.Add("pre");

        protected override void PostRestart(Exception reason) => log.Add("post");
    }

    private sealed class Slow : ReceiveActor
    {
        public Slow(Task gate) => ReceiveAsync<string>(async _ =>
        {
            await gate;
            Handled++;
            Sender.Tell("went");
        });

        public int Handled { get; private set; }
    }
}
