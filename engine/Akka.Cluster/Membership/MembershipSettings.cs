using System.Collections.Immutable;
using Akka.Util;

namespace Akka.Cluster.Membership;

/// <summary>What the membership of one node depends on.</summary>
internal sealed record MembershipSettings
{
    public ImmutableHashSet<string> Roles { get; init; } = [];

    public AppVersion AppVersion { get; init; } = AppVersion.Zero;

    public TimeSpan GossipInterval { get; init; } = TimeSpan.FromSeconds(1);

    public double GossipDifferentViewProbability { get; init; } = 0.8;

    public TimeSpan SeedNodeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Null: a join that gets no answer is not asked for again.</summary>
    public TimeSpan? RetryUnsuccessfulJoinAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Null: nobody becomes weakly up.</summary>
    public TimeSpan? WeaklyUpAfter { get; init; } = TimeSpan.FromSeconds(7);

    public int MinNrOfMembers { get; init; } = 1;

    public ImmutableSortedDictionary<string, int> MinNrOfMembersOfRole { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    public int MonitoredByNrOfMembers { get; init; } = 9;

    /// <summary>The settings that must be the same on all nodes, by key.</summary>
    public ImmutableSortedDictionary<string, string> Checked { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether those who are left may go on without those who are down; null for always.</summary>
    public Func<Gossiping.Gossip, bool>? MayGoOn { get; init; }

    /// <summary>Whether a node whose settings differ is refused; otherwise that is only logged.</summary>
    public bool EnforceCompatibility { get; init; } = true;
}
