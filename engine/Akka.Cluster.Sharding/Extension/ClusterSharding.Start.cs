using Akka.Actor;
using Akka.Cluster.Sharding.Coordination;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Cluster.Sharding;

// Starting regions and proxies.
public sealed partial class ClusterSharding
{
    /// <summary>Starts the region of a type on this node: a proxy when this node does not have the role that entities need. Without effect when it was started before.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityProps">How to make an entity.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <returns>The region, to which messages for entities are told.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    public IActorRef Start(string typeName, Props entityProps, ClusterShardingSettings settings, IMessageExtractor messageExtractor) =>
        Start(typeName, _ => entityProps, settings, messageExtractor);

    /// <summary>Starts the region of a type on this node: a proxy when this node does not have the role that entities need. Without effect when it was started before.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityProps">How to make an entity.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <param name="allocationStrategy">Says where shards run. Used on the node on which the coordinator is.</param>
    /// <param name="handOffStopMessage">What entities are told when they are to stop, for a hand-off or because they are idle.</param>
    /// <returns>The region, to which messages for entities are told.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    public IActorRef Start(
        string typeName,
        Props entityProps,
        ClusterShardingSettings settings,
        IMessageExtractor messageExtractor,
        IShardAllocationStrategy allocationStrategy,
        object handOffStopMessage) =>
        Start(typeName, _ => entityProps, settings, messageExtractor, allocationStrategy, handOffStopMessage);

    /// <summary>Starts the region of a type on this node: a proxy when this node does not have the role that entities need. Without effect when it was started before.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id. Called by shards, several at once.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <returns>The region, to which messages for entities are told.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    public IActorRef Start(string typeName, Func<string, Props> entityPropsFactory, ClusterShardingSettings settings, IMessageExtractor messageExtractor) =>
        Start(typeName, entityPropsFactory, settings, messageExtractor, DefaultShardAllocationStrategy(settings), PoisonPill.Instance);

    /// <summary>Starts the region of a type on this node: a proxy when this node does not have the role that entities need. Without effect when it was started before.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id. Called by shards, several at once.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <param name="allocationStrategy">Says where shards run. Used on the node on which the coordinator is.</param>
    /// <param name="handOffStopMessage">What entities are told when they are to stop, for a hand-off or because they are idle.</param>
    /// <returns>The region, to which messages for entities are told.</returns>
    /// <exception cref="ConfigurationException">The settings ask for something that is not available.</exception>
    public IActorRef Start(
        string typeName,
        Func<string, Props> entityPropsFactory,
        ClusterShardingSettings settings,
        IMessageExtractor messageExtractor,
        IShardAllocationStrategy allocationStrategy,
        object handOffStopMessage)
    {
        ArgumentException.ThrowIfNullOrEmpty(typeName);
        ArgumentNullException.ThrowIfNull(entityPropsFactory);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(messageExtractor);
        ArgumentNullException.ThrowIfNull(allocationStrategy);
        ArgumentNullException.ThrowIfNull(handOffStopMessage);
        RefuseWhatIsMissing(settings);
        if (!settings.ShouldHostShard(_cluster))
        {
            _log.Info("Starting Shard Region Proxy [{0}] (no actors will be hosted on this node): it does not have the role [{1}].", typeName, settings.Role);
            return StartProxy(typeName, settings, messageExtractor);
        }

        lock (_gate)
        {
            if (_regions.TryGetValue(typeName, out var there)) return there.Ref;
            StartCoordinator(typeName, settings, allocationStrategy);
            var started = StartRegion(Uri.EscapeDataString(typeName), typeName, entityPropsFactory, settings, messageExtractor, handOffStopMessage);
            _regions = _regions.Add(typeName, started);
            HandOffAtShutdown(typeName, started);
            return started.Ref;
        }
    }

    /// <summary>As <see cref="Start(string, Props, ClusterShardingSettings, IMessageExtractor)"/>, which does not wait for anything either.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityProps">How to make an entity.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <returns>The region. That it knows a coordinator shows its answer to <see cref="GetCurrentRegions"/>.</returns>
    public Task<IActorRef> StartAsync(string typeName, Props entityProps, ClusterShardingSettings settings, IMessageExtractor messageExtractor) =>
        Task.FromResult(Start(typeName, entityProps, settings, messageExtractor));

    /// <summary>As <see cref="Start(string, Props, ClusterShardingSettings, IMessageExtractor, IShardAllocationStrategy, object)"/>, which does not wait for anything either.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityProps">How to make an entity.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <param name="allocationStrategy">Says where shards run. Used on the node on which the coordinator is.</param>
    /// <param name="handOffStopMessage">What entities are told when they are to stop, for a hand-off or because they are idle.</param>
    /// <returns>The region. That it knows a coordinator shows its answer to <see cref="GetCurrentRegions"/>.</returns>
    public Task<IActorRef> StartAsync(
        string typeName,
        Props entityProps,
        ClusterShardingSettings settings,
        IMessageExtractor messageExtractor,
        IShardAllocationStrategy allocationStrategy,
        object handOffStopMessage) =>
        Task.FromResult(Start(typeName, entityProps, settings, messageExtractor, allocationStrategy, handOffStopMessage));

    /// <summary>As <see cref="Start(string, Func{string, Props}, ClusterShardingSettings, IMessageExtractor)"/>, which does not wait for anything either.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id. Called by shards, several at once.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <returns>The region. That it knows a coordinator shows its answer to <see cref="GetCurrentRegions"/>.</returns>
    public Task<IActorRef> StartAsync(string typeName, Func<string, Props> entityPropsFactory, ClusterShardingSettings settings, IMessageExtractor messageExtractor) =>
        Task.FromResult(Start(typeName, entityPropsFactory, settings, messageExtractor));

    /// <summary>As <see cref="Start(string, Func{string, Props}, ClusterShardingSettings, IMessageExtractor, IShardAllocationStrategy, object)"/>, which does not wait for anything either.</summary>
    /// <param name="typeName">The type's name, the same on all nodes.</param>
    /// <param name="entityPropsFactory">How to make the entity of an id. Called by shards, several at once.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <param name="allocationStrategy">Says where shards run. Used on the node on which the coordinator is.</param>
    /// <param name="handOffStopMessage">What entities are told when they are to stop, for a hand-off or because they are idle.</param>
    /// <returns>The region. That it knows a coordinator shows its answer to <see cref="GetCurrentRegions"/>.</returns>
    public Task<IActorRef> StartAsync(
        string typeName,
        Func<string, Props> entityPropsFactory,
        ClusterShardingSettings settings,
        IMessageExtractor messageExtractor,
        IShardAllocationStrategy allocationStrategy,
        object handOffStopMessage) =>
        Task.FromResult(Start(typeName, entityPropsFactory, settings, messageExtractor, allocationStrategy, handOffStopMessage));

    /// <summary>Starts a way to the entities of a type on a node that runs none of them. Without effect when it was started before.</summary>
    /// <param name="typeName">The type's name.</param>
    /// <param name="role">The role of the nodes that run the entities; null or empty for all nodes.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <returns>The proxy, to which messages for entities are told.</returns>
    public IActorRef StartProxy(string typeName, string? role, IMessageExtractor messageExtractor)
    {
        ArgumentException.ThrowIfNullOrEmpty(typeName);
        ArgumentNullException.ThrowIfNull(messageExtractor);
        return StartProxy(typeName, Settings.WithRole(string.IsNullOrEmpty(role) ? null : role), messageExtractor);
    }

    /// <summary>As <see cref="StartProxy(string, string, IMessageExtractor)"/>, which does not wait for anything either.</summary>
    /// <param name="typeName">The type's name.</param>
    /// <param name="role">The role of the nodes that run the entities; null or empty for all nodes.</param>
    /// <param name="messageExtractor">Says for which entity a message is, and in which shard that lives.</param>
    /// <returns>The proxy.</returns>
    public Task<IActorRef> StartProxyAsync(string typeName, string? role, IMessageExtractor messageExtractor) => Task.FromResult(StartProxy(typeName, role, messageExtractor));

    private static void RefuseWhatIsMissing(ClusterShardingSettings settings)
    {
        if (settings.StateStoreMode is not StateStoreMode.Persistence)
            throw new ConfigurationException($"akka.cluster.sharding.state-store-mode: [{settings.StateStoreMode}] is not available yet; the coordinator keeps its state with persistence.");
        if (settings.RememberEntities)
            throw new ConfigurationException("akka.cluster.sharding.remember-entities: remembering entities is not available yet; set it to off. An entity is started by the next message for it.");
        if (settings.LeaseSettings is { LeaseImplementation: { Length: > 0 } lease })
            throw new ConfigurationException($"akka.cluster.sharding.use-lease: the lease [{lease}] cannot be used yet; leave it empty. Split-brain resolution keeps a shard from running twice.");
    }

    private IActorRef StartProxy(string typeName, ClusterShardingSettings settings, IMessageExtractor extractor)
    {
        lock (_gate)
        {
            if (_proxies.TryGetValue(typeName, out var there)) return there.Ref;
            var started = StartRegion(Uri.EscapeDataString(typeName + "Proxy"), typeName, null, settings, extractor, PoisonPill.Instance);
            _proxies = _proxies.Add(typeName, started);
            return started.Ref;
        }
    }

    // Children may be added to an actor by any thread; so nobody has to wait for an answer, and a caller that is an actor is not blocked.
    private Started StartRegion(string name, string typeName, Func<string, Props>? entityProps, ClusterShardingSettings settings, IMessageExtractor extractor, object stopMessage)
    {
        var life = new RegionLife(_system.Runtime, new BufferAllowance(typeName, settings.TuningParameters.BufferSize, _system));
        var coordinatorPath = $"/system/{settings.GuardianName}/{CoordinatorName(typeName)}/singleton/{CoordinatorProps.ChildName}";
        var setup = new RegionSetup(typeName, entityProps, settings, coordinatorPath, extractor, stopMessage, life);
        return new Started(_guardian.Value.ActorOf(setup.RegionProps(), name), life);
    }

    private void StartCoordinator(string typeName, ClusterShardingSettings settings, IShardAllocationStrategy strategy)
    {
        var name = CoordinatorName(typeName);
        if (_guardian.Value.Child(name) is not Nobody) return;
        var singleton = settings.CoordinatorSingletonSettings.WithSingletonName("singleton").WithRole(settings.Role!);
        var setup = new CoordinatorSetup(typeName, settings.Role, settings.JournalPluginId, settings.SnapshotPluginId, settings.TuningParameters, strategy);
        var manager = ClusterSingletonManager.Props(CoordinatorProps.Create(setup), PoisonPill.Instance, singleton);
        _guardian.Value.ActorOf(manager.WithDispatcher(settings.Dispatcher), name);
    }

    private static string CoordinatorName(string typeName) => Uri.EscapeDataString(typeName) + "Coordinator";

    private void HandOffAtShutdown(string typeName, Started region) =>
        CoordinatedShutdown.Get(_system).AddTask(CoordinatedShutdown.PhaseClusterShardingShutdownRegion, $"region-shutdown-{typeName}", () =>
        {
            if (_cluster.IsTerminated || _cluster.SelfMember.Status is MemberStatus.Down) return Task.FromResult(Done.Instance);
            region.Ref.Tell(GracefulShutdown.Instance, ActorRefs.NoSender);
            return StoppedAsync(region.Life);
        });

    private static async Task<Done> StoppedAsync(RegionLife life)
    {
        await life.Stopped.ConfigureAwait(false);
        return Done.Instance;
    }
}
