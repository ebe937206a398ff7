using Akka.Actor;
using Akka.Pattern;
using Akka.Tests.Actor;

namespace Akka.Tests.Pattern;

/// <summary>A child that stops or fails is started again after delays that double, until it has been up for long enough or was started too often.</summary>
public sealed class BackoffSupervisorTests : CoreTest
{
    private const int Min = 100; // ms
    private const int Max = 400;

    [Fact]
    public void A_child_that_stops_is_started_again_after_delays_that_double_up_to_the_longest()
    {
        var supervisor = Supervise(OnStop());
        foreach (var delay in new[] { 100, 200, 400, 400 })
        {
            Send(supervisor, PoisonOfChild);
            Assert.True(Current(supervisor).IsNobody());
            RunFor(delay - 20);
            Assert.True(Current(supervisor).IsNobody());
            RunFor(40);
            Assert.False(Current(supervisor).IsNobody());
        }

        Assert.Equal(4, Count(supervisor));
    }

    [Fact]
    public void The_random_part_lengthens_the_delay_by_at_most_its_factor()
    {
        var plan = new BackoffPlan(Props.Empty, null, TimeSpan.FromMilliseconds(Min), TimeSpan.FromMilliseconds(Max), 0.5, ManualReset.Instance, SupervisorStrategy.DefaultStrategy);
        Assert.Equal(TimeSpan.FromMilliseconds(100), plan.Delay(0, random: 0));
        Assert.Equal(TimeSpan.FromMilliseconds(125), plan.Delay(0, random: 0.5));
        Assert.Equal(TimeSpan.FromMilliseconds(600), plan.Delay(2_000_000, random: 1));
    }

    [Fact]
    public void A_child_that_was_up_for_long_enough_starts_the_count_anew()
    {
        var supervisor = Supervise(OnStop().WithAutoReset(TimeSpan.FromMilliseconds(300)));
        Send(supervisor, PoisonOfChild);
        RunFor(120);
        Assert.Equal(1, Count(supervisor));
        RunFor(200);
        Assert.Equal(1, Count(supervisor));
        RunFor(120);
        Assert.Equal(0, Count(supervisor));
    }

    [Fact]
    public void With_manual_reset_only_the_child_starts_the_count_anew()
    {
        var supervisor = Supervise(OnStop().WithManualReset());
        Send(supervisor, PoisonOfChild);
        RunFor(10_000);
        Assert.Equal(1, Count(supervisor));
        Inside(Current(supervisor), child => ScriptedActor.Ctx.Parent.Tell(BackoffSupervisor.Reset.Instance));
        Assert.Equal(0, Count(supervisor));
    }

    [Fact]
    public void A_child_that_was_started_too_often_takes_its_supervisor_along()
    {
        var supervisor = Supervise(OnStop().WithMaxNrOfRetries(1).WithManualReset());
        Send(supervisor, PoisonOfChild);
        RunFor(1_000);
        Assert.False(IsStopped(supervisor));
        Send(supervisor, PoisonOfChild);
        Assert.True(IsStopped(supervisor));
    }

    [Fact]
    public void Messages_pass_through_to_the_child_and_its_own_go_to_the_parent_of_the_supervisor_in_its_name()
    {
        var told = new List<(object, IActorRef)>();
        var parent = Start(new Script("parent", Log) { Receive = (_, message) => Keep(message) });
        IActorRef? supervisor = null;
        Inside(parent, _ => supervisor = ScriptedActor.Ctx.ActorOf(BackoffSupervisor.Props(OnStop())));
        Send(supervisor!, "through");
        Assert.Contains("child:through", Log);
        Inside(Current(supervisor!), _ => ScriptedActor.Ctx.Parent.Tell(42));
        Assert.Equal([(42, supervisor!)], told);

        bool Keep(object message)
        {
            if (message is int) told.Add((message, ScriptedActor.Ctx.Sender));
            return message is int;
        }
    }

    [Fact]
    public void Without_a_child_messages_become_dead_letters()
    {
        var supervisor = Supervise(OnStop());
        Send(supervisor, PoisonOfChild, "lost");
        Assert.Contains(DeadLetters, letter => letter.Message is "lost");
    }

    [Fact]
    public void Without_a_child_messages_are_answered_when_an_answer_was_given()
    {
        var supervisor = Supervise(OnStop().WithReplyWhileStopped("later"));
        Send(supervisor, PoisonOfChild);
        Assert.Equal("later", Executor.Run(supervisor.Ask<string>("hello")));
    }

