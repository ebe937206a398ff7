using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Event;

/// <summary>The event stream of a system forgets subscribers that stopped, and never sends to them.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public void A_subscriber_that_stops_is_unsubscribed_without_anything_being_published()
    {
        using var world = new SimulatedSystem();
        var (subscriber, _) = world.Recorder();
        world.System.EventStream.Subscribe<string>(subscriber);
        world.Executor.RunUntilIdle();
        world.System.Stop(subscriber);
        world.Executor.RunUntilIdle();
        Assert.False(world.System.EventStream.IsSubscribed(subscriber));
    }

    [Fact]
    public void One_that_subscribes_when_it_is_dead_is_forgotten_too()
    {
        using var world = new SimulatedSystem();
        var (subscriber, _) = world.Recorder();
        world.System.Stop(subscriber);
        world.Executor.RunUntilIdle();
        world.System.EventStream.Subscribe<string>(subscriber);
        world.Executor.RunUntilIdle();
        Assert.False(world.System.EventStream.IsSubscribed(subscriber));
    }

    [Fact]
    public void What_is_published_to_a_stopped_subscriber_is_no_dead_letter()
    {
        using var world = new SimulatedSystem();
        var letters = world.Published<AllDeadLetters>();
        var (subscriber, _) = world.Recorder();
        world.System.EventStream.Subscribe<string>(subscriber);
        world.System.Stop(subscriber);
        while (!((IInternalActorRef)subscriber).IsTerminated) Assert.True(world.Executor.RunOne());
        world.System.EventStream.Publish("late");
        world.Executor.RunUntilIdle();
        Assert.Empty(letters);
    }

    [Fact]
    public void A_message_to_a_stopped_actor_is_published_as_a_dead_letter()
    {
        using var world = new SimulatedSystem();
        var letters = world.Published<DeadLetter>();
        var (actor, _) = world.Recorder("gone");
        var (sender, _) = world.Recorder("sender");
        world.System.Stop(actor);
        world.Executor.RunUntilIdle();
        actor.Tell("hello", sender);
        world.Executor.RunUntilIdle();
        var letter = Assert.Single(letters);
        Assert.Equal("hello", letter.Message);
        Assert.Equal(actor, letter.Recipient);
        Assert.Equal(sender, letter.Sender);
    }

    [Fact]
    public void A_message_that_nobody_misses_is_published_as_suppressed()
    {
        using var world = new SimulatedSystem();
        var letters = world.Published<AllDeadLetters>();
        world.System.DeadLetters.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        Assert.IsType<SuppressedDeadLetter>(Assert.Single(letters));
    }

    [Fact]
    public void With_debugging_on_every_subscription_is_told()
    {
        using var world = new SimulatedSystem("akka.actor.debug.event-stream = on\nakka.loglevel = DEBUG");
        var events = world.Published<Debug>();
        var (subscriber, _) = world.Recorder("listener");
        world.System.EventStream.Subscribe<string>(subscriber);
        world.System.EventStream.Unsubscribe<string>(subscriber);
        Assert.Contains(events, e => e.Message.ToString()!.StartsWith("subscribing", StringComparison.Ordinal) && e.Message.ToString()!.Contains("/user/listener", StringComparison.Ordinal));
        Assert.Contains(events, e => e.Message.ToString()!.StartsWith("unsubscribing", StringComparison.Ordinal));
    }
}
