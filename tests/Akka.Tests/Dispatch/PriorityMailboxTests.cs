using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using Akka.Tests.Actor;
using Akka.Util;

namespace Akka.Tests.Dispatch;

/// <summary>Urgent messages overtake those that wait; a stable mailbox keeps the order of equals.</summary>
public sealed class PriorityMailboxTests : CoreTest
{
    public PriorityMailboxTests() : base($$"""
        by-number { mailbox-type = "{{typeof(ByNumber).AssemblyQualifiedName}}" }
        stable { mailbox-type = "{{typeof(StableByFirst).AssemblyQualifiedName}}" }
        """)
    {
    }

    [Fact]
    public void The_lowest_priority_number_is_handled_first()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("by-number"));
        Send(actor, 5, 3, 9, 1, 7);
        Logged("a:1", "a:3", "a:5", "a:7", "a:9");
    }

    [Fact]
    public void An_urgent_message_overtakes_those_that_came_while_the_actor_was_busy()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("by-number"));
        Action<PlainActor> busy = a =>
        {
            foreach (var n in new[] { 4, 2, 3 }) a.Me.Tell(n);
        };
        actor.Tell(busy, ActorRefs.NoSender);
        actor.Tell(1, ActorRefs.NoSender);
        actor.Tell(6, ActorRefs.NoSender);
        Run();
        Logged("a:1", "a:2", "a:3", "a:4", "a:6");
    }

    [Fact]
    public void A_stable_mailbox_keeps_the_order_of_equals()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("stable"));
        Send(actor, "b1", "a1", "b2", "a2", "c1", "a3", "b3");
        Logged("a:a1", "a:a2", "a:a3", "a:b1", "a:b2", "a:b3", "a:c1");
    }

    [Fact]
    public void What_comes_back_from_the_stash_comes_before_everything_that_waits()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log, isClosed: true).WithMailbox("by-number"));
        Send(actor, 8, 9);
        foreach (var message in new object[] { 1, "open", 2 }) actor.Tell(message, ActorRefs.NoSender);
        Run();
        Logged("a:8", "a:9", "a:1", "a:2");
    }

    [Fact]
    public void A_priority_that_throws_is_the_senders_failure_and_the_actor_goes_on()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("by-number"));
        Assert.Throws<BoomException>(() => actor.Tell('x', ActorRefs.NoSender));
        Send(actor, 1);
        Logged("a:1");
    }

    [Fact]
    public void Actors_that_stash_may_have_a_priority_mailbox()
    {
        var actor = System.ActorOf(NewScript("s").Props().WithMailbox("by-number"));
        Send(actor, "x");
        Assert.Equal("s:x", Log[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_queues_sort_whatever_comes_in_whatever_order(int seed)
    {
        var random = new Random(seed);
        var plain = new ListPriorityQueue(1, m => ((ValueTuple<int, int>)m).Item1);
        var stable = new StableListPriorityQueue(1, m => ((ValueTuple<int, int>)m).Item1);
        var model = new List<(int Priority, int Number)>();
        for (var i = 0; i < 2_000; i++)
        {
            if (random.Next(3) > 0 || model.Count == 0)
            {
                var item = (random.Next(50), i);
                model.Add(item);
                plain.Enqueue(new Envelope(item, ActorRefs.NoSender));
                stable.Enqueue(new Envelope(item, ActorRefs.NoSender));
            }
            else
            {
                var first = model.Min();
                model.Remove(first);
                Assert.Equal(first, stable.Peek().Message);
                Assert.Equal(first, stable.Dequeue().Message);
                Assert.Equal(first.Priority, (((int, int))plain.Dequeue().Message).Item1);
            }

            Assert.True(plain.IsConsistent() && stable.IsConsistent());
            Assert.Equal((model.Count, model.Count), (plain.Count(), stable.Count()));
        }
    }

    [Fact]
    public void Queues_of_every_kind_give_messages_in_front_first()
    {
        IMessageQueue[] queues =
        [
            new UnboundedDequeMessageQueue(), new BoundedDequeMessageQueue(10, TimeSpan.Zero),
            new UnboundedPriorityMessageQueue(m => (int)m, 1), new UnboundedStablePriorityMessageQueue(m => (int)m, 1),
        ];
        foreach (var queue in queues)
        {
            queue.Enqueue(ActorRefs.Nobody, new Envelope(1, ActorRefs.NoSender));
            queue.Enqueue(ActorRefs.Nobody, new Envelope(2, ActorRefs.NoSender));
            ((IDequeBasedMessageQueueSemantics)queue).EnqueueFirst(new Envelope(3, ActorRefs.NoSender));
            Assert.Equal((3, true), (queue.Count, queue.HasMessages));
            var taken = new List<object>();
            while (queue.TryDequeue(out var envelope)) taken.Add(envelope.Message);
            Assert.Equal([3, 1, 2], taken);
        }
    }

    public sealed class ByNumber(Settings settings, Config config) : UnboundedPriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message switch
        {
            int number => number,
            char => throw new BoomException(),
            _ => 0,
        };
    }

    public sealed class StableByFirst(Settings settings, Config config) : UnboundedStablePriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message.ToString()![0];
    }
}
