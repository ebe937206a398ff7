namespace Akka.Cluster;

/// <summary>Where a member is in its life. The numbers are Akka.NET's; the order of a life is another (see docs/engine/cluster.md).</summary>
public enum MemberStatus
{
    /// <summary>It asked to join and is known, but not yet one of the cluster.</summary>
    Joining = 0,

    /// <summary>One of the cluster.</summary>
    Up = 1,

    /// <summary>It announced that it leaves.</summary>
    Leaving = 2,

    /// <summary>It hands over what it has and is about to go.</summary>
    Exiting = 3,

    /// <summary>The cluster does without it. There is no way back for this incarnation.</summary>
    Down = 4,

    /// <summary>Gone.</summary>
    Removed = 5,

    /// <summary>It takes part while some member is unreachable, so that it cannot become up yet.</summary>
    WeaklyUp = 6,
}
