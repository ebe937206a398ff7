using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Coordination;

namespace Akka.Cluster.Sharding;

/// <summary>The settings of the regions of one type: <c>akka.cluster.sharding</c>. Immutable.</summary>
public sealed partial class ClusterShardingSettings : INoSerializationVerificationNeeded
{
    /// <summary>Only members with this role run entities and the coordinator; null for all members.</summary>
    public readonly string? Role;

    /// <summary>Whether active entities are started again after a hand-off or crash. Not available yet: true is refused at the start of a region.</summary>
    public readonly bool RememberEntities;

    /// <summary>The journal of the coordinator; empty for the default one.</summary>
    public readonly string JournalPluginId;

    /// <summary>The snapshot store of the coordinator; empty for the default one.</summary>
    public readonly string SnapshotPluginId;

    /// <summary>How long an entity may be without messages before it is stopped; zero for ever.</summary>
    public readonly TimeSpan PassivateIdleEntityAfter;

    /// <summary>Where the coordinator keeps its state.</summary>
    public readonly StateStoreMode StateStoreMode;

    /// <summary>Where remembered entities are kept. Not used yet.</summary>
    public readonly RememberEntitiesStore RememberEntitiesStore;

    /// <summary>How long a region waits for the answers of its shards to a query: 3 s by default.</summary>
    public readonly TimeSpan ShardRegionQueryTimeout;

    /// <summary>Times, sizes and limits.</summary>
    public readonly TuningParameters TuningParameters;

    /// <summary>The settings of the singleton in which the coordinator runs. Its name and role are replaced.</summary>
    public readonly ClusterSingletonManagerSettings CoordinatorSingletonSettings;

    /// <summary>The lease that each shard must hold; null for none. Not available yet: refused at the start of a region.</summary>
    public readonly LeaseUsageSettings? LeaseSettings;

    /// <summary>Makes the settings.</summary>
    /// <param name="role">See <see cref="Role"/>.</param>
    /// <param name="rememberEntities">See <see cref="RememberEntities"/>.</param>
    /// <param name="journalPluginId">See <see cref="JournalPluginId"/>.</param>
    /// <param name="snapshotPluginId">See <see cref="SnapshotPluginId"/>.</param>
    /// <param name="passivateIdleEntityAfter">See <see cref="PassivateIdleEntityAfter"/>.</param>
    /// <param name="stateStoreMode">See <see cref="StateStoreMode"/>.</param>
    /// <param name="tuningParameters">See <see cref="TuningParameters"/>.</param>
    /// <param name="coordinatorSingletonSettings">See <see cref="CoordinatorSingletonSettings"/>.</param>
    public ClusterShardingSettings(
        string? role,
        bool rememberEntities,
        string journalPluginId,
        string snapshotPluginId,
        TimeSpan passivateIdleEntityAfter,
        StateStoreMode stateStoreMode,
        TuningParameters tuningParameters,
        ClusterSingletonManagerSettings coordinatorSingletonSettings)
        : this(role, rememberEntities, journalPluginId, snapshotPluginId, passivateIdleEntityAfter, stateStoreMode, tuningParameters, coordinatorSingletonSettings, null)
    {
    }

    /// <summary>Makes the settings.</summary>
    /// <param name="role">See <see cref="Role"/>.</param>
    /// <param name="rememberEntities">See <see cref="RememberEntities"/>.</param>
    /// <param name="journalPluginId">See <see cref="JournalPluginId"/>.</param>
    /// <param name="snapshotPluginId">See <see cref="SnapshotPluginId"/>.</param>
    /// <param name="passivateIdleEntityAfter">See <see cref="PassivateIdleEntityAfter"/>.</param>
    /// <param name="stateStoreMode">See <see cref="StateStoreMode"/>.</param>
    /// <param name="tuningParameters">See <see cref="TuningParameters"/>.</param>
    /// <param name="coordinatorSingletonSettings">See <see cref="CoordinatorSingletonSettings"/>.</param>
    /// <param name="leaseSettings">See <see cref="LeaseSettings"/>.</param>
    public ClusterShardingSettings(
        string? role,
        bool rememberEntities,
        string journalPluginId,
        string snapshotPluginId,
        TimeSpan passivateIdleEntityAfter,
        StateStoreMode stateStoreMode,
        TuningParameters tuningParameters,
        ClusterSingletonManagerSettings coordinatorSingletonSettings,
        LeaseUsageSettings? leaseSettings)
        : this(
            role,
            rememberEntities,
            journalPluginId,
            snapshotPluginId,
            passivateIdleEntityAfter,
            stateStoreMode,
            RememberEntitiesStore.DData,
            TimeSpan.FromSeconds(3),
            tuningParameters,
            coordinatorSingletonSettings,
            leaseSettings)
    {
    }

