using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Event;

namespace Akka.Cluster.Sharding;

// Going away in good order.
public sealed partial class ShardRegion
{
    private bool _isShuttingDown;
    private bool _isDoneWaiting;
    private bool _isDoneLooking; // for a coordinator that hands off
    private bool _isHandingOff; // the coordinator has begun to

    private void BeginShutdown()
    {
        if (_isShuttingDown) return;
        _log.Info("{0}: the region shuts down and hands off {1} shards", _setup.TypeName, _hosted.Count);
        _isShuttingDown = Life.IsShuttingDown = true;
        Timers.StartSingleTimer(StopLooking.Instance, StopLooking.Instance, TimeToLook());
        AskAnew();
    }

    // A coordinator that moves, or whose node has just been lost, is back long before that; until then its shards run on. What is left of the phase is for the entities, which
    // stop here when there is none.
    private TimeSpan TimeToLook()
    {
        var shutdown = CoordinatedShutdown.Get(Context.System);
        if (shutdown.ShutdownReason is null) return _tuning.HandOffTimeout;
        var half = shutdown.Timeout(CoordinatedShutdown.PhaseClusterShardingShutdownRegion) / 2;
        return half < _tuning.HandOffTimeout ? half : _tuning.HandOffTimeout;
    }

    private void GoOnShuttingDown(bool asks = false)
    {
        if (!_isShuttingDown) return;
        var canHandOver = SomebodyElseCanHost() && (!_isDoneLooking || _isHandingOff);
        if (_hosted.Count > 0)
        {
            if (!canHandOver) StopAllShards();
            else if (asks) _coordinator?.Tell(new GracefulShutdownReq(Self), Self);
            return;
        }

        if (canHandOver && !_isDoneWaiting && _shards.Values.Any(static shard => shard.HasWaiting))
        {
            // What this region keeps goes to the new homes of its shards, which are about to be known.
            if (!Timers.IsTimerActive(StopWaiting.Instance)) Timers.StartSingleTimer(StopWaiting.Instance, StopWaiting.Instance, _tuning.RetryInterval * 2);
            return;
        }

        _coordinator?.Tell(new RegionStopped(Self), Self);
        Context.Stop(Self);
    }

    // Nobody takes the shards over: nobody needs to be asked.
    private void StopAllShards()
    {
        foreach (var hosted in _hosted.ToArray()) Stop(hosted);
    }

    private bool SomebodyElseCanHost()
    {
        var state = _cluster.State;
        return state.Members.Any(member =>
            IsCandidate(member) && member.Status is MemberStatus.Up && !member.UniqueAddress.Equals(_cluster.SelfUniqueAddress) && !state.Unreachable.Contains(member));
    }
}
