namespace Akka.Cluster.Tools.Singleton;

/// <summary>Where a <see cref="ClusterSingletonManager"/> is in its life (docs/engine/cluster-tools.md). The numbers are Akka.NET's.</summary>
[Serializable]
public enum ClusterSingletonState
{
    /// <summary>This node is not up yet.</summary>
    Start = 0,

    /// <summary>Never reached: leases are not available.</summary>
    AcquiringLease = 1,

    /// <summary>This node runs the instance.</summary>
    Oldest = 2,

    /// <summary>Another member runs the instance, or is about to.</summary>
    Younger = 3,

    /// <summary>This node is next, and waits until no other can have an instance any more.</summary>
    BecomingOldest = 4,

    /// <summary>This node runs the instance and waits for the next to ask for it.</summary>
    WasOldest = 5,

    /// <summary>The instance was told to stop, and another member waits for that.</summary>
    HandingOver = 6,

    /// <summary>Never reached.</summary>
    TakeOver = 7,

    /// <summary>The instance was told to stop, and nobody has asked for it.</summary>
    Stopping = 8,

    /// <summary>This node leaves, runs no instance and never will again.</summary>
    End = 9,
}
