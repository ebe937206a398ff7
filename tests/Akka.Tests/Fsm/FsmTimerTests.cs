using Akka.Actor;
using Akka.Event;
using Akka.Tests.Actor;
using static Akka.Tests.Fsm.FsmTests;

namespace Akka.Tests.Fsm;

/// <summary>The time of a state counts from the last event in it; named timers go on through states; nothing of a timer that has ended arrives.</summary>
public sealed class FsmTimerTests : CoreTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private IActorRef Machine(Action<Machine> define)
    {
        var machine = System.ActorOf(Props.Create(() => new Machine(define, Log)), "fsm");
        Run();
        return machine;
    }

    private IActorRef Timed(TimeSpan? ofState, TimeSpan? ofStart = null) => Machine(m =>
    {
        m.StartWith(Step.Idle, 0, ofStart);
        m.When(Step.Idle, e => e.FsmEvent switch
        {
            FSMBase.StateTimeout => m.Note("timeout"),
            "never" => m.Stay().ForMax(TimeSpan.MaxValue),
            "soon" => m.Stay().ForMax(TimeSpan.FromMilliseconds(100)),
            "off" => m.Off(Step.Idle),
            _ => m.Stay(),
        }, ofState);
        m.Initialize();
    });

    [Fact]
    public void The_time_of_a_state_is_over_again_and_again_while_the_machine_stays()
    {
        Timed(Second);
        RunFor(3500);
        Logged("timeout", "timeout", "timeout");
    }

    [Fact]
    public void Every_event_starts_the_time_anew()
    {
        var machine = Timed(Second);
        for (var i = 0; i < 5; i++)
        {
            RunFor(800);
            Send(machine, "event");
        }

        Assert.Empty(Log);
        RunFor(1100);
        Logged("timeout");
    }

    [Fact]
    public void The_first_stay_can_have_a_time_of_its_own()
    {
        Timed(TimeSpan.FromSeconds(10), Second);
        RunFor(1100);
        Logged("timeout");
        RunFor(9000);
        Assert.Empty(Log);
    }

    [Fact]
    public void One_stay_can_be_given_another_time_or_none()
    {
        var machine = Timed(Second);
        Send(machine, "never");
        RunFor(5000);
        Assert.Empty(Log);
        Send(machine, "soon");
        RunFor(200);
        Logged("timeout");
    }

    [Fact]
    public void The_time_of_a_state_can_be_taken_away()
    {
        var machine = Timed(Second);
        Send(machine, "off");
        RunFor(5000);
        Assert.Empty(Log);
    }

    private IActorRef WithTimers() => Machine(m =>
    {
        m.StartWith(Step.Idle, 0);
        m.When(Step.Idle, e => e.FsmEvent switch
        {
            "once" => m.Timer("t", "tick", Second, false),
            "often" => m.Timer("t", "tick", Second, true),
            "other" => m.Timer("t", "tock", Second, false),
            "cancel" => m.Cancel("t"),
            "tick" or "tock" => m.Note($"{e.FsmEvent} {m.IsTimerActive("t")}"),
            "stop" => m.Stop(),
            _ => null,
        });
        m.Initialize();
    });

    [Fact]
    public void A_single_timer_comes_once_and_is_not_active_any_more_then()
    {
        Send(WithTimers(), "once");
        RunFor(5000);
        Logged("tick False");
    }

    [Fact]
    public void A_repeating_timer_comes_until_it_is_cancelled()
    {
        var machine = WithTimers();
        Send(machine, "often");
        RunFor(3500);
        Logged("tick True", "tick True", "tick True");
        Send(machine, "cancel");
        RunFor(3000);
        Assert.Empty(Log);
    }

    [Fact]
    public void A_timer_of_the_same_name_replaces_the_one_before()
    {
        Send(WithTimers(), "once", "other");
        RunFor(3000);
        Logged("tock False");
    }

    [Fact]
    public void What_a_timer_has_sent_before_it_was_cancelled_is_dropped()
    {
        var machine = WithTimers();
        Send(machine, "once");
        ((IInternalActorRef)machine).Suspend();
        machine.Tell("cancel");
        RunFor(1500);
        ((IInternalActorRef)machine).Resume();
        RunFor(3000);
        Assert.Empty(Log);
    }

    [Fact]
    public void Timers_end_with_the_machine_and_leave_no_dead_letters()
    {
        Send(WithTimers(), "often", "stop");
        RunFor(3000);
        Assert.Empty(Log);
        Assert.Empty(DeadLetters);
    }

    [Fact]
    public void With_debugging_on_events_and_transitions_are_logged()
    {
        System.EventStream.SetLogLevel(LogLevel.DebugLevel);
        var logged = Published<Debug>();
        var machine = System.ActorOf(Props.Create(() => new Logging()), "logging");
        Send(machine, "go");
        Assert.Equal(
            ["processing Event: <go>, StateData: <0> from [akka://test/deadLetters] in state Idle", "transition Idle -> Active"],
            logged.Where(d => d.LogSource.EndsWith("logging", StringComparison.Ordinal)).Select(d => d.Message.ToString()));
    }

    private sealed class Logging : FSM<Step, int>, ILoggingFSM
    {
        public Logging()
        {
            StartWith(Step.Idle, 0);
            When(Step.Idle, _ => GoTo(Step.Active));
            When(Step.Active, _ => Stay());
            Initialize();
        }
    }
}
