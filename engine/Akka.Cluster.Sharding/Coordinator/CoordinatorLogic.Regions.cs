using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;

namespace Akka.Cluster.Sharding.Coordination;

// Regions and proxies that come and go, and what a new coordinator waits for before it allocates.
internal sealed partial class CoordinatorLogic
{
    private readonly Dictionary<IActorRef, List<Register>> _parts = [];
    private Settling? _settling;

    private void Register(Register register)
    {
        var region = register.Region;
        // One that is joining still would be taken for its predecessor at the same address.
        if (!_view.IsActive(region) || (_registered.TryGetValue(region, out var known) && known.Incarnation > register.Incarnation)) return;
        if (!_state.HasRegion(region))
        {
            Store(new ShardRegionRegistered(region));
            Add(new Output.Watch(region));
        }

        _state.Remember(register.HighestAllocation);
        if (!Collect(register, out var claims)) return;
        var isNew = known is null || known.Incarnation < register.Incarnation;
        _registered[region] = new Registration(register.Incarnation);
        Send(region, new RegisterAck(_self, register.Incarnation));
        foreach (var (shard, allocation) in claims) Claim(region, shard, allocation);
        if (isNew) SendHomes(region);

        // What it should run and does not say that it runs, it is told to run.
        foreach (var shard in _state.ShardsOf(region))
        {
            if (!claims.ContainsKey(shard) && !_starting.ContainsKey(shard) && !_handOffs.ContainsKey(shard)) Start(shard, _state.HomeOf(shard)!.Value);
        }

        TrySettle();
        if (isNew && IsSettled) AllocateWanted();
    }

    private void Register(RegisterProxy register)
    {
        var proxy = register.Proxy;
        if (!_view.IsActive(proxy)) return;
        var isNew = !_state.HasProxy(proxy);
        if (isNew)
        {
            Store(new ShardRegionProxyRegistered(proxy));
            Add(new Output.Watch(proxy));
        }

        Send(proxy, new RegisterAck(_self));
        if (isNew) SendHomes(proxy);
    }

    // All parts of a registration count, or none: one that was lost would hide shards that run.
    private bool Collect(Register register, out SortedDictionary<string, long> claims)
    {
        claims = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (!_parts.TryGetValue(register.Region, out var parts)) _parts.Add(register.Region, parts = []);
        if (register.Part == 0) parts.Clear();
        if (register.Part != parts.Count || (parts.Count > 0 && parts[0].Incarnation != register.Incarnation)) return false;
        parts.Add(register);
        if (register.More) return false;
        foreach (var (shard, allocation) in parts.SelectMany(static part => part.OwnShards)) claims[shard] = allocation;
        _parts.Remove(register.Region);
        return true;
    }

    // A region says that it runs a shard.
    private void Claim(IActorRef region, string shard, long allocation)
    {
        if (_state.HomeOf(shard) is not { } home)
        {
            // Only a coordinator that could not read its store does not know; a message may be old, though, so it is asked to say it again.
            Store(new ShardHomeAllocated(shard, region, allocation));
            Start(shard, new Home(region, allocation));
        }
        else if (home.Region.Equals(region))
        {
            if (allocation > home.Allocation) Store(new ShardHomeAllocated(shard, region, allocation));
            else if (allocation < home.Allocation) Start(shard, home);
            else if (_starting.Remove(shard) && !_handOffs.ContainsKey(shard)) Answer(shard, region);
        }
        else if (allocation < home.Allocation)
        {
            Warn($"Region {region} says that it runs shard [{shard}], which runs in {home.Region}. It is told to stop it.");
            Evict(region, shard, allocation);
        }
        else
        {
            Warn($"Region {region} runs shard [{shard}] since later than {home.Region}, which is told to stop it.");
            _handOffs.Remove(shard);
            Store(new ShardHomeAllocated(shard, region, allocation));
            Start(shard, new Home(region, allocation));
            Evict(home.Region, shard, home.Allocation);
        }
    }

