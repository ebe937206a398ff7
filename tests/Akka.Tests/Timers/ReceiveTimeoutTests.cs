using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Timers;

/// <summary>An actor that set a receive timeout is told whenever nothing has come for that long, and never earlier.</summary>
public sealed class ReceiveTimeoutTests : CoreTest
{
    private IActorRef Actor(int milliseconds)
    {
        var actor = Start(new Script("a", Log)
        {
            Receive = (a, message) =>
            {
                if (message is ReceiveTimeout) a.Note("timeout at " + Executor.Time.Elapsed.TotalMilliseconds.ToString("F0", null));
                return message is ReceiveTimeout or Quiet;
            },
        });
        Inside(actor, _ => ScriptedActor.Ctx.SetReceiveTimeout(TimeSpan.FromMilliseconds(milliseconds)));
        Log.Clear();
        return actor;
    }

    [Fact]
    public void It_fires_again_and_again_while_nothing_comes()
    {
        Actor(1000);
        RunFor(3500);
        Assert.Equal(3, Log.Count);
    }

    [Fact]
    public void A_message_puts_it_off()
    {
        var actor = Actor(1000);
        for (var i = 0; i < 10; i++)
        {
            RunFor(900);
            Send(actor, "x");
        }

        Assert.Equal(10, Log.Count);
        Assert.All(Log, l => Assert.Equal("a:x", l));
        RunFor(1100);
        Assert.Equal(11, Log.Count);
    }

    [Fact]
    public void A_message_marked_as_without_influence_does_not_put_it_off()
    {
        var actor = Actor(1000);
        RunFor(900);
        Send(actor, new Quiet());
        Send(actor, new Identify(1));
        RunFor(150);
        Assert.Single(Log);
    }

    [Fact]
    public void Null_turns_it_off()
    {
        var actor = Actor(1000);
        Inside(actor, _ => ScriptedActor.Ctx.SetReceiveTimeout(null));
        RunFor(10_000);
        Logged();
        Assert.Null(((ActorCell)actor).ReceiveTimeout);
    }

    [Fact]
    public void A_new_one_replaces_the_old()
    {
        var actor = Actor(1000);
        Inside(actor, _ => ScriptedActor.Ctx.SetReceiveTimeout(TimeSpan.FromMilliseconds(5000)));
        RunFor(4900);
        Logged();
        RunFor(200);
        Assert.Single(Log);
    }

    [Fact]
    public void It_does_not_fire_after_the_actor_has_stopped()
    {
        var actor = Actor(1000);
        System.Stop(actor);
        RunFor(5000);
        Logged("a:PostStop");
        Assert.Empty(DeadLetters);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_time_that_is_not_positive_is_refused(int milliseconds)
    {
        Exception? refused = null;
        Inside(Actor(1000), _ => refused = Record.Exception(() => ScriptedActor.Ctx.SetReceiveTimeout(TimeSpan.FromMilliseconds(milliseconds))));
        Assert.IsType<ArgumentOutOfRangeException>(refused);
    }

    private sealed class Quiet : INotInfluenceReceiveTimeout;
}
