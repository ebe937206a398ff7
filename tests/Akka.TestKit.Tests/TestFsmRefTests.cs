using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit.Tests;

/// <summary>A test can look at a finite state machine's state, data and timers, and put it into any state. On real threads, virtual time where time matters.</summary>
public class TestFsmRefTests : Xunit2.TestKit
{
    public enum Light
    {
        Off,
        On,
    }

    public TestFsmRefTests()
        : base(Patient.Config + "akka { loglevel = DEBUG, scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\" }")
    {
    }

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void State_and_data_are_what_the_last_message_made_them()
    {
        var lamp = ActorOfAsTestFSMRef<Lamp, Light, int>("lamp");
        Assert.Equal((Light.Off, 0), (lamp.StateName, lamp.StateData));

        lamp.Tell("press");

        Assert.Equal((Light.On, 1), (lamp.StateName, lamp.StateData));
        Assert.Equal("lamp", lamp.Path.Name);
    }

    [Fact]
    public void The_test_sets_state_and_data()
    {
        var lamp = ActorOfAsTestFSMRef<Lamp, Light, int>();

        lamp.SetState(Light.On);
        Assert.Equal((Light.On, 0), (lamp.StateName, lamp.StateData));
        lamp.SetState(Light.Off, 7);
        Assert.Equal((Light.Off, 7), (lamp.StateName, lamp.StateData));
        lamp.SetStateData(8);
        Assert.Equal((Light.Off, 8), (lamp.StateName, lamp.StateData));
    }

    [Fact]
    public void Who_follows_the_machine_hears_of_states_that_the_test_sets()
    {
        var lamp = ActorOfAsTestFSMRef<Lamp, Light, int>();
        lamp.Tell(new FSMBase.SubscribeTransitionCallBack(TestActor));
        ExpectMsg<object>(new FSMBase.CurrentState<Light>(lamp.Ref, Light.Off), FSMSpecHelpers.CurrentStateExpector<Light>());

        lamp.SetState(Light.On);

        ExpectMsg<object>(new FSMBase.Transition<Light>(lamp.Ref, Light.Off, Light.On), FSMSpecHelpers.TransitionStateExpector<Light>());
    }

    [Fact]
    public void A_time_that_the_test_sets_for_the_stay_ends_it()
    {
        var lamp = ActorOfAsTestFSMRef<Lamp, Light, int>();
        lamp.SetState(Light.On);
        Assert.False(lamp.IsStateTimerActive());

        lamp.SetStateTimeout(TimeSpan.FromMinutes(1));
        Assert.True(lamp.IsStateTimerActive());
        Time.Advance(TimeSpan.FromMinutes(1));

        AwaitAssert(() => Assert.Equal(Light.Off, lamp.StateName));
        Assert.False(lamp.IsStateTimerActive());
    }

    [Fact]
    public void Timers_of_the_machine_are_at_hand()
    {
        var lamp = ActorOfAsTestFSMRef<Lamp, Light, int>();

        lamp.SetTimer("again", "press", TimeSpan.FromMinutes(1), repeat: true);
        Assert.True(lamp.IsTimerActive("again"));
        Time.Advance(TimeSpan.FromMinutes(1));
        AwaitAssert(() => Assert.Equal(Light.On, lamp.StateName));
        lamp.CancelTimer("again");

        Assert.False(lamp.IsTimerActive("again"));
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(Light.On, lamp.StateName);
    }

    [Fact]
    public void A_reason_to_stop_stops_the_machine()
    {
        var lamp = ActorOfAsTestFSMRef<Lamp, Light, int>(TestActor);
        Watch(lamp);

        lamp.SetState(Light.Off, 0, stopReason: FSMBase.Normal.Instance);

        ExpectTerminated(lamp);
    }

    [Fact]
    public void Events_and_transitions_are_logged_when_the_test_asks_for_it()
    {
        var lamp = ActorOfAsTestFSMRef<Lamp, Light, int>(Props.Create<Lamp>(), withLogging: true);

        EventFilter.Debug(message: "transition Off -> On").ExpectOne(() => lamp.Tell("press"));
    }

    private sealed class Lamp : FSM<Light, int>
    {
        public Lamp()
        {
            StartWith(Light.Off, 0);
            When(Light.Off, happened => happened.FsmEvent is "press" ? GoTo(Light.On).Using(happened.StateData + 1) : null);
            When(Light.On, happened => happened.FsmEvent is "press" or StateTimeout ? GoTo(Light.Off) : null);
            Initialize();
        }
    }
}
