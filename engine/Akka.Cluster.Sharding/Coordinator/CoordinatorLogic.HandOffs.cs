using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;

namespace Akka.Cluster.Sharding.Coordination;

// Moving shards: everybody forgets where it runs, then it stops there. Each phase has its own time.
internal sealed partial class CoordinatorLogic
{
    /// <summary>How many shards move at once. A region that goes takes this many at a time with it.</summary>
    private const int MaxHandOffs = 1_000;

    /// <summary>The strategy has picked shards to move.</summary>
    public void Rebalanced(IEnumerable<string> shards, TimeSpan now)
    {
        _now = now;
        if (!IsSettled) return;
        var moved = 0;
        foreach (var shard in shards)
        {
            if (_state.HomeOf(shard) is not { } home || _handOffs.ContainsKey(shard) || _starting.ContainsKey(shard) || !_view.IsReachable(home.Region)) continue;
            if (!TryHandOff(shard, home)) break;
            moved++;
        }

        if (moved > 0) Inform($"Rebalancing: {moved} shards of {_state.ShardCount} are moved.");
    }

    private void ShutDown(IActorRef region)
    {
        // It says so again and again; what it is given up to then, or has not stopped in time, is looked at with every retry.
        if (!_state.HasRegion(region) || _shuttingDown.Contains(region)) return;
        _shuttingDown.Add(region);
        Inform($"Region {region} shuts down: {_state.ShardsOf(region).Length} shards are handed off.");
        GoOnShuttingDown();
    }

    private void GoOnShuttingDown()
    {
        _handOffsWait = false;
        foreach (var region in _shuttingDown)
        {
            foreach (var shard in _state.ShardsOf(region))
            {
                if (!_handOffs.ContainsKey(shard) && !TryHandOff(shard, _state.HomeOf(shard)!.Value))
                {
                    _handOffsWait = true;
                    return;
                }
            }
        }
    }

    private bool TryHandOff(string shard, Home home)
    {
        if (_handOffs.Count >= MaxHandOffs) return false;
        var progress = new HandOffProgress(home.Allocation, _now, [.. _state.Regions.Concat(_state.Proxies).Where(_view.IsReachable)]);
        _handOffs.Add(shard, progress);
        foreach (var one in progress.Silent) Send(one, new BeginHandOff(shard, home.Allocation));
        if (progress.Silent.Count == 0) Stop(shard, home.Region, progress);
        return true;
    }

    private void Acknowledged(BeginHandOffAck ack, IActorRef sender)
    {
        if (_handOffs.TryGetValue(ack.Shard, out var progress) && progress.Allocation == ack.Allocation) Heard(ack.Shard, progress, sender);
    }

    private void Heard(string shard, HandOffProgress progress, IActorRef sender)
    {
        if (!progress.IsStopping && progress.Silent.Remove(sender) && progress.Silent.Count == 0) Stop(shard, _state.HomeOf(shard)!.Value.Region, progress);
    }

    private void Stop(string shard, IActorRef region, HandOffProgress progress)
    {
        progress.IsStopping = true;
        progress.Since = _now;
        Send(region, new HandOff(shard, progress.Allocation));
    }

    private void RetryHandOffs()
    {
        if (_handOffs.Count == 0) return;
        var late = 0;
        List<string> givenUp = [];
        foreach (var (shard, progress) in _handOffs)
        {
            if (_now == progress.Since) continue;
            var region = _state.HomeOf(shard)!.Value.Region;
            if (progress.IsStopping)
            {
                if (_now - progress.Since >= _times.HandOff) givenUp.Add(shard);
                else if (_view.IsReachable(region)) Send(region, new HandOff(shard, progress.Allocation));
                continue;
            }

            progress.Silent.RemoveAll(one => !_view.IsReachable(one));
            if (_now - progress.Since >= _times.BeginHandOff)
            {
                // Those would send to where it was, and are told by it; others must not wait for them.
                late++;
                progress.Silent.Clear();
            }

            if (progress.Silent.Count == 0) Stop(shard, region, progress);
            else foreach (var one in progress.Silent) Send(one, new BeginHandOff(shard, progress.Allocation));
        }

        if (late > 0) Warn($"Not all regions have acknowledged the hand-off of {late} shards within {_times.BeginHandOff}. It goes on without them.");
        foreach (var shard in givenUp) GiveUp(shard);
        if (givenUp.Count > 0)
        {
            Warn($"{givenUp.Count} shards have not stopped within {_times.HandOff}, [{string.Join(", ", givenUp.Take(10))}{(givenUp.Count > 10 ? ", ..." : "")}]. They stay where they are until they have.");
        }
    }

    // It stays allocated: nobody but its region can say that nothing of it runs any more.
    private void GiveUp(string shard)
    {
        _handOffs.Remove(shard);
        if (!_starting.ContainsKey(shard)) Answer(shard, _state.HomeOf(shard)!.Value.Region);
    }

    private sealed class HandOffProgress(long allocation, TimeSpan since, List<IActorRef> silent)
    {
        public long Allocation { get; } = allocation;

        /// <summary>When the phase began.</summary>
        public TimeSpan Since { get; set; } = since;

        /// <summary>Who has not said yet that it has forgotten where the shard runs.</summary>
        public List<IActorRef> Silent { get; } = silent;

        /// <summary>The second phase.</summary>
        public bool IsStopping { get; set; }
    }
}
