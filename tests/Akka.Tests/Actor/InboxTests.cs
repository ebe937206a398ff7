using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

/// <summary>Code that is no actor receives messages in order, by choice and with a limit, whether threads or the test drive the system.</summary>
public sealed class InboxTests : CoreTest
{
    private readonly Inbox _inbox;

    public InboxTests() : base("akka.actor.inbox { inbox-size = 3, default-timeout = 1s }") => _inbox = Inbox.Create(System);

    [Fact]
    public void Messages_are_received_in_order()
    {
        Tell("one", "two");
        Assert.Equal("one", _inbox.Receive());
        Assert.Equal("two", _inbox.Receive());
    }

    [Fact]
    public void What_is_sent_from_an_inbox_is_answered_to_it()
    {
        var echo = Start(new Script("echo", Log) { Receive = (actor, message) => Answer(actor, message) });
        _inbox.Send(echo, "hello");
        Assert.Equal("hello", _inbox.Receive());

        static bool Answer(ScriptedActor actor, object message)
        {
            actor.From.Tell(message);
            return true;
        }
    }

    [Fact]
    public void A_message_that_fits_is_taken_from_among_others()
    {
        Tell("one", 2, "three");
        Assert.Equal(2, _inbox.ReceiveWhere(message => message is int));
        Assert.Equal("one", _inbox.Receive());
        Assert.Equal("three", _inbox.Receive());
    }

    [Fact]
    public void Whoever_waits_for_a_message_that_fits_leaves_others_to_others()
    {
        var any = _inbox.ReceiveAsync(TimeSpan.FromSeconds(5));
        Tell("text");
        Assert.Equal("text", Executor.Run(any));
        Tell("kept");
        System.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(500), _inbox.Receiver, 7, ActorRefs.NoSender);
        Assert.Equal(7, _inbox.ReceiveWhere(message => message is int));
        Assert.Equal("kept", _inbox.Receive());
    }

    [Fact]
    public void A_wait_ends_after_the_default_time_or_the_given_one()
    {
        var before = Executor.Time.Elapsed;
        Assert.Throws<TimeoutException>(() => _inbox.Receive());
        Assert.InRange(Executor.Time.Elapsed - before, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.1));
        Assert.Throws<TimeoutException>(() => _inbox.Receive(TimeSpan.FromMilliseconds(10)));
        Assert.Throws<TimeoutException>(() => _inbox.Receive(TimeSpan.Zero));
    }

    [Fact]
    public void An_asynchronous_wait_that_ends_without_a_message_gives_a_failure()
    {
        Assert.IsType<TimeoutException>(Assert.IsType<Status.Failure>(Executor.Run(_inbox.ReceiveAsync())).Cause);
        Assert.IsType<Status.Failure>(Executor.Run(_inbox.ReceiveAsync(TimeSpan.FromSeconds(-3))));
    }

    [Fact]
    public void A_message_after_the_wait_is_kept_for_the_next()
    {
        Executor.Run(_inbox.ReceiveAsync());
        Tell("late");
        Assert.Equal("late", _inbox.Receive());
    }

    [Fact]
    public void A_full_inbox_drops_what_comes_with_one_warning()
    {
        using var inbox = new SimulatedInbox();
        inbox.Tell("a", "b", "c", "dropped", "dropped");
        Assert.Equal(["a", "b", "c"], inbox.Take(3));
        Assert.Throws<TimeoutException>(() => inbox.Take(1));
        Assert.Single(inbox.Warnings, warning => warning.Message.ToString()!.Contains("Current is 3", StringComparison.Ordinal));
    }

    [Fact]
    public void An_inbox_watches()
    {
        var (actor, other) = (Start(NewScript("actor")), Start(NewScript("other")));
        _inbox.Watch(actor);
        _inbox.WatchWith(other, "gone");
        Run();
        Send(actor, PoisonPill.Instance);
        Assert.Equal(actor, Assert.IsType<Terminated>(_inbox.Receive()).ActorRef);
        Send(other, PoisonPill.Instance);
        Assert.Equal("gone", _inbox.Receive());
    }

    [Fact]
    public void An_inbox_that_watches_no_more_hears_nothing()
    {
        var actor = Start(NewScript("actor"));
        _inbox.Watch(actor);
        _inbox.Unwatch(actor);
        Run();
        Send(actor, PoisonPill.Instance);
        Assert.Throws<TimeoutException>(() => _inbox.Receive());
    }

    [Fact]
    public void Whoever_waits_at_a_disposed_inbox_is_told()
    {
        var waiting = _inbox.ReceiveAsync(Timeout.InfiniteTimeSpan);
        _inbox.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Executor.Run(waiting));
        Assert.Throws<ObjectDisposedException>(() => _inbox.Receive());
    }

    [Fact]
    public void A_wait_for_what_can_never_come_ends_in_a_driven_system() => Assert.Throws<TimeoutException>(() => _inbox.Receive(Timeout.InfiniteTimeSpan));

    [Fact]
    public async Task An_inbox_works_with_threads_too()
    {
        using var system = ActorSystem.Create("threads", "akka.loglevel = OFF, akka.stdout-loglevel = OFF");
        using var inbox = Inbox.Create(system);
        inbox.Receiver.Tell("one", ActorRefs.NoSender);
        inbox.Receiver.Tell("two", ActorRefs.NoSender);
        Assert.Equal("one", inbox.Receive(Timeout.InfiniteTimeSpan));
        Assert.Equal("two", await inbox.ReceiveAsync(Timeout.InfiniteTimeSpan));
        await system.Terminate();
    }

    protected override void Dispose(bool disposing)
    {
        _inbox.Dispose();
        base.Dispose(disposing);
    }

    private void Tell(params object[] messages) => Send(_inbox.Receiver, messages);

    // With warnings published: the other tests are silent.
    private sealed class SimulatedInbox : IDisposable
    {
        private readonly Event.SimulatedSystem _simulated = new("akka { loglevel = WARNING, loggers = [], stdout-loglevel = OFF, actor.inbox { inbox-size = 3, default-timeout = 1s } }");
        private readonly Inbox _inbox;

        public SimulatedInbox()
        {
            Warnings = _simulated.Published<Warning>();
            _inbox = Inbox.Create(_simulated.System);
        }

        public List<Warning> Warnings { get; }

        public void Tell(params object[] messages)
        {
            foreach (var message in messages) _inbox.Receiver.Tell(message, ActorRefs.NoSender);
            _simulated.Executor.RunUntilIdle();
        }

        public object[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _inbox.Receive())];

        public void Dispose()
        {
            _inbox.Dispose();
            _simulated.Dispose();
        }
    }
}
