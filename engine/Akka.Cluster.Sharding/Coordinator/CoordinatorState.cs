using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;

namespace Akka.Cluster.Sharding.Coordination;

/// <summary>Where a shard runs, or will as soon as its region hears of it.</summary>
internal readonly record struct Home(IActorRef Region, long Allocation);

/// <summary>
/// What the coordinator knows by its store: regions, proxies and the homes of shards. Changes by events only. An event that contradicts what is there is put right,
/// so that no history can make it unreadable: the last word on a region or shard counts.
/// </summary>
internal sealed class CoordinatorState
{
    private readonly Dictionary<IActorRef, RegionShards> _regions = [];
    private readonly List<IActorRef> _regionOrder = [];
    private readonly HashSet<IActorRef> _proxies = [];
    private readonly List<IActorRef> _proxyOrder = [];
    private readonly Dictionary<string, Home> _homes = new(StringComparer.Ordinal);

    /// <summary>Regions in the order in which they were first heard of.</summary>
    public IReadOnlyList<IActorRef> Regions => _regionOrder;

    /// <summary>Proxies in the same order.</summary>
    public IReadOnlyList<IActorRef> Proxies => _proxyOrder;

    /// <summary>How many shards have a home.</summary>
    public int ShardCount => _homes.Count;

    /// <summary>The highest number of an allocation so far.</summary>
    public long LastAllocation { get; private set; }

    public bool HasRegion(IActorRef region) => _regions.ContainsKey(region);

    public bool HasProxy(IActorRef proxy) => _proxies.Contains(proxy);

    public Home? HomeOf(string shard) => _homes.TryGetValue(shard, out var home) ? home : null;

    /// <summary>The shards of a region in the order of their allocations; empty for an unknown region.</summary>
    public ImmutableArray<string> ShardsOf(IActorRef region) => _regions.TryGetValue(region, out var shards) ? shards.InOrder : [];

    /// <summary>Allocations to come get higher numbers than this, which a region remembers.</summary>
    public void Remember(long allocation) => LastAllocation = Math.Max(LastAllocation, allocation);

    /// <returns>Null, or what in the event contradicted the state.</returns>
    public string? Apply(ICoordinatorEvent one)
    {
        switch (one)
        {
            case ShardRegionRegistered registered:
                return Add(registered.Region) ? null : $"region {registered.Region} is known already";
            case ShardRegionTerminated terminated:
                return Remove(terminated.Region) ? null : $"region {terminated.Region} is unknown";
            case ShardRegionProxyRegistered registered:
                if (!_proxies.Add(registered.Proxy)) return $"proxy {registered.Proxy} is known already";
                _proxyOrder.Add(registered.Proxy);
                return null;
            case ShardRegionProxyTerminated terminated:
                _proxyOrder.Remove(terminated.Proxy);
                return _proxies.Remove(terminated.Proxy) ? null : $"proxy {terminated.Proxy} is unknown";
            case ShardHomeAllocated allocated:
                return Allocate(allocated.Shard, new Home(allocated.Region, allocated.Allocation));
            case ShardHomeDeallocated deallocated:
                return Deallocate(deallocated.Shard) ? null : $"shard [{deallocated.Shard}] has no home";
            default:
                return $"{one.GetType()} is no event of a coordinator";
        }
    }

    /// <summary>Takes over a snapshot. A shard that it names twice runs where the higher number says.</summary>
    public static CoordinatorState Of(StoredState stored)
    {
        var state = new CoordinatorState();
        foreach (var region in stored.Regions)
        {
            state.Add(region.Region);
            foreach (var (shard, allocation) in region.Shards)
            {
                if (state.HomeOf(shard) is not { } other || other.Allocation < allocation) state.Allocate(shard, new Home(region.Region, allocation));
            }
        }

        foreach (var proxy in stored.Proxies)
        {
            if (state._proxies.Add(proxy)) state._proxyOrder.Add(proxy);
        }

        state.Remember(stored.LastAllocation);
        return state;
    }

    public StoredState ToStored() =>
        new([.. _regionOrder.Select(region => new StoredRegion(region, _regions[region].Numbered))], [.. _proxyOrder], LastAllocation);

    private bool Add(IActorRef region)
    {
        if (!_regions.TryAdd(region, new RegionShards())) return false;
        _regionOrder.Add(region);
        return true;
    }

    private bool Remove(IActorRef region)
    {
        if (!_regions.Remove(region, out var shards)) return false;
        _regionOrder.Remove(region);
        foreach (var shard in shards.InOrder) _homes.Remove(shard);
        return true;
    }

    private string? Allocate(string shard, Home home)
    {
        var unknown = Add(home.Region);
        string? contradiction = null;
        if (_homes.TryGetValue(shard, out var before))
        {
            contradiction = before == home ? null : $"shard [{shard}] has the home {before.Region} already";
            _regions[before.Region].Remove(shard, before.Allocation);
        }
        else if (unknown)
        {
            contradiction = $"region {home.Region} is unknown";
        }

        _homes[shard] = home;
        _regions[home.Region].Add(shard, home.Allocation);
        Remember(home.Allocation);
        return contradiction;
    }

    private bool Deallocate(string shard)
    {
        if (!_homes.Remove(shard, out var home)) return false;
        _regions[home.Region].Remove(shard, home.Allocation);
        return true;
    }

    private sealed class RegionShards
    {
        private static readonly IComparer<OwnShard> ByAllocation = Comparer<OwnShard>.Create(static (a, b) =>
            a.Allocation != b.Allocation ? a.Allocation.CompareTo(b.Allocation) : string.CompareOrdinal(a.Shard, b.Shard));

        private readonly SortedSet<OwnShard> _shards = new(ByAllocation);
        private ImmutableArray<string> _inOrder = [];

        public ImmutableArray<string> InOrder => _inOrder.IsDefault ? _inOrder = [.. _shards.Select(static one => one.Shard)] : _inOrder;

        public IReadOnlyList<OwnShard> Numbered => [.. _shards];

        public void Add(string shard, long allocation)
        {
            _shards.Add(new OwnShard(shard, allocation));
            _inOrder = default;
        }

        public void Remove(string shard, long allocation)
        {
            _shards.Remove(new OwnShard(shard, allocation));
            _inOrder = default;
        }
    }
}
