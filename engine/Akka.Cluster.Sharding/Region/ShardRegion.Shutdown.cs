using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Event;

namespace Akka.Cluster.Sharding;

// Going away in good order.
public sealed partial class ShardRegion
{
    private bool _isShuttingDown;
    private bool _isDoneWaiting;

    private void BeginShutdown()
    {
        if (_isShuttingDown) return;
        _log.Info("{0}: the region shuts down and hands off {1} shards", _setup.TypeName, _hosted.Count);
        _isShuttingDown = true;
        _attempts = 0;
        AskAgain();
    }

    private void GoOnShuttingDown(bool asks = false)
    {
        if (!_isShuttingDown) return;
        var canHandOver = _coordinator is not null && SomebodyElseCanHost();
        if (_hosted.Count > 0)
        {
            if (!canHandOver) StopAllShards();
            else if (asks) _coordinator!.Tell(new GracefulShutdownReq(Self), Self);
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
