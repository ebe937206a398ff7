using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Coordination;
using Akka.Dispatch;

namespace Akka.Cluster.Sharding;

// Reading settings from a configuration, and changing one at a time.
public sealed partial class ClusterShardingSettings
{
    /// <summary>The settings under <c>akka.cluster.sharding</c> of an actor system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public static ClusterShardingSettings Create(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return Create(system, "akka.cluster.sharding");
    }

    /// <summary>Reads settings.</summary>
    /// <param name="config">A section such as <c>akka.cluster.sharding</c>.</param>
    /// <param name="singletonConfig">The section of the coordinator's singleton.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public static ClusterShardingSettings Create(Config config, Config singletonConfig)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(singletonConfig);
        var lease = config.GetString("use-lease", "");
        var dispatcher = config.GetString("use-dispatcher", "");
        return new ClusterShardingSettings(
            config.GetString("role", "") is { Length: > 0 } role ? role : null,
            config.GetBoolean("remember-entities"),
            config.GetString("journal-plugin-id", "") ?? "",
            config.GetString("snapshot-plugin-id", "") ?? "",
            IsOff(config.GetString("passivate-idle-entity-after", "")) ? TimeSpan.Zero : config.GetTimeSpan("passivate-idle-entity-after"),
            ReadStateStoreMode(config.GetString("state-store-mode", "")),
            ReadRememberEntitiesStore(config.GetString("remember-entities-store", "")),
            config.GetTimeSpan("shard-region-query-timeout"),
            ReadTuning(config),
            ClusterSingletonManagerSettings.Create(singletonConfig),
            string.IsNullOrEmpty(lease) ? null : new LeaseUsageSettings(lease, config.GetTimeSpan("lease-retry-interval")))
        {
            GuardianName = config.GetString("guardian-name", "sharding") ?? "sharding",
            RegionDispatcher = string.IsNullOrEmpty(dispatcher) ? "akka.cluster.sharding.region-dispatcher" : dispatcher,
            Dispatcher = string.IsNullOrEmpty(dispatcher) ? Dispatchers.InternalDispatcherId : dispatcher,
            VerboseDebugLogging = config.GetBoolean("verbose-debug-logging"),
        };
    }

    /// <summary>The settings with another role.</summary>
    /// <param name="role">The role; null for all members.</param>
    /// <returns>New settings.</returns>
    public ClusterShardingSettings WithRole(string? role) => Copy(role);

    /// <summary>The settings with entities remembered or not.</summary>
    /// <param name="rememberEntities">Whether they are.</param>
    /// <returns>New settings.</returns>
    public ClusterShardingSettings WithRememberEntities(bool rememberEntities) => Copy(Role, rememberEntities: rememberEntities);

    /// <summary>The settings with another journal.</summary>
    /// <param name="journalPluginId">The journal; empty for the default one.</param>
    /// <returns>New settings.</returns>
    public ClusterShardingSettings WithJournalPluginId(string? journalPluginId) => Copy(Role, journal: journalPluginId ?? "");

    /// <summary>The settings with another snapshot store.</summary>
    /// <param name="snapshotPluginId">The snapshot store; empty for the default one.</param>
    /// <returns>New settings.</returns>
    public ClusterShardingSettings WithSnapshotPluginId(string? snapshotPluginId) => Copy(Role, snapshots: snapshotPluginId ?? "");

    /// <summary>The settings with another time after which idle entities stop.</summary>
    /// <param name="duration">The time; zero for never.</param>
    /// <returns>New settings.</returns>
    public ClusterShardingSettings WithPassivateIdleAfter(TimeSpan duration) => Copy(Role, passivateIdle: duration);

    /// <summary>The settings with another place for the coordinator's state.</summary>
    /// <param name="mode">The place.</param>
    /// <returns>New settings.</returns>
    public ClusterShardingSettings WithStateStoreMode(StateStoreMode mode) => Copy(Role, mode: mode);

    /// <summary>The settings with other times, sizes and limits.</summary>
    /// <param name="tuningParameters">The parameters.</param>
    /// <returns>New settings.</returns>
    /// <exception cref="ArgumentNullException">They are null.</exception>
    public ClusterShardingSettings WithTuningParameters(TuningParameters tuningParameters)
    {
        ArgumentNullException.ThrowIfNull(tuningParameters);
        return Copy(Role, tuning: tuningParameters);
    }

    /// <summary>The settings with other settings of the coordinator's singleton.</summary>
    /// <param name="coordinatorSingletonSettings">The settings.</param>
    /// <returns>New settings.</returns>
    /// <exception cref="ArgumentNullException">They are null.</exception>
    public ClusterShardingSettings WithCoordinatorSingletonSettings(ClusterSingletonManagerSettings coordinatorSingletonSettings)
    {
        ArgumentNullException.ThrowIfNull(coordinatorSingletonSettings);
        return Copy(Role, singleton: coordinatorSingletonSettings);
    }

    /// <summary>The settings with another lease.</summary>
    /// <param name="leaseSettings">The lease.</param>
    /// <returns>New settings.</returns>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public ClusterShardingSettings WithLeaseSettings(LeaseUsageSettings leaseSettings)
    {
        ArgumentNullException.ThrowIfNull(leaseSettings);
        return Copy(Role, lease: leaseSettings);
    }

    /// <summary>The settings under another path of an actor system.</summary>
    internal static ClusterShardingSettings Create(ActorSystem system, string section)
    {
        var all = ShardingModule.ConfigOf(system);
        var config = all.GetConfig(section) ?? throw new ConfigurationException($"{section} is missing.");
        var path = config.GetString("coordinator-singleton", "");
        var singleton = string.IsNullOrEmpty(path) ? null : all.GetConfig(path);
        return Create(config, singleton ?? throw new ConfigurationException($"{section}.coordinator-singleton: there is no section [{path}]."));
    }

    internal ClusterShardingSettings WithRememberEntitiesStore(RememberEntitiesStore store) => Copy(Role, store: store);

    internal ClusterShardingSettings WithShardRegionQueryTimeout(TimeSpan timeout) => Copy(Role, query: timeout);

    // The role is not optional: null is a value of it.
    private ClusterShardingSettings Copy(
        string? role,
        bool? rememberEntities = null,
        string? journal = null,
        string? snapshots = null,
        TimeSpan? passivateIdle = null,
        StateStoreMode? mode = null,
        RememberEntitiesStore? store = null,
        TimeSpan? query = null,
        TuningParameters? tuning = null,
        ClusterSingletonManagerSettings? singleton = null,
        LeaseUsageSettings? lease = null) =>
        new(
            role,
            rememberEntities ?? RememberEntities,
            journal ?? JournalPluginId,
            snapshots ?? SnapshotPluginId,
            passivateIdle ?? PassivateIdleEntityAfter,
            mode ?? StateStoreMode,
            store ?? RememberEntitiesStore,
            query ?? ShardRegionQueryTimeout,
            tuning ?? TuningParameters,
            singleton ?? CoordinatorSingletonSettings,
            lease ?? LeaseSettings)
        {
            GuardianName = GuardianName,
            RegionDispatcher = RegionDispatcher,
            Dispatcher = Dispatcher,
            VerboseDebugLogging = VerboseDebugLogging,
        };

    private static bool IsOff(string? text) => text is null or "" || string.Equals(text, "off", StringComparison.OrdinalIgnoreCase);

    private static StateStoreMode ReadStateStoreMode(string? text) =>
        Enum.TryParse<StateStoreMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode)
            ? mode
            : throw new ConfigurationException($"akka.cluster.sharding.state-store-mode: unknown value [{text}]; it may be persistence, ddata or custom.");

    private static RememberEntitiesStore ReadRememberEntitiesStore(string? text) =>
        Enum.TryParse<RememberEntitiesStore>(text, ignoreCase: true, out var store) && Enum.IsDefined(store)
            ? store
            : throw new ConfigurationException($"akka.cluster.sharding.remember-entities-store: unknown value [{text}]; it may be ddata, eventsourced or custom.");

    private static TuningParameters ReadTuning(Config config) => new(
        config.GetTimeSpan("coordinator-failure-backoff"),
        config.GetTimeSpan("retry-interval"),
        config.GetInt("buffer-size"),
        config.GetTimeSpan("handoff-timeout"),
        config.GetTimeSpan("shard-start-timeout"),
        config.GetTimeSpan("shard-failure-backoff"),
        config.GetTimeSpan("entity-restart-backoff"),
        config.GetTimeSpan("rebalance-interval"),
        config.GetInt("snapshot-after"),
        config.GetInt("keep-nr-of-batches"),
        config.GetInt("least-shard-allocation-strategy.rebalance-threshold"),
        config.GetInt("least-shard-allocation-strategy.max-simultaneous-rebalance"),
        config.GetTimeSpan("waiting-for-state-timeout"),
        config.GetTimeSpan("updating-state-timeout"),
        config.GetString("entity-recovery-strategy", "all")!,
        config.GetTimeSpan("entity-recovery-constant-rate-strategy.frequency"),
        config.GetInt("entity-recovery-constant-rate-strategy.number-of-entities"),
        config.GetInt("coordinator-state.write-majority-plus"),
        config.GetInt("coordinator-state.read-majority-plus"),
        config.GetInt("least-shard-allocation-strategy.rebalance-absolute-limit"),
        config.GetDouble("least-shard-allocation-strategy.rebalance-relative-limit"));
}
