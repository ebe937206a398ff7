using Akka.Actor;
using Akka.Event;
using Akka.Routing;
using Akka.Tests.Actor;

namespace Akka.Tests.Fsm;

/// <summary>A machine is in one state at a time; every event is answered by the state to go to, and what is around it happens in one order.</summary>
public sealed class FsmTests : CoreTest
{
    public enum Step
    {
        Idle,
        Active,
    }

    private IActorRef Machine(Action<Machine> define, string name = "fsm")
    {
        var machine = System.ActorOf(Props.Create(() => new Machine(define, Log)), name);
        Run();
        return machine;
    }

    private void Simple(Machine m)
    {
        m.StartWith(Step.Idle, 0);
        m.When(Step.Idle, e => e.FsmEvent is string ? m.GoTo(Step.Active).Using(e.StateData + 1) : null);
        m.When(Step.Active, e => e.FsmEvent is string ? m.GoTo(Step.Idle) : null);
        m.OnTransition((from, to) => Log.Add($"{from}->{to} {m.StateData}->{m.NextStateData}"));
        m.Initialize();
    }

    [Fact]
    public void Events_lead_from_state_to_state_and_handlers_see_both_sides()
    {
        var machine = Machine(Simple);
        Logged("Idle->Idle 0->0");
        Send(machine, "a", "b");
        Logged("Idle->Active 0->1", "Active->Idle 1->1");
    }

    [Fact]
    public void Staying_handles_no_transition_and_going_to_the_same_state_does()
    {
        var machine = Machine(m =>
        {
            m.StartWith(Step.Idle, 0);
            m.When(Step.Idle, e => e.FsmEvent is "stay" ? m.Stay().Using(e.StateData + 1) : m.GoTo(Step.Idle));
            m.OnTransition((from, to) => Log.Add($"{from}->{to} {m.NextStateData}"));
            m.Initialize();
        });
        Log.Clear();
        Send(machine, "stay", "stay", "go");
        Logged("Idle->Idle 2");
    }

    [Fact]
    public void Answers_go_to_the_sender_in_their_order_before_transitions_are_handled()
    {
        var machine = Machine(m =>
        {
            m.StartWith(Step.Idle, 0);
            m.When(Step.Idle, _ => m.Stay().Replying("one").Replying("two"));
            m.Initialize();
        });
        var asker = Start(NewScript("asker"));
        Log.Clear();
        machine.Tell("x", asker);
        Run();
        Logged("asker:one", "asker:two");
    }

    [Fact]
    public void An_event_goes_to_the_states_functions_then_to_the_one_for_the_rest_and_at_last_is_a_warning()
    {
        var warnings = Published<Warning>();
        var machine = Machine(m =>
        {
            m.StartWith(Step.Idle, 0);
            m.When(Step.Idle, e => e.FsmEvent is 1 ? m.Note("first") : null);
            m.When(Step.Idle, e => e.FsmEvent is 2 ? m.Note("second") : null);
            m.WhenUnhandled(e => e.FsmEvent is 3 ? m.Note("rest") : null);
            m.Initialize();
        });
        Send(machine, 1, 2, 3, 4);
        Logged("first", "second", "rest");
        Assert.Equal("unhandled event 4 in state Idle", Assert.Single(warnings).Message.ToString());
    }

