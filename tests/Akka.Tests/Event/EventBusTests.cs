using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Event;

/// <summary>Who subscribed to a type gets its events and those of every type below it, once, in the order of subscription, and nothing else.</summary>
public sealed class EventBusTests
{
    private readonly EventStream _bus = new(debug: false);

    private interface IMarked;

    private class Base;

    private class Derived : Base, IMarked;

    private sealed class Leaf : Derived;

    [Fact]
    public void A_subscription_covers_base_classes_interfaces_and_everything_below()
    {
        var (toBase, toMarked, toObject) = (new Sink("a"), new Sink("b"), new Sink("c"));
        _bus.Subscribe(toBase, typeof(Base));
        _bus.Subscribe(toMarked, typeof(IMarked));
        _bus.Subscribe(toObject, typeof(object));
        _bus.Publish(new Base());
        _bus.Publish(new Leaf());
        _bus.Publish("text");
        Assert.Equal([typeof(Base), typeof(Leaf)], toBase.Types);
        Assert.Equal([typeof(Leaf)], toMarked.Types);
        Assert.Equal([typeof(Base), typeof(Leaf), typeof(string)], toObject.Types);
    }

    [Fact]
    public void An_event_reaches_a_subscriber_once_however_many_of_its_subscriptions_cover_it()
    {
        var sink = new Sink("a");
        Assert.True(_bus.Subscribe(sink, typeof(Base)));
        Assert.True(_bus.Subscribe(sink, typeof(Derived)));
        Assert.False(_bus.Subscribe(sink, typeof(Base)));
        _bus.Publish(new Leaf());
        Assert.Equal([typeof(Leaf)], sink.Types);
    }

    [Fact]
    public void Subscribers_are_served_in_the_order_in_which_they_came()
    {
        var order = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            var name = "s" + i;
            _bus.Subscribe(new Sink(name, _ => order.Add(name)), i % 2 == 0 ? typeof(Base) : typeof(Derived));
        }

        _bus.Publish(new Derived());
        Assert.Equal(Enumerable.Range(0, 50).Select(i => "s" + i), order);
    }

    [Fact]
    public void Taking_a_class_out_of_a_wider_subscription_leaves_the_rest()
    {
        var sink = new Sink("a");
        _bus.Subscribe(sink, typeof(Base));
        Assert.True(_bus.Unsubscribe(sink, typeof(Derived)));
        Assert.False(_bus.Unsubscribe(sink, typeof(Derived)));
        Assert.False(_bus.Unsubscribe(sink, typeof(string)));
        _bus.Publish(new Base());
        _bus.Publish(new Derived());
        _bus.Publish(new Leaf());
        Assert.Equal([typeof(Base)], sink.Types);

        Assert.True(_bus.Subscribe(sink, typeof(Leaf)));
        _bus.Publish(new Derived());
        _bus.Publish(new Leaf());
        Assert.Equal([typeof(Base), typeof(Leaf)], sink.Types);
        Assert.True(_bus.Subscribe(sink, typeof(Derived)));
        _bus.Publish(new Derived());
        Assert.Equal([typeof(Base), typeof(Leaf), typeof(Derived)], sink.Types);
    }

    [Fact]
    public void Unsubscribing_takes_effect_on_types_that_were_published_before()
    {
        var sink = new Sink("a");
        Assert.False(_bus.Unsubscribe(sink));
        _bus.Subscribe(sink, typeof(Base));
        _bus.Publish(new Leaf());
        Assert.True(_bus.Unsubscribe(sink));
        _bus.Publish(new Leaf());
        Assert.Single(sink.Types);
    }

    [Fact]
    public void Publishing_what_nobody_wants_allocates_nothing()
    {
        var nothing = new Base();
        _bus.Subscribe(new Sink("a"), typeof(Derived));
        _bus.Publish(nothing);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) _bus.Publish(nothing);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task Subscriptions_may_change_while_others_publish()
    {
        var stay = new Sink("stay");
        var count = 0;
        _bus.Subscribe(new Sink("count", _ => Interlocked.Increment(ref count)), typeof(Base));
        const int Events = 20_000;
        var publisher = Task.Run(() =>
        {
            for (var i = 0; i < Events; i++) _bus.Publish(new Derived());
        });
        while (!publisher.IsCompleted)
        {
            _bus.Subscribe(stay, typeof(Derived));
            _bus.Unsubscribe(stay);
        }

        await publisher;
        Assert.Equal(Events, count);
    }

    private sealed class Sink(string name, Action<object>? onEvent = null) : MinimalActorRef
    {
        public List<Type> Types { get; } = [];

        public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "sinks")) / name;

        public override IActorRefProvider Provider => throw new NotSupportedException();

        protected override void TellInternal(object message, IActorRef? sender)
        {
            if (onEvent is not null) onEvent(message);
            else lock (Types) Types.Add(message.GetType());
        }
    }
}
