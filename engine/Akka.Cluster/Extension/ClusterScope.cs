using Akka.Actor;

namespace Akka.Cluster;

/// <summary>The scope of deployments over the nodes of a cluster.</summary>
public class ClusterScope : Scope
{
    /// <summary>The only instance.</summary>
    public static readonly ClusterScope Instance = new();

    private ClusterScope()
    {
    }

    /// <inheritdoc/>
    public override Scope WithFallback(Scope other) => Instance;

    /// <inheritdoc/>
    public override Scope Copy() => Instance;
}
