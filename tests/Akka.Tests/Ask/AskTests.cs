using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Ask;

/// <summary>A question ends exactly once: with its answer, its failure, its time-out or its cancellation; later answers are dead letters.</summary>
public sealed class AskTests : CoreTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // Answers what it is asked with, or nothing at all.
    private IActorRef Echo() => Start(new Script("echo", Log)
    {
        Receive = (a, message) =>
        {
            if (message is not "silence") a.From.Tell(message is "fail" ? new Status.Failure(new BoomException()) : message);
            return true;
        },
    });

    [Fact]
    public void The_answer_is_the_result()
    {
        Assert.Equal(42, Executor.Run(Echo().Ask<int>(42, Second)));
        Assert.Equal("x", Executor.Run(Echo2().Ask("x")));
    }

    private IActorRef Echo2() => Start(new Script("echo2", Log) { Receive = (a, m) => { a.From.Tell(m); return true; } });

    [Fact]
    public void No_answer_in_time_is_a_timeout_failure()
    {
        var answer = Echo().Ask<string>("silence", Second);
        RunFor(995);
        Assert.False(answer.IsCompleted);
        RunFor(20);
        var failure = Assert.IsType<AskTimeoutException>(answer.Exception!.InnerException);
        Assert.Contains("echo", failure.Message);
    }

    [Fact]
    public void A_dead_actor_does_not_answer_and_the_question_is_a_dead_letter()
    {
        var actor = Echo();
        System.Stop(actor);
        Run();
        var answer = actor.Ask<string>("x", Second);
        RunFor(1100);
        Assert.IsType<AskTimeoutException>(answer.Exception!.InnerException);
        Assert.Single(DeadLetters, d => "x".Equals(d.Message));
    }

    [Fact]
    public void Without_a_timeout_the_configured_one_holds()
    {
        using var system = new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF, actor.ask-timeout = 3s }");
        var answer = system.System.ActorOf(Props.Empty).Ask<string>("x");
        system.Executor.RunFor(TimeSpan.FromSeconds(2.9));
        Assert.False(answer.IsCompleted);
        system.Executor.RunFor(TimeSpan.FromSeconds(0.2));
        Assert.True(answer.IsFaulted);
    }

    [Fact]
    public void Without_any_timeout_a_question_waits_for_ever()
    {
        var answer = Echo().Ask<string>("silence");
        RunFor(100_000_000);
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public void A_timeout_too_long_to_count_waits_for_ever()
    {
        var answer = Echo().Ask<string>("silence", TimeSpan.MaxValue);
        RunFor(60_000);
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public void A_cancelled_question_ends_at_once()
    {
        using var source = new CancellationTokenSource();
        var answer = Echo().Ask<string>("silence", Second, source.Token);
        Run();
        source.Cancel();
        Run();
        Assert.True(answer.IsCanceled);
    }

    [Fact]
    public void A_question_with_a_token_that_is_cancelled_already_is_cancelled()
    {
        var answer = Echo().Ask<string>("silence", new CancellationToken(canceled: true));
        Run();
        Assert.True(answer.IsCanceled);
    }

    [Fact]
    public void An_answer_of_another_type_is_a_failure_that_names_both()
    {
        var answer = Echo().Ask<int>("text", Second);
        Run();
        var failure = Assert.IsType<ArgumentException>(answer.Exception!.InnerException);
        Assert.Contains("System.String", failure.Message);
        Assert.Contains("System.Int32", failure.Message);
    }

    [Fact]
    public void An_answer_of_a_derived_type_fits()
    {
        Assert.IsType<ArgumentNullException>(Executor.Run(Echo3().Ask<ArgumentException>("x", Second)));
    }

    private IActorRef Echo3() => Start(new Script("echo3", Log) { Receive = (a, _) => { a.From.Tell(new ArgumentNullException()); return true; } });

    [Fact]
    public void A_failure_status_throws_its_cause()
    {
        var answer = Echo().Ask<string>("fail", Second);
        Run();
        Assert.IsType<BoomException>(answer.Exception!.InnerException);
    }

    [Fact]
    public void A_failure_status_can_itself_be_the_expected_answer()
    {
        var answer = Executor.Run(Echo().Ask<Status.Failure>("fail", Second));
        Assert.IsType<BoomException>(answer.Cause);
    }

    [Fact]
    public void A_second_answer_and_one_after_the_timeout_are_dead_letters()
    {
        var actor = Start(new Script("twice", Log) { Receive = (a, _) => { a.From.Tell(1); a.From.Tell(2); return true; } });
        Assert.Equal(1, Executor.Run(actor.Ask<int>("x", Second)));
        Run();
        Assert.Equal(2, Assert.Single(DeadLetters).Message);

        IActorRef? asker = null;
        var late = Start(new Script("late", Log) { Receive = (a, _) => { asker = a.From; return true; } });
        var answer = late.Ask<int>("x", Second);
        RunFor(1100);
        Assert.True(answer.IsFaulted);
        Send(asker!, 3);
        Assert.Equal(3, DeadLetters[^1].Message);
    }

    [Fact]
    public void The_asker_can_be_found_by_its_path_until_it_is_answered()
    {
        string? path = null;
        var actor = Start(new Script("a", Log) { Receive = (a, _) => { path = a.From.Path.ToSerializationFormat(); return true; } });
        var answer = actor.Ask<int>("x", Second);
        Run();
        Extended.Provider.ResolveActorRef(path!).Tell(5, ActorRefs.NoSender);
        Assert.Equal(5, Executor.Run(answer));
        Assert.IsType<EmptyLocalActorRef>(Extended.Provider.ResolveActorRef(path!));
    }

    [Fact]
    public void The_question_can_carry_the_asker()
    {
        var actor = Start(new Script("a", Log) { Receive = (_, m) => { ((IActorRef)m).Tell("for you"); return true; } });
        Assert.Equal("for you", Executor.Run(actor.Ask<string>(asker => asker, Second, CancellationToken.None)));
    }

    [Fact]
    public void A_question_to_a_terminated_system_fails_at_once()
    {
        var actor = Echo();
        Executor.Run(System.Terminate());
        Assert.IsType<AskTimeoutException>(actor.Ask<string>("x", Second).Exception!.InnerException);
    }

    [Fact]
    public void A_null_question_is_refused()
    {
        Assert.Throws<InvalidMessageException>(() => { _ = Echo().Ask<int>((object)null!); });
    }

    [Fact]
    public void The_asker_is_seen_to_die_when_it_is_answered()
    {
        var watcher = Start(NewScript("w"));
        var actor = Start(new Script("a", Log)
        {
            Receive = (_, m) =>
            {
                if (m is not "x") return false;
                return true;
            },
        });
        IActorRef? asker = null;
        var catcher = Start(new Script("c", Log) { Receive = (c, _) => { asker = c.From; return true; } });
        var answer = catcher.Ask<int>("x", Second);
        Run();
        Inside(watcher, _ => ScriptedActor.Ctx.WatchWith(asker!, "answered"));
        Assert.DoesNotContain("w:answered", Log);
        Send(asker!, 1);
        Assert.Equal(1, Executor.Run(answer));
        Assert.Contains("w:answered", Log);
        Assert.NotNull(actor);
    }

    [Fact]
    public async Task On_real_threads_thousands_of_questions_are_each_answered_once()
    {
        using var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        var echo = system.ActorOf(Props.Create(() => new EchoActor()));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => echo.Ask<int>(i)));
        Assert.Equal(Enumerable.Range(0, 5_000), answers);
    }

    private sealed class EchoActor : ActorBase
    {
        protected override bool Receive(object message)
        {
            Sender.Tell(message);
            return true;
        }
    }
}
