using Akka.Actor;
using Akka.Hosting;

namespace Akka.Cluster.Hosting;

/// <summary>Makes hosted actor systems nodes of a cluster.</summary>
public static partial class AkkaClusterHostingExtensions
{
    /// <summary>Makes the actor system a node of a cluster. Give it an address with <c>WithRemoting</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The settings; null for those of the configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="Configuration.ConfigurationException">A setting cannot be used.</exception>
    public static AkkaConfigurationBuilder WithClustering(this AkkaConfigurationBuilder builder, ClusterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (options is not null)
        {
            builder.AddHocon(options.ToHocon(), HoconAddMode.Prepend);
            options.SplitBrainResolver?.Apply(builder);
        }

        return builder.WithActorRefProvider(ProviderSelection.Cluster.Instance);
    }
}
