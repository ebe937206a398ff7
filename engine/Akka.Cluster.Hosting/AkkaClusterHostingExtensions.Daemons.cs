using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.DependencyInjection;
using Akka.Hosting;

namespace Akka.Cluster.Hosting;

// Daemon processes, started with the host.
public static partial class AkkaClusterHostingExtensions
{
    /// <summary>Keeps a fixed number of actors running, spread over the nodes, and registers under a key what passes messages on to them in turn.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the process, the same on all nodes.</param>
    /// <param name="numberOfInstances">How many instances there are, at least 1, the same on all nodes.</param>
    /// <param name="entityPropsFactory">Makes how to make an instance by its number from 0, once at the start, with the system, its registry and the host's services.</param>
    /// <param name="options">The settings; null for those of the configuration.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithShardedDaemonProcess<TKey>(
        this AkkaConfigurationBuilder builder,
        string name,
        int numberOfInstances,
        Func<ActorSystem, IActorRegistry, IDependencyResolver, Func<int, Props>> entityPropsFactory,
        ClusterDaemonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(entityPropsFactory);
        options ??= new ClusterDaemonOptions();
        return builder.WithShardingDefaults().WithActors((system, registry, resolver) => registry.Register<TKey>(ShardedDaemonProcess.Get(system).Init(
            name,
            numberOfInstances,
            entityPropsFactory(system, registry, resolver),
            options.ApplyTo(ShardedDaemonProcessSettings.Create(system)),
            options.HandoffStopMessage ?? PoisonPill.Instance)));
    }

    /// <summary>Starts a way to the instances of a daemon process on a node that runs none of them, and registers it under a key.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the process.</param>
    /// <param name="numberOfInstances">How many instances there are.</param>
    /// <param name="role">The role of the nodes that run them; empty for all nodes.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithShardedDaemonProcessProxy<TKey>(this AkkaConfigurationBuilder builder, string name, int numberOfInstances, string? role)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithShardingDefaults().WithActors((system, registry) => registry.Register<TKey>(ShardedDaemonProcess.Get(system).InitProxy(name, numberOfInstances, role)));
    }
}
