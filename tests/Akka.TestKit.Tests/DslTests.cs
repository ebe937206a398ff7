using Akka.Actor;
using Akka.Actor.Dsl;

namespace Akka.TestKit.Tests;

/// <summary>Actors described by lambdas behave as if they were classes.</summary>
public class DslTests : DrivenTestKit
{
    [Fact]
    public void Handlers_are_given_the_message_and_the_context()
    {
        var actor = Sys.ActorOf(c => c.Receive<string>((text, context) => context.Sender.Tell(text + "!")), "echo");

        actor.Tell("hi");

        ExpectMsg("hi!");
        Assert.Equal("echo", LastSender.Path.Name);
    }

    [Fact]
    public void The_implicit_sender_is_the_test_actor_again_and_again()
    {
        var actor = ActorOf(c => c.ReceiveAny((_, context) => TestActor.Tell(context.Sender)));

        actor.Tell("once");
        ExpectMsg<IActorRef>(sender => sender.Equals(TestActor));
        CreateTestProbe();
        actor.Tell("twice");
        ExpectMsg<IActorRef>(sender => sender.Equals(TestActor));
    }

    [Fact]
    public void Hooks_run_around_a_restart()
    {
        var actor = ActorOf(c =>
        {
            c.OnPreStart = _ => TestActor.Tell("start");
            c.OnPreRestart = (cause, message, _) => TestActor.Tell($"{cause.Message} by {message}");
            c.OnPostRestart = (cause, _) =>
            {
                TestActor.Tell("again");
                c.DefaultPostRestart(cause);
            };
            c.OnPostStop = _ => TestActor.Tell("stop");
            c.ReceiveAny((message, _) => throw new InvalidOperationException("failed"));
        });
        ExpectMsg("start");

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => actor.Tell("x"));
        ExpectMsg("failed by x");
        ExpectMsg("again");
        ExpectMsg("start");
        Sys.Stop(actor);
        ExpectMsg("stop");
    }

    [Fact]
    public void Stacked_handlers_come_and_go()
    {
        var actor = ActorOf((c, self) =>
        {
            Assert.NotNull(self.Self);
            c.Receive<string>(text => text == "go", (_, _) => c.BecomeStacked((message, context) =>
            {
                context.Sender.Tell("stacked " + message);
                c.UnbecomeStacked();
            }));
            c.ReceiveAny((message, context) => context.Sender.Tell("first " + message));
        });

        actor.Tell("a");
        actor.Tell("go");
        actor.Tell("b");
        actor.Tell("c");

        ExpectMsg("first a");
        ExpectMsg("stacked b");
        ExpectMsg("first c");
    }

    [Fact]
    public void Children_are_supervised_by_the_strategy_set()
    {
        var parent = ActorOf(c =>
        {
            c.Strategy = new OneForOneStrategy(_ => Directive.Stop);
            var child = c.ActorOf(d => d.ReceiveAny((_, _) => throw new InvalidOperationException("failed")), "child");
            c.Receive<string>((_, context) => context.Sender.Tell(child));
            c.ReceiveAny((message, _) => child.Tell(message));
        });
        parent.Tell("child");
        Watch(ExpectMsg<IActorRef>());

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => parent.Tell(1));

        ExpectMsg<Terminated>();
    }
}
