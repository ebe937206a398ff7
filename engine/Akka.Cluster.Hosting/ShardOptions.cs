using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Coordination;
using Akka.Hosting.Coordination;
using Akka.Persistence.Hosting;

namespace Akka.Cluster.Hosting;

/// <summary>The settings of a shard region in code. What is null stays as <c>akka.cluster.sharding</c> has it.</summary>
public class ShardOptions
{
    /// <summary>Where the coordinator keeps its state.</summary>
    public StateStoreMode? StateStoreMode { get; set; }

    /// <summary>Where remembered entities are kept. Of no effect: see <see cref="RememberEntities"/>.</summary>
    public RememberEntitiesStore? RememberEntitiesStore { get; set; }

    /// <summary>Whether active entities are started again after a hand-off or crash. Not available yet: true is refused at the start.</summary>
    public bool? RememberEntities { get; set; }

    /// <summary>Only nodes with this role run entities; on others the region is a proxy.</summary>
    public string? Role { get; set; }

    /// <summary>The path of the coordinator's journal in the configuration. <see cref="JournalOptions"/> goes before it.</summary>
    public string? JournalPluginId { get; set; }

    /// <summary>The coordinator's journal, which is to be added with <c>WithJournal</c>.</summary>
    public JournalOptions? JournalOptions { get; set; }

    /// <summary>The path of the coordinator's snapshot store in the configuration. <see cref="SnapshotOptions"/> goes before it.</summary>
    public string? SnapshotPluginId { get; set; }

    /// <summary>The coordinator's snapshot store, which is to be added with <c>WithSnapshot</c>.</summary>
    public SnapshotOptions? SnapshotOptions { get; set; }

    /// <summary>The lease that each shard must hold. Not available yet: refused at the start.</summary>
    public LeaseOptionBase? LeaseImplementation { get; set; }

    /// <summary>How long to wait before trying again to get the lease; 5 s when it is null.</summary>
    public TimeSpan? LeaseRetryInterval { get; set; }

    /// <summary>How long a region waits for the answers of its shards to a query.</summary>
    public TimeSpan? ShardRegionQueryTimeout { get; set; }

    /// <summary>How long an entity may be without messages before it is stopped; zero for ever.</summary>
    public TimeSpan? PassivateIdleEntityAfter { get; set; }

    /// <summary>False: idle entities are never stopped, whatever <see cref="PassivateIdleEntityAfter"/> says.</summary>
    public bool? ShouldPassivateIdleEntities { get; set; }

    /// <summary>Of no effect: impossible steps of an entity's life cannot be expressed here.</summary>
    public bool? FailOnInvalidEntityStateTransition { get; set; }

    /// <summary>What entities are told when they are to stop, for a hand-off or because they are idle; a <see cref="PoisonPill"/> when it is null.</summary>
    public object? HandOffStopMessage { get; set; }

    internal ClusterShardingSettings ApplyTo(ClusterShardingSettings settings)
    {
        if (StateStoreMode is { } mode) settings = settings.WithStateStoreMode(mode);
        if (RememberEntitiesStore is { } store) settings = settings.WithRememberEntitiesStore(store);
        if (RememberEntities is { } remember) settings = settings.WithRememberEntities(remember);
        if (Role is not null) settings = settings.WithRole(Role.Length == 0 ? null : Role);
        if ((JournalOptions?.PluginId ?? JournalPluginId) is { } journal) settings = settings.WithJournalPluginId(journal);
        if ((SnapshotOptions?.PluginId ?? SnapshotPluginId) is { } snapshots) settings = settings.WithSnapshotPluginId(snapshots);
        if (LeaseImplementation is { } lease) settings = settings.WithLeaseSettings(new LeaseUsageSettings(lease.ConfigPath, LeaseRetryInterval ?? TimeSpan.FromSeconds(5)));
        if (ShardRegionQueryTimeout is { } timeout) settings = settings.WithShardRegionQueryTimeout(timeout);
        if (PassivateIdleEntityAfter is { } idle) settings = settings.WithPassivateIdleAfter(idle);
        return ShouldPassivateIdleEntities is false ? settings.WithPassivateIdleAfter(TimeSpan.Zero) : settings;
    }
}
