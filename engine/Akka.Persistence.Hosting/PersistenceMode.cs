namespace Akka.Persistence.Hosting;

/// <summary>What a database is used for.</summary>
public enum PersistenceMode
{
    /// <summary>For events and snapshots. This is the default.</summary>
    Both = 0,

    /// <summary>For events only.</summary>
    Journal = 1,

    /// <summary>For snapshots only.</summary>
    SnapshotStore = 2,
}