    /// <summary>Makes the settings.</summary>
    /// <param name="role">See <see cref="Role"/>.</param>
    /// <param name="rememberEntities">See <see cref="RememberEntities"/>.</param>
    /// <param name="journalPluginId">See <see cref="JournalPluginId"/>.</param>
    /// <param name="snapshotPluginId">See <see cref="SnapshotPluginId"/>.</param>
    /// <param name="passivateIdleEntityAfter">See <see cref="PassivateIdleEntityAfter"/>.</param>
    /// <param name="stateStoreMode">See <see cref="StateStoreMode"/>.</param>
    /// <param name="rememberEntitiesStore">See <see cref="RememberEntitiesStore"/>.</param>
    /// <param name="shardRegionQueryTimeout">See <see cref="ShardRegionQueryTimeout"/>.</param>
    /// <param name="tuningParameters">See <see cref="TuningParameters"/>.</param>
    /// <param name="coordinatorSingletonSettings">See <see cref="CoordinatorSingletonSettings"/>.</param>
    /// <param name="leaseSettings">See <see cref="LeaseSettings"/>.</param>
    public ClusterShardingSettings(
        string? role,
        bool rememberEntities,
        string journalPluginId,
        string snapshotPluginId,
        TimeSpan passivateIdleEntityAfter,
        StateStoreMode stateStoreMode,
        RememberEntitiesStore rememberEntitiesStore,
        TimeSpan shardRegionQueryTimeout,
        TuningParameters tuningParameters,
        ClusterSingletonManagerSettings coordinatorSingletonSettings,
        LeaseUsageSettings? leaseSettings)
    {
        Role = role;
        RememberEntities = rememberEntities;
        JournalPluginId = journalPluginId;
        SnapshotPluginId = snapshotPluginId;
        PassivateIdleEntityAfter = passivateIdleEntityAfter;
        StateStoreMode = stateStoreMode;
        RememberEntitiesStore = rememberEntitiesStore;
        ShardRegionQueryTimeout = shardRegionQueryTimeout;
        TuningParameters = tuningParameters;
        CoordinatorSingletonSettings = coordinatorSingletonSettings;
        LeaseSettings = leaseSettings;
    }

    /// <summary>Whether entities without messages are stopped at all. Remembered entities are not.</summary>
    internal bool ShouldPassivateIdleEntities => PassivateIdleEntityAfter > TimeSpan.Zero && !RememberEntities;

    /// <summary>The name of the actor under <c>/system</c> that has all regions below it.</summary>
    internal string GuardianName { get; private init; } = "sharding";

    /// <summary>The dispatcher of regions.</summary>
    internal string RegionDispatcher { get; private init; } = "akka.cluster.sharding.region-dispatcher";

    /// <summary>The dispatcher of shards and coordinators.</summary>
    internal string Dispatcher { get; private init; } = Dispatch.Dispatchers.InternalDispatcherId;

    /// <summary>Whether every message that is passed on or kept is logged.</summary>
    internal bool VerboseDebugLogging { get; private init; }

    /// <summary>Whether members with some roles can run entities.</summary>
    internal bool ShouldHostShard(Cluster cluster) => Role is null || cluster.SelfRoles.Contains(Role);
}