    [Fact]
    public void After_a_final_message_the_child_takes_its_supervisor_along()
    {
        var supervisor = Supervise(OnStop().WithFinalStopMessage(message => message is "goodbye"));
        Send(supervisor, "goodbye");
        Assert.False(IsStopped(supervisor));
        Send(supervisor, PoisonOfChild);
        Assert.True(IsStopped(supervisor));
    }

    [Fact]
    public void OnStop_leaves_failures_to_the_strategy()
    {
        var supervisor = Supervise(OnStop());
        Send(supervisor, new BoomException());
        Assert.Equal(0, Count(supervisor));
        Assert.Contains("child:PostRestart(boom)", Log);
    }

    [Fact]
    public void With_the_stopping_strategy_a_failed_child_waits_too()
    {
        var supervisor = Supervise(OnStop().WithDefaultStoppingStrategy());
        Send(supervisor, new BoomException());
        Assert.True(Current(supervisor).IsNobody());
        Assert.Equal(1, Count(supervisor));
    }

    [Fact]
    public void OnFailure_starts_a_new_child_after_the_delay_in_place_of_a_restart()
    {
        var supervisor = Supervise(OnFailure());
        var first = Current(supervisor);
        Send(supervisor, new BoomException());
        Assert.True(Current(supervisor).IsNobody());
        RunFor(Min + 20);
        Assert.NotEqual(first, Current(supervisor));
        Assert.DoesNotContain("child:PostRestart(boom)", Log);
    }

    [Fact]
    public void OnFailure_lets_a_child_that_stops_itself_end_the_supervisor()
    {
        var supervisor = Supervise(OnFailure());
        Send(supervisor, PoisonOfChild);
        Assert.True(IsStopped(supervisor));
    }

    [Fact]
    public void OnFailure_stops_when_the_child_failed_too_often()
    {
        var supervisor = Supervise(OnFailure().WithMaxNrOfRetries(1).WithManualReset());
        Send(supervisor, new BoomException());
        RunFor(1_000);
        Send(supervisor, new BoomException());
        Assert.True(IsStopped(supervisor));
    }

    [Fact]
    public void OnFailure_lets_the_strategy_resume_a_child()
    {
        var supervisor = Supervise(OnFailure().WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume)));
        var first = Current(supervisor);
        Send(supervisor, new BoomException(), "still here");
        Assert.Equal(first, Current(supervisor));
        Assert.Contains("child:still here", Log);
    }

    [Fact]
    public void A_start_that_is_waited_for_is_forgotten_when_the_supervisor_stops()
    {
        var supervisor = Supervise(OnStop());
        Send(supervisor, PoisonOfChild);
        Send(supervisor, PoisonPill.Instance);
        Log.Clear();
        RunFor(1_000);
        Assert.Empty(Log);
    }

    [Theory]
    [InlineData(0, 100, 0.0)]
    [InlineData(200, 100, 0.0)]
    [InlineData(100, 200, 1.5)]
    [InlineData(100, 200, -0.1)]
    public void Delays_that_make_no_sense_are_refused(int min, int max, double factor) =>
        Assert.Throws<ArgumentException>(() => BackoffSupervisor.Props(Props.Empty, "x", TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(max), factor));

    private static Action<ScriptedActor> PoisonOfChild => static _ => ScriptedActor.Ctx.Stop(ScriptedActor.Ctx.Self);

    private static bool IsStopped(IActorRef actor) => ((IInternalActorRef)actor).IsTerminated;

    private BackoffOptions OnStop() => Backoff.OnStop(NewScript("child").Props(), "child", TimeSpan.FromMilliseconds(Min), TimeSpan.FromMilliseconds(Max), 0, -1);

    private BackoffOptions OnFailure() => Backoff.OnFailure(NewScript("child").Props(), "child", TimeSpan.FromMilliseconds(Min), TimeSpan.FromMilliseconds(Max), 0, -1);

    private IActorRef Supervise(BackoffOptions options)
    {
        var supervisor = System.ActorOf(BackoffSupervisor.Props(options), "supervisor");
        Run();
        return supervisor;
    }

    private IActorRef Current(IActorRef supervisor) => Executor.Run(supervisor.Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance)).Ref;

    private int Count(IActorRef supervisor) => Executor.Run(supervisor.Ask<BackoffSupervisor.RestartCount>(BackoffSupervisor.GetRestartCount.Instance)).Count;
}
