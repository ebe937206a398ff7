using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.BadInput;

/// <summary>A reference stays usable when its actor is gone: nothing throws, messages become dead letters, watchers are told.</summary>
public sealed class TerminatedActorsTests : CoreTest
{
    private readonly IActorRef _dead;

    public TerminatedActorsTests()
    {
        _dead = Start(NewScript("dead"));
        Send(_dead, PoisonPill.Instance);
        Log.Clear();
    }

    [Fact]
    public void What_it_is_told_is_a_dead_letter_except_for_what_nobody_misses()
    {
        Send(_dead, "one", PoisonPill.Instance, new Terminated(_dead, true, false), "two");
        Assert.Equal(["one", "two"], DeadLetters.Select(l => l.Message));
        Assert.All(DeadLetters, l => Assert.Equal(_dead, l.Recipient));
    }

    [Fact]
    public void Stopping_suspending_and_restarting_it_does_nothing()
    {
        var dead = (IInternalActorRef)_dead;
        System.Stop(_dead);
        dead.Stop();
        dead.Suspend();
        dead.Resume();
        dead.Restart(new BoomException());
        Run();
        Assert.Empty(Log);
        Assert.True(dead.IsTerminated);
    }

    [Fact]
    public void It_is_identified_as_nobody()
    {
        Assert.Null(Executor.Run(_dead.Ask<ActorIdentity>(new Identify(5), TimeSpan.FromSeconds(1))).Subject);
    }

    [Fact]
    public void It_can_be_scheduled_to_piped_to_and_published_to()
    {
        System.EventStream.Subscribe(_dead, typeof(string));
        System.EventStream.Publish("published");
        System.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(50), _dead, "scheduled", ActorRefs.NoSender);
        Task.FromResult("piped").PipeTo(_dead);
        RunFor(200);
        Assert.Equal(["piped", "scheduled"], DeadLetters.Select(l => l.Message).Order());
    }

    [Fact]
    public void Its_name_can_be_used_again_and_the_old_reference_stays_dead()
    {
        var next = Start(NewScript("dead"));
        Log.Clear();
        _dead.Tell("for the first");
        next.Tell("for the second");
        Run();
        Logged("dead:for the second");
        Assert.Equal("for the first", Assert.Single(DeadLetters).Message);
        Assert.NotEqual(_dead, next);
        Assert.Equal(_dead.Path, next.Path);
    }

    [Fact]
    public void A_child_cannot_be_made_below_it()
    {
        Assert.Throws<InvalidOperationException>(() => ((ActorCell)_dead).ActorOf(NewScript("c").Props(), "c"));
    }

    [Fact]
    public void Answers_that_come_after_the_asker_gave_up_are_dead_letters()
    {
        IActorRef? asker = null;
        var slow = Start(new Script("slow", Log) { Receive = (s, _) => { asker = s.From; return true; } });
        var answer = slow.Ask<string>("question", TimeSpan.FromMilliseconds(100));
        RunFor(200);
        Assert.IsType<AskTimeoutException>(answer.Exception!.InnerException);
        asker!.Tell("late", slow);
        Run();
        var letter = Assert.Single(DeadLetters);
        Assert.Equal(("late", slow, asker), (letter.Message, letter.Sender, letter.Recipient));
    }
}
