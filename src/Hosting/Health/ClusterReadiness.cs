using Akka.Actor;
using Akka.Cluster;

namespace Switchboard.Hosting.Health;

/// <summary>The node is a member of its cluster, and up.</summary>
internal sealed class ClusterReadiness(ActorSystem system) : IReadiness
{
    public string Name => "cluster";

    public ValueTask<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        if (cluster.IsTerminated)
            return new("left");
        return new(cluster.SelfMember.Status == MemberStatus.Up ? null : cluster.SelfMember.Status.ToString().ToLowerInvariant());
    }
}