    [Fact]
    public void What_a_function_answers_can_be_changed()
    {
        var machine = Machine(m =>
        {
            m.StartWith(Step.Idle, 0);
            m.When(Step.Idle, m.Transform(e => e.FsmEvent is int ? m.Stay() : null).Using(s => s.Replying("changed")));
            m.Initialize();
        });
        Assert.Equal("changed", Executor.Run(machine.Ask<string>(1, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void Subscribers_are_told_the_present_state_and_then_every_transition_until_they_unsubscribe_or_die()
    {
        var machine = Machine(Simple);
        var told = new List<object>();
        var listener = Start(new Script("listener", Log) { Receive = (_, m) => { told.Add(m); return true; } });
        Send(machine, new FSMBase.SubscribeTransitionCallBack(listener), "a", new FSMBase.UnsubscribeTransitionCallBack(listener), "b");
        Assert.Equal(
            [new FSMBase.CurrentState<Step>(machine, Step.Idle), new FSMBase.Transition<Step>(machine, Step.Idle, Step.Active)], told);
        Send(machine, new FSMBase.SubscribeTransitionCallBack(listener));
        Send(listener, PoisonPill.Instance);
        System.Stop(listener);
        Run();
        Send(machine, "c");
        Assert.DoesNotContain(DeadLetters, l => l.Message is FSMBase.Transition<Step>);
    }

    [Fact]
    public void One_who_listens_is_told_the_same()
    {
        var machine = Machine(Simple);
        var told = new List<object>();
        var listener = Start(new Script("listener", Log) { Receive = (_, m) => { told.Add(m); return true; } });
        Send(machine, new Listen(listener), "a", new Deafen(listener), "b");
        Assert.Equal(
            [new FSMBase.CurrentState<Step>(machine, Step.Idle), new FSMBase.Transition<Step>(machine, Step.Idle, Step.Active)], told);
    }

    [Fact]
    public void Stopping_calls_the_handler_with_reason_state_and_data_and_stops_the_actor()
    {
        var machine = Machine(m =>
        {
            m.StartWith(Step.Idle, 0);
            m.When(Step.Idle, _ => m.Stop(FSMBase.Normal.Instance, 5).Replying("last words"));
            m.OnTermination(e => Log.Add(e.ToString()));
            m.Initialize();
        });
        Assert.Equal("last words", Executor.Run(machine.Ask<string>("x", TimeSpan.FromSeconds(1))));
        Run();
        Logged("StopEvent <Reason: <Normal>, TerminatedState: <Idle>, StateData: <5>>");
        Assert.True(((IInternalActorRef)machine).IsTerminated);
    }

    [Fact]
    public void An_actor_that_is_stopped_from_outside_ends_the_machine_with_Shutdown()
    {
        var machine = Machine(m =>
        {
            Simple(m);
            m.OnTermination(e => Log.Add(e.Reason.ToString()!));
        });
        Log.Clear();
        System.Stop(machine);
        Run();
        Logged("Shutdown");
    }

    [Fact]
    public void A_state_that_does_not_exist_is_a_failure_that_is_logged_and_stops_the_machine()
    {
        var errors = Published<Error>();
        var machine = Machine(m =>
        {
            m.StartWith(Step.Idle, 0);
            m.When(Step.Idle, _ => m.GoTo(Step.Active));
            m.OnTermination(e => Log.Add(e.Reason.ToString()!));
            m.Initialize();
        });
        Send(machine, "x");
        Logged("Failure(Next state Active does not exist)");
        Assert.Equal("Next state Active does not exist", Assert.Single(errors).Message.ToString());
        Assert.True(((IInternalActorRef)machine).IsTerminated);
    }

    [Fact]
    public void A_failure_with_an_exception_is_logged_with_it()
    {
        var errors = Published<Error>();
        var machine = Machine(m =>
        {
            m.StartWith(Step.Idle, 0);
            m.When(Step.Idle, _ => m.Stop(new FSMBase.Failure(new BoomException())));
            m.Initialize();
        });
        Send(machine, "x");
        Assert.IsType<BoomException>(Assert.Single(errors).Cause);
    }

    [Fact]
    public void A_machine_that_throws_is_supervised_and_starts_anew()
    {
        var machine = Machine(m =>
        {
            m.StartWith(Step.Idle, 0);
            m.When(Step.Idle, e => e.FsmEvent is "boom" ? throw new BoomException() : m.Stay().Using(e.StateData + 1).Replying(e.StateData));
            m.OnTermination(e => Log.Add(e.Reason.ToString()!));
            m.Initialize();
        });
        Send(machine, "a", "b", "boom");
        Logged("Shutdown");
        Assert.Equal(0, Executor.Run(machine.Ask<int>("c", TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void Without_a_first_state_a_machine_cannot_be_initialized_nor_asked_for_its_state()
    {
        var errors = Published<Error>();
        Machine(m => m.Initialize(), "one");
        Machine(m => Log.Add(m.StateName.ToString()), "two");
        Machine(m =>
        {
            m.StartWith(Step.Idle, 0);
            Assert.Throws<InvalidOperationException>(() => m.NextStateData);
        }, "three");
        Assert.Equal(2, errors.Count);
        Assert.All(errors, e => Assert.Contains("StartWith", e.Message.ToString(), StringComparison.Ordinal));
    }
}
