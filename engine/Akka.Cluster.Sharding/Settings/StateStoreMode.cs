namespace Akka.Cluster.Sharding;

/// <summary>Where the coordinator keeps which shard runs where.</summary>
public enum StateStoreMode
{
    /// <summary>In a journal. The only one available.</summary>
    Persistence,

    /// <summary>As distributed data. Not available yet: refused at the start of a region.</summary>
    DData,

    /// <summary>In a store of the user's own. Not available yet: refused at the start of a region.</summary>
    Custom,
}
