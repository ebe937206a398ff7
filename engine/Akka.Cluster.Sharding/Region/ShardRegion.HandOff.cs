using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Event;

namespace Akka.Cluster.Sharding;

// Shards of this region: started and handed off as the coordinator says.
public sealed partial class ShardRegion
{
    private void Host(HostShard host)
    {
        Heard(host.Allocation);
        var route = Shard(host.Shard);
        if (route.Hosted is { } hosted)
        {
            // One that is being stopped is answered for when it has stopped.
            if (hosted.IsStopping) return;
            hosted.Allocation = Math.Max(hosted.Allocation, host.Allocation);
        }
        else if (_setup.IsProxy || _isShuttingDown || host.Allocation <= Life.GivenUp.GetValueOrDefault(host.Shard))
        {
            GiveUp(host.Shard, host.Allocation);
            Sender.Tell(new ShardStopped(host.Shard, host.Allocation), Self);
            return;
        }
        else
        {
            route.Home = null;
            route.Hosted = new HostedShard(route, host.Allocation);
            _hosted.Add(route.Hosted);
            StartShard(route.Hosted);
        }

        Sender.Tell(new ShardStarted(host.Shard, host.Allocation), Self);
    }

    private void StartShard(HostedShard hosted)
    {
        if (hosted.Actor is not null || hosted.IsStopping || !IsHere(hosted)) return;
        var (setup, name) = (_setup, Uri.EscapeDataString(hosted.Route.Id));
        var props = Props.Create(() => new Shard(setup, hosted)).WithDispatcher(setup.Settings.Dispatcher).WithDeploy(Deploy.Local);
        hosted.Actor = Context.WatchWith(Context.ActorOf(props, name), new ShardEnded(hosted));
        hosted.Route.Local = hosted.Actor;
        Flush(hosted.Route);
    }

    // The region that runs the shard goes on until it is told to stop it: until then nothing needs to wait there. The acknowledgement of any other takes the way that its
    // messages have taken, so that the shard is stopped only when they have all arrived.
    private void Forget(BeginHandOff begin)
    {
        Heard(begin.Allocation);
        var ack = new BeginHandOffAck(begin.Shard, begin.Allocation);
        if (_shards.TryGetValue(begin.Shard, out var shard) && shard.Hosted is null && shard.Home is { } home)
        {
            shard.Home = null;
            home.Tell(ack, Self);
            return;
        }

        Sender.Tell(ack, Self);
    }

    // Another region's, see above.
    private void PassOn(BeginHandOffAck ack) => _coordinator?.Tell(ack, Sender);

    private void Stop(HandOff handOff)
    {
        Heard(handOff.Allocation);
        if (!_shards.TryGetValue(handOff.Shard, out var route) || route.Hosted is not { } hosted)
        {
            GiveUp(handOff.Shard, handOff.Allocation);
            Sender.Tell(new ShardStopped(handOff.Shard, handOff.Allocation), Self);
            return;
        }

        if (hosted.Allocation > handOff.Allocation) return;
        hosted.Allocation = handOff.Allocation;
        Stop(hosted);
    }

    private void Stop(HostedShard hosted)
    {
        if (hosted.IsStopping) return;
        hosted.IsStopping = true;
        CloseAll(hosted.Route);
        hosted.Route.Local = null;
        if (hosted.Actor is { } actor) actor.Tell(StopShard.Instance, Self);
        else Ended(hosted);
    }

    // They were sent before anything that waits now.
    private void TakeBack(ShardReturns returned)
    {
        var route = returned.Shard.Route;
        if (!IsHere(returned.Shard))
        {
            Lose(new Queue<Pending>(returned.Messages));
            return;
        }

        var waiting = new Queue<Pending>(returned.Messages);
        foreach (var one in route.Waiting ?? []) waiting.Enqueue(one);
        route.Waiting = waiting;
    }

    private void Ended(HostedShard hosted)
    {
        if (!IsHere(hosted)) return;
        hosted.Actor = null;
        var route = hosted.Route;
        if (!hosted.IsStopping)
        {
            _log.Error("{0}: shard [{1}] has stopped without being told to; it is started again in {2}", _setup.TypeName, route.Id, _tuning.ShardFailureBackoff);
            CloseAll(route);
            route.Local = null;
            Timers.StartSingleTimer(hosted, new StartAgain(hosted), _tuning.ShardFailureBackoff);
            return;
        }

        Timers.Cancel(hosted);
        _hosted.Remove(hosted);
        route.Hosted = null;
        GiveUp(route.Id, hosted.Allocation);
        _coordinator?.Tell(new ShardStopped(route.Id, hosted.Allocation), Self);
        if (route.HasWaiting) AskForHome(route);
        GoOnShuttingDown();
    }

    // Not so for what an earlier instance of this actor ran.
    private bool IsHere(HostedShard hosted) => _shards.TryGetValue(hosted.Route.Id, out var route) && ReferenceEquals(route.Hosted, hosted);

    private void GiveUp(string shard, long allocation) => Life.GivenUp[shard] = Math.Max(allocation, Life.GivenUp.GetValueOrDefault(shard));

    private void Heard(long allocation) => Life.HighestAllocation = Math.Max(allocation, Life.HighestAllocation);
}
