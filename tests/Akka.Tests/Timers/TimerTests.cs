using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Timers;

/// <summary>Timers belong to one instance and one key: a replaced, cancelled or outlived timer never delivers, not even what is on its way.</summary>
public sealed class TimerTests : CoreTest
{
    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private IActorRef Actor()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        return actor;
    }

    [Fact]
    public void A_single_timer_fires_once_when_its_time_has_come()
    {
        var actor = Actor();
        Inside(actor, a => a.Timers.StartSingleTimer("k", "tick", Ms(100)));
        RunFor(95);
        Logged();
        RunFor(20);
        Logged("a:tick");
        RunFor(10_000);
        Logged();
    }

    [Fact]
    public void A_single_timer_is_active_until_its_message_is_handled()
    {
        var actor = Actor();
        var active = new List<bool>();
        Inside(actor, a =>
        {
            a.Timers.StartSingleTimer("k", (Action<ScriptedActor>)(b => active.Add(b.Timers.IsTimerActive("k"))), Ms(100));
            active.Add(a.Timers.IsTimerActive("k"));
        });
        RunFor(200);
        Assert.Equal([true, false], active);
    }

    [Fact]
    public void A_periodic_timer_fires_at_a_steady_rate()
    {
        var actor = Actor();
        Inside(actor, a => a.Timers.StartPeriodicTimer("k", "tick", Ms(100)));
        RunFor(1005);
        Assert.Equal(10, Log.Count);
    }

    [Fact]
    public void The_first_delay_of_a_periodic_timer_can_differ()
    {
        var actor = Actor();
        Inside(actor, a => a.Timers.StartPeriodicTimer("k", "tick", TimeSpan.Zero, Ms(1000)));
        RunFor(500);
        Logged("a:tick");
        RunFor(1000);
        Logged("a:tick");
    }

    [Fact]
    public void A_timer_of_the_same_key_replaces_the_one_before()
    {
        var actor = Actor();
        Inside(actor, a =>
        {
            a.Timers.StartSingleTimer("k", "old", Ms(100));
            a.Timers.StartSingleTimer("k", "new", Ms(200));
        });
        RunFor(500);
        Logged("a:new");
    }

    [Fact]
    public void A_replaced_timer_whose_message_waits_in_the_mailbox_already_is_not_delivered()
    {
        var actor = Actor();
        Inside(actor, a => a.Timers.StartSingleTimer("k", "old", Ms(100)));
        ((IInternalActorRef)actor).Suspend();
        actor.Tell((Action<ScriptedActor>)(a => a.Timers.StartSingleTimer("k", "new", Ms(100))), ActorRefs.NoSender);
        RunFor(150);
        ((IInternalActorRef)actor).Resume();
        Run();
        Logged();
        RunFor(200);
        Logged("a:new");
    }

    [Fact]
    public void A_cancelled_timer_whose_message_waits_in_the_mailbox_already_is_not_delivered()
    {
        var actor = Actor();
        Inside(actor, a => a.Timers.StartPeriodicTimer("k", "tick", Ms(100)));
        ((IInternalActorRef)actor).Suspend();
        actor.Tell((Action<ScriptedActor>)(a => a.Timers.Cancel("k")), ActorRefs.NoSender);
        RunFor(550);
        ((IInternalActorRef)actor).Resume();
        RunFor(1000);
        Logged();
    }

    [Fact]
    public void Cancelling_a_key_that_is_not_there_does_nothing()
    {
        Inside(Actor(), a => a.Timers.Cancel("never"));
        Logged();
    }

    [Fact]
    public void Timers_of_different_keys_are_independent_and_can_all_be_cancelled()
    {
        var actor = Actor();
        Inside(actor, a =>
        {
            a.Timers.StartSingleTimer(1, "one", Ms(100));
            a.Timers.StartSingleTimer("1", "text one", Ms(200));
            a.Timers.StartSingleTimer(2, "two", Ms(300));
            Assert.Equal(3, a.Timers.ActiveTimers.Count);
            a.Timers.Cancel(1);
        });
        RunFor(250);
        Logged("a:text one");
        Inside(actor, a => a.Timers.CancelAll());
        RunFor(1000);
        Logged();
    }

    [Fact]
    public void A_restart_cancels_the_timers_and_what_they_have_sent()
    {
        var actor = Actor();
        Inside(actor, a => a.Timers.StartPeriodicTimer("k", "tick", Ms(100)));
        ((IInternalActorRef)actor).Suspend();
        RunFor(150);
        ((IInternalActorRef)actor).Restart(new BoomException());
        Run();
        Log.Clear();
        RunFor(1000);
        Logged();
    }

    [Fact]
    public void Timers_that_PostRestart_or_PreStart_start_live_on()
    {
        var actor = Start(new Script("a", Log) { PreStart = a => a.Timers.StartPeriodicTimer("k", "tick", Ms(100)) });
        Send(actor, new BoomException());
        Log.Clear();
        RunFor(305);
        Logged("a:tick", "a:tick", "a:tick");
    }

    [Fact]
    public void A_stop_cancels_the_timers_without_dead_letters()
    {
        var actor = Actor();
        Inside(actor, a => a.Timers.StartPeriodicTimer("k", "tick", Ms(100)));
        System.Stop(actor);
        RunFor(1000);
        Logged("a:PostStop");
        Assert.Empty(DeadLetters);
    }

    [Fact]
    public void A_resume_keeps_the_timers()
    {
        var parent = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Resume) });
        Inside(parent, p => p.Spawn(NewScript("c")));
        Inside(Child(parent, "c"), c => c.Timers.StartSingleTimer("k", "tick", Ms(100)));
        Send(Child(parent, "c"), new BoomException());
        Log.Clear();
        RunFor(200);
        Logged("c:tick");
    }

    [Fact]
    public void A_timers_message_can_start_the_timer_again()
    {
        var actor = Actor();
        var count = 0;
        void Again(ScriptedActor a)
        {
            if (++count < 5) a.Timers.StartSingleTimer("k", (Action<ScriptedActor>)Again, Ms(100));
        }

        Inside(actor, Again);
        RunFor(10_000);
        Assert.Equal(5, count);
    }

    [Fact]
    public void A_failure_in_the_handling_of_a_timers_message_names_that_message()
    {
        var actor = Actor();
        Inside(actor, a => a.Timers.StartSingleTimer("k", new BoomException("timer"), Ms(100)));
        RunFor(200);
        Assert.Contains("a:PreRestart(timer,BoomException)", Log);
    }
}
