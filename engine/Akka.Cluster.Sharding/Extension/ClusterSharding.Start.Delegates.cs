using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Sharding;

// For code written before IMessageExtractor took over: two functions in its place.
public sealed partial class ClusterSharding
{
    private const string UseAnExtractor = "Use the overload with an IMessageExtractor, for instance HashCodeMessageExtractor.Create.";

    /// <summary>As <see cref="Start(string, Props, ClusterShardingSettings, IMessageExtractor)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityProps">How to make an entity.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <returns>The region.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    [Obsolete(UseAnExtractor)]
    public IActorRef Start(string typeName, Props entityProps, ClusterShardingSettings settings, ExtractEntityId extractEntityId, ExtractShardId extractShardId) =>
        Start(typeName, entityProps, settings, new DelegateMessageExtractor(extractEntityId, extractShardId));

    /// <summary>As <see cref="Start(string, Props, ClusterShardingSettings, IMessageExtractor, IShardAllocationStrategy, object)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityProps">How to make an entity.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <param name="allocationStrategy">Says where shards run. Used on the node on which the coordinator is.</param>
    /// <param name="handOffStopMessage">What entities are told when they are to stop, for a hand-off or because they are idle.</param>
    /// <returns>The region.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    [Obsolete(UseAnExtractor)]
    public IActorRef Start(
        string typeName,
        Props entityProps,
        ClusterShardingSettings settings,
        ExtractEntityId extractEntityId,
        ExtractShardId extractShardId,
        IShardAllocationStrategy allocationStrategy,
        object handOffStopMessage) =>
        Start(typeName, entityProps, settings, new DelegateMessageExtractor(extractEntityId, extractShardId), allocationStrategy, handOffStopMessage);

    /// <summary>As <see cref="Start(string, Func{string, Props}, ClusterShardingSettings, IMessageExtractor)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id. Called by shards, several at once.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <returns>The region.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    [Obsolete(UseAnExtractor)]
    public IActorRef Start(string typeName, Func<string, Props> entityPropsFactory, ClusterShardingSettings settings, ExtractEntityId extractEntityId, ExtractShardId extractShardId) =>
        Start(typeName, entityPropsFactory, settings, new DelegateMessageExtractor(extractEntityId, extractShardId));

    /// <summary>As <see cref="Start(string, Func{string, Props}, ClusterShardingSettings, IMessageExtractor, IShardAllocationStrategy, object)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id. Called by shards, several at once.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <param name="allocationStrategy">Says where shards run. Used on the node on which the coordinator is.</param>
    /// <param name="handOffStopMessage">What entities are told when they are to stop, for a hand-off or because they are idle.</param>
    /// <returns>The region.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    [Obsolete(UseAnExtractor)]
    public IActorRef Start(
        string typeName,
        Func<string, Props> entityPropsFactory,
        ClusterShardingSettings settings,
        ExtractEntityId extractEntityId,
        ExtractShardId extractShardId,
        IShardAllocationStrategy allocationStrategy,
        object handOffStopMessage) =>
        Start(typeName, entityPropsFactory, settings, new DelegateMessageExtractor(extractEntityId, extractShardId), allocationStrategy, handOffStopMessage);

    /// <summary>As <see cref="Start(string, Props, ClusterShardingSettings, IMessageExtractor)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityProps">How to make an entity.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <returns>The region; it is not waited for.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    [Obsolete(UseAnExtractor)]
    public Task<IActorRef> StartAsync(string typeName, Props entityProps, ClusterShardingSettings settings, ExtractEntityId extractEntityId, ExtractShardId extractShardId) =>
        StartAsync(typeName, entityProps, settings, new DelegateMessageExtractor(extractEntityId, extractShardId));

    /// <summary>As <see cref="Start(string, Props, ClusterShardingSettings, IMessageExtractor, IShardAllocationStrategy, object)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityProps">How to make an entity.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <param name="allocationStrategy">Says where shards run. Used on the node on which the coordinator is.</param>
    /// <param name="handOffStopMessage">What entities are told when they are to stop, for a hand-off or because they are idle.</param>
    /// <returns>The region; it is not waited for.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    [Obsolete(UseAnExtractor)]
    public Task<IActorRef> StartAsync(
        string typeName,
        Props entityProps,
        ClusterShardingSettings settings,
        ExtractEntityId extractEntityId,
        ExtractShardId extractShardId,
        IShardAllocationStrategy allocationStrategy,
        object handOffStopMessage) =>
        StartAsync(typeName, entityProps, settings, new DelegateMessageExtractor(extractEntityId, extractShardId), allocationStrategy, handOffStopMessage);

    /// <summary>As <see cref="Start(string, Func{string, Props}, ClusterShardingSettings, IMessageExtractor)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id. Called by shards, several at once.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <returns>The region; it is not waited for.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    [Obsolete(UseAnExtractor)]
    public Task<IActorRef> StartAsync(string typeName, Func<string, Props> entityPropsFactory, ClusterShardingSettings settings, ExtractEntityId extractEntityId, ExtractShardId extractShardId) =>
        StartAsync(typeName, entityPropsFactory, settings, new DelegateMessageExtractor(extractEntityId, extractShardId));

    /// <summary>As <see cref="Start(string, Func{string, Props}, ClusterShardingSettings, IMessageExtractor, IShardAllocationStrategy, object)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id. Called by shards, several at once.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <param name="allocationStrategy">Says where shards run. Used on the node on which the coordinator is.</param>
    /// <param name="handOffStopMessage">What entities are told when they are to stop, for a hand-off or because they are idle.</param>
    /// <returns>The region; it is not waited for.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    [Obsolete(UseAnExtractor)]
    public Task<IActorRef> StartAsync(
        string typeName,
        Func<string, Props> entityPropsFactory,
        ClusterShardingSettings settings,
        ExtractEntityId extractEntityId,
        ExtractShardId extractShardId,
        IShardAllocationStrategy allocationStrategy,
        object handOffStopMessage) =>
        StartAsync(typeName, entityPropsFactory, settings, new DelegateMessageExtractor(extractEntityId, extractShardId), allocationStrategy, handOffStopMessage);

    /// <summary>As <see cref="StartProxy(string, string, IMessageExtractor)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name.</param>
    /// <param name="role">The role of the nodes that run the entities; null or empty for all nodes.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <returns>The proxy.</returns>
    [Obsolete(UseAnExtractor)]
    public IActorRef StartProxy(string typeName, string? role, ExtractEntityId extractEntityId, ExtractShardId extractShardId) =>
        StartProxy(typeName, role, new DelegateMessageExtractor(extractEntityId, extractShardId));

    /// <summary>As <see cref="StartProxy(string, string, IMessageExtractor)"/>, with two functions for an extractor.</summary>
    /// <param name="typeName">The type's name.</param>
    /// <param name="role">The role of the nodes that run the entities; null or empty for all nodes.</param>
    /// <param name="extractEntityId">For which entity a message is, and what that gets.</param>
    /// <param name="extractShardId">In which shard that lives.</param>
    /// <returns>The proxy.</returns>
    [Obsolete(UseAnExtractor)]
    public Task<IActorRef> StartProxyAsync(string typeName, string? role, ExtractEntityId extractEntityId, ExtractShardId extractShardId) =>
        StartProxyAsync(typeName, role, new DelegateMessageExtractor(extractEntityId, extractShardId));
}
