using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Dispatch;

/// <summary>A bounded mailbox holds so many messages; who finds it full waits for room up to the push time-out, then the message is dead.</summary>
public sealed class BoundedMailboxTests : CoreTest
{
    public BoundedMailboxTests() : base("""
        strict { mailbox-type = Akka.Dispatch.BoundedMailbox, mailbox-capacity = 3, mailbox-push-timeout-time = 0s }
        patient { mailbox-type = Akka.Dispatch.BoundedMailbox, mailbox-capacity = 1, mailbox-push-timeout-time = 10s }
        deque { mailbox-type = Akka.Dispatch.BoundedDequeBasedMailbox, mailbox-capacity = 3, mailbox-push-timeout-time = 0s }
        """)
    {
    }

    [Fact]
    public void What_finds_no_room_goes_to_dead_letters_with_its_sender_and_the_rest_is_handled_in_order()
    {
        var sender = Start(NewScript("sender"));
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("strict"), "a");
        foreach (var message in new[] { "1", "2", "3", "4", "5" }) actor.Tell(message, sender);
        Assert.Equal(3, ((ActorCell)actor).NumberOfMessages);
        Run();
        Assert.Equal(["4", "5"], DeadLetters.Select(d => (string)d.Message));
        Assert.All(DeadLetters, d => Assert.Equal((actor, sender), (d.Recipient, d.Sender)));
        Assert.Equal(["a:1", "a:2", "a:3"], Log[^3..]);
    }

    [Fact]
    public void System_messages_need_no_room()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("strict"), "a");
        for (var i = 0; i < 5; i++) actor.Tell("x", ActorRefs.NoSender);
        System.Stop(actor);
        Run();
        Assert.True(((IInternalActorRef)actor).IsTerminated);
    }

    [Fact]
    public void A_sender_waits_until_the_actor_has_made_room_and_loses_nothing()
    {
        var slow = System.ActorOf(PlainActor.Props("slow", Log).WithMailbox("patient"), "slow");
        var sender = Start(NewScript("sender"));
        Inside(sender, a =>
        {
            for (var i = 0; i < 5; i++) slow.Tell(i.ToString(), a.Me);
            a.Note("told all");
        });
        Assert.Empty(DeadLetters);
        Assert.Equal(["0", "1", "2", "3", "4"], Log.Where(l => l.StartsWith("slow:") && l.Length == 6).Select(l => l[5..]));
        Assert.True(Log.IndexOf("slow:2") < Log.IndexOf("sender:told all"));
        Assert.Equal(TimeSpan.Zero, Executor.Time.Elapsed);
    }

    [Fact]
    public void A_sender_that_waits_in_vain_goes_on_after_the_push_time_out_of_the_systems_time()
    {
        var sender = Start(NewScript("self"));
        var slow = (ActorCell)System.ActorOf(PlainActor.Props("slow", Log).WithMailbox("patient"), "slow");
        Run();
        slow.Suspend();
        Inside(sender, a =>
        {
            slow.Tell("fits", a.Me);
            slow.Tell("waits", a.Me);
            a.Note("after " + Executor.Time.Elapsed.TotalSeconds);
        });
        Assert.Equal("waits", Assert.Single(DeadLetters).Message);
        Assert.Contains("self:after 10", Log);
        slow.Resume();
        Run();
        Assert.Equal("slow:fits", Log[^1]);
    }

    [Fact]
    public void An_actor_that_fills_its_own_mailbox_waits_in_vain()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("patient"), "a");
        Action<PlainActor> fill = a =>
        {
            a.Me.Tell("fits");
            a.Me.Tell("does not");
        };
        Send(actor, fill);
        Assert.Equal("does not", Assert.Single(DeadLetters).Message);
        Assert.Equal("a:fits", Log[^1]);
    }

    [Fact]
    public void What_is_left_when_the_actor_stops_goes_to_dead_letters_once()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("strict"), "a");
        Run();
        actor.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        actor.Tell("1", ActorRefs.NoSender);
        actor.Tell("2", ActorRefs.NoSender);
        Run();
        actor.Tell("3", ActorRefs.NoSender);
        Assert.Equal(["1", "2", "3"], DeadLetters.Select(d => (string)d.Message));
    }

    [Fact]
    public void A_restart_keeps_what_waits()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("strict"), "a");
        Send(actor, new BoomException(), "1", "2");
        Assert.Equal(["a:1", "a:2"], Log[^2..]);
        Assert.Empty(DeadLetters);
    }

    [Fact]
    public void Stashed_messages_need_no_room_when_they_come_back()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log, isClosed: true).WithMailbox("deque"), "a");
        Send(actor, "1", "2", "3");
        Send(actor, "open", "4", "5");
        Assert.Equal(["a:1", "a:2", "a:3", "a:4", "a:5"], Log[^5..]);
        Assert.Empty(DeadLetters);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_capacity_below_one_is_refused(int capacity)
    {
        Assert.Throws<ArgumentException>(() => new BoundedMessageQueue(capacity, TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => new BoundedMailbox(System.Settings, ConfigurationFactory.ParseString($"mailbox-capacity = {capacity}")));
    }

    [Fact]
    public async Task On_real_threads_a_sender_blocks_until_there_is_room()
    {
        using var system = ActorSystem.Create("bounded", """
            akka { loglevel = OFF, stdout-loglevel = OFF }
            one { mailbox-type = Akka.Dispatch.BoundedMailbox, mailbox-capacity = 1, mailbox-push-timeout-time = infinite }
            own { type = PinnedDispatcher }
            """);
        using var gate = new SemaphoreSlim(0);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handled = new List<int>();
        Func<object, bool> handle = message =>
        {
            gate.Wait();
            handled.Add((int)message);
            if (handled.Count == 100) done.SetResult();
            return true;
        };
        var actor = system.ActorOf(Props.Create(() => new Handler(handle)).WithMailbox("one").WithDispatcher("own"));
        var told = 0;
        var sender = new Thread(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                actor.Tell(i, ActorRefs.NoSender);
                Volatile.Write(ref told, i + 1);
            }
        });
        sender.Start();
        for (var i = 1; i <= 100; i++)
        {
            // One is handled and one waits: the sender is never further ahead.
            Assert.InRange(Volatile.Read(ref told), 0, i + 1);
            gate.Release();
        }

        await done.Task;
        sender.Join();
        Assert.Equal(Enumerable.Range(0, 100), handled);
    }

    [Fact]
    public async Task On_real_threads_nothing_is_lost_or_handled_twice_whatever_race()
    {
        using var system = ActorSystem.Create("bounded", """
            akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
            ten { mailbox-type = Akka.Dispatch.BoundedMailbox, mailbox-capacity = 10, mailbox-push-timeout-time = infinite }
            """);
        const int Each = 3_000;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = new int[4];
        var count = 0;
        Func<object, bool> handle = message =>
        {
            var (producer, number) = ((int, int))message;
            if (next[producer]++ != number) done.TrySetException(new InvalidOperationException($"{producer}: {number}"));
            if (++count == 4 * Each) done.TrySetResult();
            return true;
        };
        var actor = system.ActorOf(Props.Create(() => new Handler(handle)).WithMailbox("ten"));
        var threads = Enumerable.Range(0, 4).Select(p => new Thread(() =>
        {
            for (var i = 0; i < Each; i++) actor.Tell((p, i), ActorRefs.NoSender);
        })).ToList();
        threads.ForEach(t => t.Start());
        await done.Task;
        threads.ForEach(t => t.Join());
    }

    private sealed class Handler(Func<object, bool> handle) : ActorBase
    {
        protected override bool Receive(object message) => handle(message);
    }
}
