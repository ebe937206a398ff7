using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Event;

/// <summary>Dead letters are logged, but a flood of them does not fill the log.</summary>
public sealed class DeadLetterListenerTests
{
    [Fact]
    public void A_dead_letter_is_logged_with_both_ends_and_its_content()
    {
        using var world = new SimulatedSystem();
        var logged = world.Published<Info>();
        Send(world, 1);
        var text = Assert.Single(logged).Message.ToString();
        Assert.Contains("Message [String] from", text, StringComparison.Ordinal);
        Assert.Contains("was not delivered. [1] dead letters encountered", text, StringComparison.Ordinal);
        Assert.Contains("Message content: m0", text, StringComparison.Ordinal);
    }

    [Fact]
    public void After_so_many_the_log_rests_and_then_says_how_many_it_left_out()
    {
        using var world = new SimulatedSystem("akka.log-dead-letters = 3\nakka.log-dead-letters-suspend-duration = 1 minute");
        var logged = world.Published<Info>();
        Send(world, 10);
        Assert.Equal(3, logged.Count);
        Assert.Contains("no more dead letters will be logged in next [00:01:00]", logged[2].Message.ToString(), StringComparison.Ordinal);
        world.Executor.RunFor(TimeSpan.FromMinutes(1));
        Send(world, 1);
        Assert.Contains("[11] dead letters encountered, of which 7 were not logged. The counter will be reset now", logged[3].Message.ToString(), StringComparison.Ordinal);
        Send(world, 5);
        Assert.Equal(7, logged.Count);
        Assert.Contains("[1] dead letters encountered.", logged[4].Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_pause_without_end_it_rests_for_good()
    {
        using var world = new SimulatedSystem("akka.log-dead-letters = 2\nakka.log-dead-letters-suspend-duration = infinite");
        var logged = world.Published<Info>();
        Send(world, 10);
        world.Executor.RunFor(TimeSpan.FromDays(30));
        Send(world, 10);
        Assert.Equal(2, logged.Count);
    }

    [Theory]
    [InlineData("on", 100)]
    [InlineData("off", 0)]
    public void It_can_be_set_to_all_and_to_none(string setting, int expected)
    {
        using var world = new SimulatedSystem("akka.log-dead-letters = " + setting);
        var logged = world.Published<Info>();
        Send(world, 100);
        Assert.Equal(expected, logged.Count);
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("off", false)]
    public void While_the_system_ends_they_are_logged_only_when_asked_for(string setting, bool expected)
    {
        using var world = new SimulatedSystem("akka.log-dead-letters-during-shutdown = " + setting);
        var logged = world.Published<Info>();
        var letters = world.Published<DeadLetter>();
        world.System.ActorOf(Props.Create(() => new LastWords()), "last");
        world.Executor.RunUntilIdle();
        world.Executor.Run(world.System.Terminate());
        Assert.Contains(letters, letter => letter.Message is "last words");
        Assert.Equal(expected, logged.Any(info => info.Message.ToString()!.Contains("last words", StringComparison.Ordinal)));
    }

    private sealed class LastWords : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);

        protected override void PostStop() => Self.Tell("last words");
    }

    [Fact]
    public void Dropped_and_unhandled_messages_are_logged_with_their_reason()
    {
        using var world = new SimulatedSystem();
        var logged = world.Published<Info>();
        var (someone, _) = world.Recorder("someone");
        world.System.EventStream.Publish(new Dropped("m", "the queue is full", someone));
        world.System.EventStream.Publish(new UnhandledMessage("m", someone, someone));
        world.Executor.RunUntilIdle();
        Assert.Contains("was dropped. the queue is full.", logged[0].Message.ToString(), StringComparison.Ordinal);
        Assert.Contains("was unhandled.", logged[1].Message.ToString(), StringComparison.Ordinal);
    }

    private static void Send(SimulatedSystem world, int count)
    {
        var (sender, _) = world.Recorder();
        for (var i = 0; i < count; i++)
        {
            world.System.DeadLetters.Tell("m" + i, sender);
            world.Executor.RunUntilIdle();
        }
    }
}
