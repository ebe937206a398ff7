namespace Akka.Cluster.Sharding.Coordination;

/// <summary>What a coordinator is made of.</summary>
/// <param name="TypeName">The type of entities.</param>
/// <param name="Role">Members with this role run entities; null or empty for all.</param>
/// <param name="JournalPluginId">Its journal; empty for the default one.</param>
/// <param name="SnapshotPluginId">Its snapshot store; empty for the default one.</param>
/// <param name="Tuning">Times and limits.</param>
/// <param name="Strategy">Picks regions.</param>
internal sealed record CoordinatorSetup(string TypeName, string? Role, string JournalPluginId, string SnapshotPluginId, TuningParameters Tuning, IShardAllocationStrategy Strategy);
