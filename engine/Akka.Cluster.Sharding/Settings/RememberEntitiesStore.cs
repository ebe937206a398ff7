namespace Akka.Cluster.Sharding;

/// <summary>Where the ids of remembered entities are kept. Remembering entities is not available yet.</summary>
public enum RememberEntitiesStore
{
    /// <summary>As distributed data.</summary>
    DData,

    /// <summary>In a journal.</summary>
    Eventsourced,

    /// <summary>In a store of the user's own.</summary>
    Custom,
}
