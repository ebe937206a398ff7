using Akka.Actor;
using Switchboard.Hosting.Health;
using Switchboard.Node.Gateway;

namespace Switchboard.Node.Hosting.Health;

/// <summary>The actor system has started its actors, and has not stopped.</summary>
internal sealed class ActorsReadiness(NodeActors actors, ActorSystem system) : IReadiness
{
    public string Name => "actors";

    public ValueTask<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        if (!actors.IsStarted)
            return new("not started");
        return new(system.WhenTerminated.IsCompleted ? "stopped" : null);
    }
}
