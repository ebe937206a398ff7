using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.DependencyInjection;
using Akka.Hosting;

namespace Akka.Cluster.Hosting;

// Shard regions and proxies, started with the host.
public static partial class AkkaClusterHostingExtensions
{
    /// <summary>Starts a shard region, and registers it under a key.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="typeName">The name of the type of entities, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <param name="shardOptions">The settings.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithShardRegion<TKey>(
        this AkkaConfigurationBuilder builder, string typeName, Func<string, Props> entityPropsFactory, IMessageExtractor messageExtractor, ShardOptions shardOptions) =>
        builder.WithShardRegion<TKey>(typeName, (_, _, _) => entityPropsFactory, messageExtractor, shardOptions);

    /// <summary>Starts a shard region, and registers it under a key.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="typeName">The name of the type of entities, the same on all nodes.</param>
    /// <param name="entityPropsFactory">Makes how to make the entity of an id, once at the start, with the system and its registry.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <param name="shardOptions">The settings.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithShardRegion<TKey>(
        this AkkaConfigurationBuilder builder,
        string typeName,
        Func<ActorSystem, IActorRegistry, Func<string, Props>> entityPropsFactory,
        IMessageExtractor messageExtractor,
        ShardOptions shardOptions) =>
        builder.WithShardRegion<TKey>(typeName, (system, registry, _) => entityPropsFactory(system, registry), messageExtractor, shardOptions);

    /// <summary>Starts a shard region, and registers it under a key.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="typeName">The name of the type of entities, the same on all nodes.</param>
    /// <param name="entityPropsFactory">Makes how to make the entity of an id, once at the start, with the system, its registry and the host's services.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <param name="shardOptions">The settings.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithShardRegion<TKey>(
        this AkkaConfigurationBuilder builder,
        string typeName,
        Func<ActorSystem, IActorRegistry, IDependencyResolver, Func<string, Props>> entityPropsFactory,
        IMessageExtractor messageExtractor,
        ShardOptions shardOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(entityPropsFactory);
        ArgumentNullException.ThrowIfNull(shardOptions);
        return builder.WithShardingDefaults().WithActors((system, registry, resolver) =>
        {
            var sharding = ClusterSharding.Get(system);
            var settings = shardOptions.ApplyTo(ClusterShardingSettings.Create(system));
            registry.Register<TKey>(sharding.Start(
                typeName,
                entityPropsFactory(system, registry, resolver),
                settings,
                messageExtractor,
                sharding.DefaultShardAllocationStrategy(settings),
                shardOptions.HandOffStopMessage ?? PoisonPill.Instance));
        });
    }

    /// <summary>Starts a way to the entities of a type on a node that runs none of them, and registers it under a key.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="typeName">The name of the type of entities.</param>
    /// <param name="roleName">The role of the nodes that run the entities; empty for all nodes.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithShardRegionProxy<TKey>(this AkkaConfigurationBuilder builder, string typeName, string? roleName, IMessageExtractor messageExtractor)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithShardingDefaults().WithActors((system, registry) =>
            registry.Register<TKey>(ClusterSharding.Get(system).StartProxy(typeName, roleName, messageExtractor)));
    }

    private static AkkaConfigurationBuilder WithShardingDefaults(this AkkaConfigurationBuilder builder) => builder.AddHocon(ClusterSharding.DefaultConfig(), HoconAddMode.Append);
}
