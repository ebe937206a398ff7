using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding.Internal;

/// <summary>The base of strategies that give a new shard to the region with the fewest. What they move, and when, is up to them.</summary>
public abstract class AbstractLeastShardAllocationStrategy : IActorSystemDependentAllocationStrategy
{
    private static readonly IComparer<RegionEntry> Suitability = Comparer<RegionEntry>.Create(static (a, b) =>
    {
        // Up before all others, new versions before old ones, then by load; the rest only so that the order is always the same.
        var order = (b.Member.Status is MemberStatus.Up).CompareTo(a.Member.Status is MemberStatus.Up);
        if (order == 0) order = b.Member.AppVersion.CompareTo(a.Member.AppVersion);
        if (order == 0) order = a.ShardIds.Count.CompareTo(b.ShardIds.Count);
        if (order == 0) order = Member.AddressOrdering.Compare(a.Member.Address, b.Member.Address);
        return order != 0 ? order : a.Region.CompareTo(b.Region);
    });

    private Cluster? _cluster;

    /// <summary>For derived strategies.</summary>
    protected AbstractLeastShardAllocationStrategy()
    {
    }

    /// <summary>The cluster as the coordinator's node sees it now.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Start"/> was not called.</exception>
    protected virtual ClusterEvent.CurrentClusterState ClusterState => Started.State;

    /// <summary>The coordinator's node.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Start"/> was not called.</exception>
    protected virtual Member SelfMember => Started.SelfMember;

    private Cluster Started => _cluster ?? throw new InvalidOperationException($"{nameof(Start)} of the allocation strategy was not called.");

    /// <inheritdoc/>
    public void Start(ActorSystem system) => _cluster = Cluster.Get(system);

    /// <inheritdoc/>
    public Task<IActorRef> AllocateShard(IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations) =>
        Task.FromResult(MostSuitableRegion(RegionEntriesFor(currentShardAllocations)).Item1);

    /// <inheritdoc/>
    public abstract Task<IImmutableSet<string>> Rebalance(IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress);

    /// <summary>Whether shards may be moved now: all regions are on members that are up, can be reached and run the same version of the application.</summary>
    /// <param name="regionEntries">The regions.</param>
    /// <returns>False during a rolling update or a change of the cluster: shards would be moved again soon.</returns>
    protected bool IsAGoodTimeToRebalance(IEnumerable<RegionEntry> regionEntries)
    {
        var unreachable = ClusterState.Unreachable;
        Member? first = null;
        foreach (var entry in regionEntries)
        {
            first ??= entry.Member;
            if (entry.Member.Status is not MemberStatus.Up || !entry.Member.AppVersion.Equals(first.AppVersion) || unreachable.Contains(entry.Member)) return false;
        }

        return true;
    }

    /// <summary>The region that a new shard should go to: on a member that is up, of the newest version, with the fewest shards.</summary>
    /// <param name="regionEntries">The regions.</param>
    /// <returns>The region and its shards; <see cref="ActorRefs.Nobody"/> when there is none.</returns>
    protected (IActorRef, IImmutableList<string>) MostSuitableRegion(IEnumerable<RegionEntry> regionEntries)
    {
        var best = regionEntries.Min(Suitability);
        return best is null ? (ActorRefs.Nobody, ImmutableList<string>.Empty) : (best.Region, best.ShardIds);
    }

    /// <summary>The regions with the members that they run on. Those whose member is unknown are left out.</summary>
    /// <param name="currentShardAllocations">What the coordinator gave.</param>
    /// <returns>The regions, the most suitable first.</returns>
    protected ImmutableList<RegionEntry> RegionEntriesFor(IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations)
    {
        var members = new Dictionary<Address, Member>();
        foreach (var member in ClusterState.Members)
        {
            // Two incarnations at one address for a moment: the one that is not on its way out.
            if (!members.TryGetValue(member.Address, out var other) || other.Status is MemberStatus.Down or MemberStatus.Exiting) members[member.Address] = member;
        }

        var entries = new List<RegionEntry>(currentShardAllocations.Count);
        foreach (var (region, shards) in currentShardAllocations)
        {
            var address = region.Path.Address;
            if (members.TryGetValue(address.HasLocalScope ? SelfMember.Address : address, out var member)) entries.Add(new RegionEntry(region, member, shards));
        }

        entries.Sort(Suitability);
        return [.. entries];
    }

    /// <summary>A region, the member that it runs on, and its shards.</summary>
    public sealed class RegionEntry
    {
        /// <summary>Makes an entry.</summary>
        /// <param name="region">The region.</param>
        /// <param name="member">The member that it runs on.</param>
        /// <param name="shardIds">Its shards.</param>
        public RegionEntry(IActorRef region, Member member, IImmutableList<string> shardIds)
        {
            Region = region;
            Member = member;
            ShardIds = shardIds;
        }

        /// <summary>The region.</summary>
        public IActorRef Region { get; }

        /// <summary>The member that it runs on.</summary>
        public Member Member { get; }

        /// <summary>Its shards, in the order in which they were given to it.</summary>
        public IImmutableList<string> ShardIds { get; }
    }
}
