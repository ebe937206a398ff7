using Akka.Configuration;

namespace Akka.Cluster;

/// <summary>The defaults of everything under <c>akka.cluster</c>.</summary>
internal static class ClusterDefaults
{
    public static Config Config { get; } = ConfigurationFactory.FromResource<ClusterSettings>("Akka.Cluster.cluster.conf");
}
