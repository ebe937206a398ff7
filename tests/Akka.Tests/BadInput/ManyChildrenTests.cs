using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.BadInput;

/// <summary>The cost of a child does not grow with the number of its siblings: a million of them start, are found, answer and stop.</summary>
public sealed class ManyChildrenTests : CoreTest
{
    private const int Many = 1_000_000;

    [Fact]
    public void A_million_children_of_one_parent_start_are_found_and_stop()
    {
        var parent = Start(NewScript("parent"));
        Log.Clear();
        var started = new Counter();
        var props = Props.Create(() => new Counted(started));
        Inside(parent, _ =>
        {
            for (var i = 0; i < Many; i++) ScriptedActor.Ctx.ActorOf(props, i % 1000 == 0 ? "named-" + i : null);
        });
        Assert.Equal(Many, started.Value);

        var child = (IInternalActorRef)Child(parent, "named-999000");
        Assert.Same(child, Extended.Provider.ResolveActorRef(child.Path));
        Assert.Throws<InvalidActorNameException>(() => ((ActorCell)parent).ActorOf(props, "named-1000"));

        Send(child, PoisonPill.Instance);
        Assert.Equal(Many - 1, started.Value);
        Assert.Same(ActorRefs.Nobody, Child(parent, "named-999000"));

        Send(parent, PoisonPill.Instance);
        Assert.Equal(0, started.Value);
        Logged("parent:PostStop");
    }

    private sealed class Counter
    {
        public int Value { get; set; }
    }

    private sealed class Counted : UntypedActor
    {
        private readonly Counter _counter;

        public Counted(Counter counter)
        {
            _counter = counter;
            counter.Value++;
        }

        protected override void OnReceive(object message) => Unhandled(message);

        protected override void PostStop() => _counter.Value--;
    }
}
