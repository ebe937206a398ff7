using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Simulation;

/// <summary>From one start of a node to its crash: whatever is queued here goes with it.</summary>
internal sealed class NodeLife(SimulatedNode node, NodeClock clock) : ExecutorService(node.Name), IRuntimeDriver
{
    private bool _ended;

    public NodeClock Clock { get; } = clock;

    public override void Execute(IRunnable run)
    {
        if (!_ended) node.World.Executor.Queue(run, this);
    }

    public bool RunUntil(Func<bool> condition, TimeSpan limit) => node.World.Executor.RunUntil(condition, limit);

    public override void Shutdown()
    {
        // A system that ends in order leaves the executor to the others.
    }

    public void End()
    {
        _ended = true;
        Clock.Stop();
        node.World.Executor.Drop(this);
    }
}
