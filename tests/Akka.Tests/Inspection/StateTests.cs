using Akka.Actor;
using Akka.Inspection;
using Akka.Tests.Actor;

namespace Akka.Tests.Inspection;

/// <summary>An actor shows its state from inside, never beside one of its handlers; one that cannot answer in time is reported as busy, from outside.</summary>
public sealed class StateTests : CoreTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private StateAnswer StateOf(IActorRef actor) => Executor.Run(System.Inspect().StateOf(actor, Second));

    [Fact]
    public void State_is_shown_past_the_messages_that_wait()
    {
        var actor = System.ActorOf(Props.Create(() => new Counting()));
        Send(actor, 5);
        actor.Tell(10, ActorRefs.NoSender);
        var asked = System.Inspect().StateOf(actor, Second);
        var answer = Executor.Run(asked);

        Assert.Equal(StateAnswerKind.Shown, answer.Kind);
        Assert.Equal(5, answer.State);
        Assert.Equal(15, StateOf(actor).State);
        Assert.True(System.Inspect().Actor(actor)!.ShowsState);
    }

    [Fact]
    public void An_actor_that_throws_when_asked_goes_on_as_if_nothing_had_happened()
    {
        var actor = System.ActorOf(Props.Create(() => new Counting()));
        Send(actor, -1);
        var answer = StateOf(actor);
        Send(actor, 3);

        Assert.Equal(StateAnswerKind.Failed, answer.Kind);
        Assert.Equal("negative", answer.Failure!.Message);
        Assert.Equal(2, StateOf(actor).State);
        Assert.Equal(0, System.Inspect().Actor(actor)!.RestartCount);
    }

    [Fact]
    public void An_actor_that_does_not_offer_state_says_so() => Assert.Equal(StateAnswerKind.NotOffered, StateOf(Start(NewScript("a"))).Kind);

    [Fact]
    public void A_stopped_actor_and_a_reference_to_none_are_stopped()
    {
        var actor = Start(NewScript("a"));
        System.Stop(actor);
        Run();

        Assert.Equal(StateAnswerKind.Stopped, StateOf(actor).Kind);
        Assert.Equal(StateAnswerKind.Stopped, StateOf(System.DeadLetters).Kind);
    }

    [Fact]
    public void A_suspended_actor_and_one_whose_async_handler_waits_still_answer()
    {
        var gate = new TaskCompletionSource();
        var actor = System.ActorOf(Props.Create(() => new Counting()));
        Send(actor, 1, gate.Task, 1);
        Assert.Equal(1, StateOf(actor).State);
        gate.SetResult();
        Run();
        Assert.Equal(2, StateOf(actor).State);

        ((IInternalActorRef)actor).Suspend();
        Send(actor, 1);
        Assert.Equal(2, StateOf(actor).State);
    }

    [Fact]
    public void A_stuck_actor_is_busy_and_is_not_asked_again_and_again()
    {
        var actor = System.ActorOf(Props.Create(() => new Counting()));
        Task<StateAnswer>? first = null;
        Task<StateAnswer>? later = null;
        Send(actor, (Action)(() =>
        {
            first = System.Inspect().StateOf(actor, Second);
            Executor.Time.Advance(TimeSpan.FromSeconds(4));
            later = System.Inspect().StateOf(actor, Second);
            Assert.True(later.IsCompletedSuccessfully);
        }));

        var answer = Executor.Run(first!);
        Assert.Equal(StateAnswerKind.Busy, answer.Kind);
        answer = Executor.Run(later!);
        Assert.Equal(StateAnswerKind.Busy, answer.Kind);
        Assert.Equal(typeof(Action), answer.Handling!.MessageType);
        Assert.InRange(answer.Handling.Age!.Value, TimeSpan.FromSeconds(3.8), TimeSpan.FromSeconds(4));
    }

    private sealed class Counting : UntypedActor, IInspectable
    {
        private int _sum;

        public object? InspectState() => _sum < 0 ? throw new InvalidOperationException("negative") : _sum;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case int number:
                    _sum += number;
                    break;
                case Task gate:
                    RunTask(() => gate);
                    break;
                case Action code:
                    code();
                    break;
            }
        }
    }
}
