using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.BadInput;

/// <summary>Null where something is needed is refused at the call, before anything has happened; as a sender it means nobody.</summary>
public sealed class NullInputTests : CoreTest
{
    private readonly IActorRef _actor;

    public NullInputTests()
    {
        _actor = Start(NewScript("a"));
        Log.Clear();
    }

    [Fact]
    public void A_message_that_is_null_is_refused_wherever_one_can_be_sent()
    {
        using var inbox = Inbox.Create(System);
        Assert.Throws<InvalidMessageException>(() => _actor.Tell(null!));
        Assert.Throws<InvalidMessageException>(() => System.ActorSelection("/user/a").Tell(null!));
        Assert.Throws<InvalidMessageException>(() => System.DeadLetters.Tell(null!));
        Assert.Throws<InvalidMessageException>(() => inbox.Send(_actor, null!));
        Assert.Throws<InvalidMessageException>(() => { _ = _actor.Ask<object>((object)null!, TimeSpan.FromSeconds(1)); });
        Inside(_actor, a => Assert.Throws<InvalidMessageException>(() => a.Me.Forward(null!)));
        Run();
        Assert.Empty(Log);
        Assert.Empty(DeadLetters);
    }

    [Fact]
    public void A_null_message_inside_of_a_handler_fails_the_actor_that_sends_it()
    {
        var other = Start(NewScript("b"));
        Log.Clear();
        Inside(other, _ => _actor.Tell(null!));
        Logged("b:PreRestart(Message is null.,System.Action`1[Akka.Tests.Actor.ScriptedActor])", "b:PostStop", "b:ctor", "b:PostRestart(Message is null.)", "b:PreStart");
    }

    [Fact]
    public void Null_as_a_sender_is_nobody()
    {
        IActorRef? from = null;
        var asked = Start(new Script("c", Log) { Receive = (c, _) => { from = c.From; return true; } });
        asked.Tell("x", null);
        Run();
        Assert.Equal(System.DeadLetters, from);
    }

    [Fact]
    public void Props_receivers_and_things_to_watch_must_be_there()
    {
        Assert.Throws<ArgumentNullException>(() => System.ActorOf(null!));
        Assert.Throws<ArgumentNullException>(() => new Props((Type)null!));
        Inside(_actor, _ => Assert.Throws<ArgumentNullException>(() => ScriptedActor.Ctx.Watch(null!)));
        Inside(_actor, _ => Assert.Throws<ArgumentNullException>(() => ScriptedActor.Ctx.Unwatch(null!)));
        Inside(_actor, _ => Assert.Throws<ArgumentNullException>(() => ScriptedActor.Ctx.Stop(null!)));
        Assert.Throws<ArgumentNullException>(() => System.Stop(null!));
        Assert.Throws<ArgumentNullException>(() => System.EventStream.Publish(null!));
        Assert.Throws<ArgumentNullException>(() => System.EventStream.Subscribe(null!, typeof(string)));
        Assert.Throws<ArgumentNullException>(() => System.ActorSelection((string)null!));
        Run();
        Assert.Empty(Log);
    }

    [Fact]
    public void Null_is_refused_by_the_scheduler_when_work_is_given_to_it()
    {
        var second = TimeSpan.FromSeconds(1);
        Assert.Throws<ArgumentNullException>(() => System.Scheduler.ScheduleTellOnce(second, null!, "m", ActorRefs.NoSender));
        Assert.Throws<InvalidMessageException>(() => System.Scheduler.ScheduleTellOnce(second, _actor, null!, ActorRefs.NoSender));
        Assert.Throws<InvalidMessageException>(() => System.Scheduler.ScheduleTellRepeatedly(second, second, _actor, null!, ActorRefs.NoSender));
        Assert.Throws<ArgumentNullException>(() => System.Scheduler.Advanced.ScheduleOnce(second, (Action)null!));
        RunFor(5000);
        Assert.Empty(Log);
    }

    [Fact]
    public void Null_behaviours_and_timers_without_key_or_message_are_refused()
    {
        var thrown = new List<Exception>();
        void Catch(Action action) => thrown.Add(Assert.ThrowsAny<Exception>(action));
        Inside(_actor, a =>
        {
            Catch(() => a.Become(null!));
            Catch(() => a.BecomeStacked(null!));
            Catch(() => a.Timers.StartSingleTimer(null!, "m", TimeSpan.FromSeconds(1)));
            Catch(() => a.Timers.StartSingleTimer("k", null!, TimeSpan.FromSeconds(1)));
        });
        Assert.Equal(4, thrown.Count);
        Assert.All(thrown, e => Assert.IsType<ArgumentNullException>(e));
        RunFor(2000);
        Assert.Empty(Log);
    }
}
