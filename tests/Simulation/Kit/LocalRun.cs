using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Simulation;

namespace Simulation.Kit;

/// <summary>A world of one node, for invariants of a single actor system.</summary>
internal abstract class LocalRun : ScenarioRun
{
    protected LocalRun(SimulatedWorld world, Config? config = null) : base(world)
    {
        Node = world.AddNode("n1", config);
        Node.Start();
        Setup = world.Random.Fork("setup");
    }

    public SimulatedNode Node { get; }

    /// <summary>Chance in how the world is made.</summary>
    protected SeededRandom Setup { get; }

    public IActorRef Start<T>(Func<T> make, string? name = null) where T : ActorBase => Node.System.ActorOf(Producing(make), name);

    /// <summary>Props without the expression tree that <c>Props.Create</c> needs, which would cost more than the rest of a seed.</summary>
    public static Props Producing<T>(Func<T> make) where T : ActorBase => Props.CreateBy(new Producer<T>(make));

    protected void OnDeadLetter(Action<DeadLetter> seen) => Node.System.EventStream.Subscribe(new DeadLetterRef(seen), typeof(DeadLetter));

    private sealed class Producer<T>(Func<T> make) : IIndirectActorProducer where T : ActorBase
    {
        public Type ActorType => typeof(T);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
        }
    }

    private sealed class DeadLetterRef(Action<DeadLetter> seen) : MinimalActorRef
    {
        private static readonly ActorPath Where = new RootActorPath(new Address("akka", "simulation")) / "deadLetters";

        public override ActorPath Path => Where;

        public override IActorRefProvider Provider => throw new NotSupportedException();

        protected override void TellInternal(object message, IActorRef? sender) => seen((DeadLetter)message);
    }
}

/// <summary>What scenarios throw inside of actors.</summary>
internal sealed class PlannedException() : Exception("planned");
