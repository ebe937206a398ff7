namespace Akka.Cluster.Membership;

/// <summary>Something that happened in the membership and that its owner may want to log or act on.</summary>
internal abstract record MembershipNotice
{
    /// <summary>This node was taken in, or has founded the cluster.</summary>
    public sealed record Joined : MembershipNotice;

    /// <summary>The cluster refused this node; for good when this incarnation can never join.</summary>
    public sealed record Refused(string Reason, bool ForGood) : MembershipNotice;

    /// <summary>This node is down, by its own view or by that of others.</summary>
    public sealed record SelfDown : MembershipNotice;

    /// <summary>This node is exiting and should finish what it does.</summary>
    public sealed record SelfExiting : MembershipNotice;

    /// <summary>This node is no member any more.</summary>
    public sealed record SelfRemoved : MembershipNotice;

    /// <summary>As leader, this node changed a member.</summary>
    public sealed record LeaderMoved(Member Member) : MembershipNotice;

    /// <summary>Something to be logged.</summary>
    public sealed record Log(Event.LogLevel Level, string Text) : MembershipNotice;
}
