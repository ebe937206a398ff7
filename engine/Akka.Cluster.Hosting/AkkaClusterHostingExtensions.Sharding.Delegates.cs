using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.DependencyInjection;
using Akka.Hosting;

namespace Akka.Cluster.Hosting;

// Shard regions for code written before IMessageExtractor took over: two functions in its place.
public static partial class AkkaClusterHostingExtensions
{
    private const string UseAnExtractor = "Use the overload with an IMessageExtractor, for instance HashCodeMessageExtractor.Create.";

    /// <summary>Starts a shard region, and registers it under a key.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="typeName">The name of the type of entities, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <param name="shardOptions">The settings.</param>
    /// <returns>The builder.</returns>
    [Obsolete(UseAnExtractor)]
    public static AkkaConfigurationBuilder WithShardRegion<TKey>(
        this AkkaConfigurationBuilder builder,
        string typeName,
        Func<string, Props> entityPropsFactory,
        ExtractEntityId extractEntityId,
        ExtractShardId extractShardId,
        ShardOptions shardOptions) =>
        builder.WithShardRegion<TKey>(typeName, entityPropsFactory, new DelegateMessageExtractor(extractEntityId, extractShardId), shardOptions);

    /// <summary>Starts a shard region, and registers it under a key.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="typeName">The name of the type of entities, the same on all nodes.</param>
    /// <param name="entityPropsFactory">Makes how to make the entity of an id, once at the start, with the system and its registry.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <param name="shardOptions">The settings.</param>
    /// <returns>The builder.</returns>
    [Obsolete(UseAnExtractor)]
    public static AkkaConfigurationBuilder WithShardRegion<TKey>(
        this AkkaConfigurationBuilder builder,
        string typeName,
        Func<ActorSystem, IActorRegistry, Func<string, Props>> entityPropsFactory,
        ExtractEntityId extractEntityId,
        ExtractShardId extractShardId,
        ShardOptions shardOptions) =>
        builder.WithShardRegion<TKey>(typeName, entityPropsFactory, new DelegateMessageExtractor(extractEntityId, extractShardId), shardOptions);

    /// <summary>Starts a shard region, and registers it under a key.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="typeName">The name of the type of entities, the same on all nodes.</param>
    /// <param name="entityPropsFactory">Makes how to make the entity of an id, once at the start, with the system, its registry and the host's services.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <param name="shardOptions">The settings.</param>
    /// <returns>The builder.</returns>
    [Obsolete(UseAnExtractor)]
    public static AkkaConfigurationBuilder WithShardRegion<TKey>(
        this AkkaConfigurationBuilder builder,
        string typeName,
        Func<ActorSystem, IActorRegistry, IDependencyResolver, Func<string, Props>> entityPropsFactory,
        ExtractEntityId extractEntityId,
        ExtractShardId extractShardId,
        ShardOptions shardOptions) =>
        builder.WithShardRegion<TKey>(typeName, entityPropsFactory, new DelegateMessageExtractor(extractEntityId, extractShardId), shardOptions);

    /// <summary>Starts a way to the entities of a type on a node that runs none of them, and registers it under a key.</summary>
    /// <typeparam name="TKey">The key in the registry of actors.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="typeName">The name of the type of entities.</param>
    /// <param name="roleName">The role of the nodes that run the entities; empty for all nodes.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <returns>The builder.</returns>
    [Obsolete(UseAnExtractor)]
    public static AkkaConfigurationBuilder WithShardRegionProxy<TKey>(
        this AkkaConfigurationBuilder builder, string typeName, string? roleName, ExtractEntityId extractEntityId, ExtractShardId extractShardId) =>
        builder.WithShardRegionProxy<TKey>(typeName, roleName, new DelegateMessageExtractor(extractEntityId, extractShardId));
}
