using Akka.Actor;

namespace Switchboard.Hosting.Health;

/// <summary>The actor system has not stopped.</summary>
internal sealed class ActorSystemReadiness(ActorSystem system) : IReadiness
{
    public string Name => "actors";

    public ValueTask<string?> ProblemAsync(CancellationToken cancellationToken) => new(system.WhenTerminated.IsCompleted ? "stopped" : null);
}
