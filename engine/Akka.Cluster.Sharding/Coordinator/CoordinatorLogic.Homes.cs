using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;

namespace Akka.Cluster.Sharding.Coordination;

// Where shards run, and giving a home to those that have none.
internal sealed partial class CoordinatorLogic
{
    /// <summary>The strategy has picked a region; null when it could not, which is asked again later.</summary>
    public void Allocated(string shard, IActorRef? region, TimeSpan now)
    {
        _now = now;
        _asked.Remove(shard);
        if (!_wanted.ContainsKey(shard) || _state.HomeOf(shard) is not null || !IsSettled) return;
        if (region is null || !IsCandidate(region))
        {
            if (region is not null) Trace($"Region {region}, picked for shard [{shard}], takes none now. The strategy is asked again.");
            return;
        }

        var allocation = _state.LastAllocation + 1;
        Store(new ShardHomeAllocated(shard, region, allocation));
        Allocations++;
        Start(shard, new Home(region, allocation));
    }

    private void Find(string shard, IActorRef sender)
    {
        if (_state.HomeOf(shard) is not { } home)
        {
            if (Want(shard, sender)) TryAllocate(shard, sender);
        }
        else if (_handOffs.ContainsKey(shard) || _starting.ContainsKey(shard))
        {
            Want(shard, sender);
        }
        else if (home.Region.Equals(sender))
        {
            // It would not ask if the shard ran there.
            Want(shard, sender);
            Start(shard, home);
        }
        else
        {
            Send(sender, new ShardHome(shard, home.Region));
        }
    }

    private void Started(ShardStarted started, IActorRef sender)
    {
        if (_state.HomeOf(started.Shard) is { } home && home.Region.Equals(sender))
        {
            if (home.Allocation != started.Allocation || !_starting.Remove(started.Shard) || _handOffs.ContainsKey(started.Shard)) return;
            Answer(started.Shard, home.Region);
        }
        else if (_state.HasRegion(sender))
        {
            Evict(sender, started.Shard, started.Allocation);
        }
    }

    private void Stopped(ShardStopped stopped, IActorRef sender)
    {
        if (_evictions.TryGetValue((sender, stopped.Shard), out var eviction) && stopped.Allocation >= eviction.Allocation) _evictions.Remove((sender, stopped.Shard));
        if (_state.HomeOf(stopped.Shard) is not { } home || !home.Region.Equals(sender) || stopped.Allocation < home.Allocation) return;
        if (_handOffs.Remove(stopped.Shard)) HandOffs++;
        _starting.Remove(stopped.Shard);
        Store(new ShardHomeDeallocated(stopped.Shard));
        Trace($"Shard [{stopped.Shard}] has stopped in region {sender}.");
        if (_wanted.TryGetValue(stopped.Shard, out var requesters)) TryAllocate(stopped.Shard, requesters.Count > 0 ? requesters[0] : sender);
        if (_handOffsWait && _handOffs.Count <= MaxHandOffs / 2) GoOnShuttingDown();
    }

    // Tells the home to run it, until it says that it does.
    private void Start(string shard, Home home)
    {
        _starting[shard] = new Starting(_now);
        _evictions.Remove((home.Region, shard));
        Trace($"Shard [{shard}] goes to region {home.Region}.");
        Send(home.Region, new HostShard(shard, home.Allocation));
    }

    private void RetryStarts()
    {
        foreach (var (shard, starting) in _starting)
        {
            if (_state.HomeOf(shard) is not { } home || _handOffs.ContainsKey(shard) || _now == starting.Since) continue;
            if (_view.IsReachable(home.Region)) Send(home.Region, new HostShard(shard, home.Allocation));
            if (starting.Warned || _now - starting.Since < _times.ShardStart) continue;
            starting.Warned = true;
            Warn($"Region {home.Region} has not started shard [{shard}] within {_times.ShardStart}. It is told again until it does or is removed.");
        }
    }

    // Whoever is unknown gets no answer later, and asks again.
    private bool Want(string shard, IActorRef requester)
    {
        if (!_wanted.TryGetValue(shard, out var requesters))
        {
            if (_wanted.Count >= MaxWanted) return false;
            _wanted.Add(shard, requesters = []);
        }

        if ((_state.HasRegion(requester) || _state.HasProxy(requester)) && !requesters.Contains(requester)) requesters.Add(requester);
        return true;
    }

    private void Answer(string shard, IActorRef region)
    {
        if (!_wanted.Remove(shard, out var requesters)) return;
        foreach (var requester in requesters) Send(requester, new ShardHome(shard, region));
    }

    private void TryAllocate(string shard, IActorRef requester)
    {
        if (!IsSettled || (_asked.TryGetValue(shard, out var asked) && _now - asked < _times.Allocation)) return;
        if (!_state.Regions.Any(IsCandidate)) return;
        _asked[shard] = _now;
        Add(new Output.AskAllocation(shard, requester));
    }

    private void AllocateWanted()
    {
        if (_wanted.Count == 0) return;
        foreach (var (shard, requesters) in _wanted)
        {
            if (_state.HomeOf(shard) is null) TryAllocate(shard, requesters.Count > 0 ? requesters[0] : ActorRefs.Nobody);
        }
    }

    // A shard that runs where it should not.
    private void Evict(IActorRef region, string shard, long allocation)
    {
        _evictions[(region, shard)] = new Eviction(allocation);
        Send(region, new HandOff(shard, allocation));
    }

    private void RetryEvictions()
    {
        foreach (var ((region, shard), eviction) in _evictions)
        {
            if (_view.IsReachable(region)) Send(region, new HandOff(shard, eviction.Allocation));
        }
    }

    private sealed record Eviction(long Allocation);
}
