using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Ask;

/// <summary>A graceful stop is over when the actor has terminated, and fails when it does not in time.</summary>
public sealed class GracefulStopTests : CoreTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void It_ends_when_the_actor_has_terminated_with_all_its_children()
    {
        var actor = Start(NewScript("a"));
        Inside(actor, a => a.Spawn(NewScript("c")));
        Assert.True(Executor.Run(actor.GracefulStop(Second)));
        Assert.Equal(["c:PostStop", "a:PostStop"], Log[^2..]);
    }

    [Fact]
    public void It_handles_the_messages_that_came_before()
    {
        var actor = Start(NewScript("a"));
        actor.Tell("before", ActorRefs.NoSender);
        Executor.Run(actor.GracefulStop(Second));
        Assert.Equal(["a:before", "a:PostStop"], Log[^2..]);
    }

    [Fact]
    public void It_is_over_at_once_for_an_actor_that_is_dead()
    {
        var actor = Start(NewScript("a"));
        System.Stop(actor);
        Run();
        Assert.True(Executor.Run(actor.GracefulStop(Second)));
    }

    [Fact]
    public void Another_message_can_ask_for_the_stop()
    {
        var actor = Start(new Script("a", Log)
        {
            Receive = (a, m) =>
            {
                if (m is not "bye") return false;
                a.Note("bye");
                ScriptedActor.Ctx.Stop(a.Me);
                return true;
            },
        });
        Assert.True(Executor.Run(actor.GracefulStop(Second, "bye")));
        Assert.Contains("a:bye", Log);
    }

    [Fact]
    public void It_fails_when_the_actor_does_not_stop_in_time()
    {
        var actor = Start(NewScript("a"));
        var stop = actor.GracefulStop(Second, "does not stop it");
        RunFor(1100);
        Assert.True(stop.IsCanceled || stop.Exception?.InnerException is TaskCanceledException);
        Assert.False(((IInternalActorRef)actor).IsTerminated);
    }

    [Fact]
    public void A_death_can_be_awaited()
    {
        var actor = Start(NewScript("a"));
        var died = actor.WatchAsync();
        Run();
        Assert.False(died.IsCompleted);
        System.Stop(actor);
        Assert.True(Executor.Run(died));
    }
}