    private void SendHomes(IActorRef newcomer)
    {
        var homes = new Dictionary<IActorRef, IReadOnlyList<string>>();
        var count = 0;
        foreach (var region in _state.Regions)
        {
            foreach (var part in _state.ShardsOf(region).Where(shard => !_handOffs.ContainsKey(shard) && !_starting.ContainsKey(shard)).Chunk(ShardHomes.MaxShards))
            {
                if (count + part.Length > ShardHomes.MaxShards)
                {
                    Send(newcomer, new ShardHomes(homes));
                    homes = [];
                    count = 0;
                }

                homes[region] = part;
                count += part.Length;
            }
        }

        if (count > 0) Send(newcomer, new ShardHomes(homes));
    }

    private void Gone(IActorRef reference)
    {
        if (_state.HasRegion(reference)) RegionGone(reference);
        if (_state.HasProxy(reference)) ProxyGone(reference);
    }

    private void RegionGone(IActorRef region)
    {
        var shards = _state.ShardsOf(region);
        Store(new ShardRegionTerminated(region));
        Freed += shards.Length;
        Inform($"Region {region} is gone, and {shards.Length} shards are free to run elsewhere.");
        _registered.Remove(region);
        _parts.Remove(region);
        _shuttingDown.Remove(region);
        foreach (var key in _evictions.Keys.Where(key => key.Region.Equals(region)).ToArray()) _evictions.Remove(key);
        foreach (var shard in shards)
        {
            _starting.Remove(shard);
            _handOffs.Remove(shard);
        }

        Forget(region);
        TrySettle();
        foreach (var shard in shards)
        {
            if (_wanted.TryGetValue(shard, out var requesters)) TryAllocate(shard, requesters.Count > 0 ? requesters[0] : ActorRefs.Nobody);
        }
    }

    private void ProxyGone(IActorRef proxy)
    {
        Store(new ShardRegionProxyTerminated(proxy));
        Forget(proxy);
    }

    // Nothing waits for it, and it waits for nothing.
    private void Forget(IActorRef reference)
    {
        foreach (var requesters in _wanted.Values) requesters.Remove(reference);
        foreach (var (shard, progress) in _handOffs.ToArray()) Heard(shard, progress, reference);
    }

    private void TrySettle()
    {
        if (_settling is not { } settling) return;
        settling.Look(_view, _now);
        if (settling.IsTrusted)
        {
            // Safe at any time: what has no home by the store runs nowhere. It waits only to know all regions among which to choose.
            if (_now - settling.Since < _times.WaitingForState && !_state.Regions.All(_registered.ContainsKey)) return;
            if (_state.Regions.Count == 0) return;
        }
        else
        {
            var heard = _registered.Keys.Select(_view.AddressOf).ToHashSet();
            if (heard.Count == 0 || _view.Hosts.Any(host => !heard.Contains(host) && !settling.IsSilent(host, _now, _times.Silence))) return;
        }

        _settling = null;
        if (!settling.IsTrusted || settling.IsRebuilding) Inform($"The state was put together from what {_registered.Count} regions say: {_state.ShardCount} shards have a home.");
        if (settling.IsRebuilding) Add(new Output.SaveState());
        AllocateWanted();
    }

    // The time before the first allocation.
    private sealed class Settling(bool trusted, bool rebuilding, TimeSpan since)
    {
        private readonly Dictionary<Address, TimeSpan> _reachableSince = [];

        public bool IsTrusted { get; } = trusted;

        public bool IsRebuilding { get; } = rebuilding;

        public TimeSpan Since { get; } = since;

        public void Look(ClusterView view, TimeSpan now)
        {
            foreach (var host in view.Hosts)
            {
                if (view.IsReachable(host)) _reachableSince.TryAdd(host, now);
                else _reachableSince.Remove(host);
            }
        }

        /// <summary>Whether a member could have spoken for so long and has not: no region runs there.</summary>
        public bool IsSilent(Address host, TimeSpan now, TimeSpan silence) => _reachableSince.TryGetValue(host, out var reachable) && now - reachable >= silence;
    }
}
