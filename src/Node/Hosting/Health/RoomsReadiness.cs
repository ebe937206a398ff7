using Akka.Actor;
using Akka.Cluster.Sharding;
using Switchboard.Hosting.Health;
using Switchboard.Node.Gateway;

namespace Switchboard.Node.Hosting.Health;

/// <summary>The node finds rooms and can be given some: the coordinator of the cluster's rooms answers, and knows this node's region.</summary>
internal sealed class RoomsReadiness(NodeActors actors, ActorSystem system) : IReadiness
{
    /// <summary>A coordinator that moves to another node answers sooner.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public string Name => "rooms";

    public async ValueTask<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        if (!actors.IsStarted)
            return "not started";
        try
        {
            var known = await actors.Rooms.Actor.Ask<CurrentRegions>(GetCurrentRegions.Instance, Patience, cancellationToken);
            return known.Regions.Contains(Akka.Cluster.Cluster.Get(system).SelfAddress) ? null : "not registered";
        }
        catch (AskTimeoutException)
        {
            return "no coordinator";
        }
    }
}
