using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>A region as the protocol describes it, without entities: a shard that is told to stop takes as long as the model likes.</summary>
internal sealed class ModelRegion(ModelWorld world, string node, long uid)
{
    private readonly Dictionary<string, long> _givenUp = [];
    private readonly SortedDictionary<string, IActorRef> _homes = new(StringComparer.Ordinal);
    private IActorRef? _coordinator;
    private bool _leaving;

    public IActorRef Ref { get; } = new ModelRef(node, "model", uid);

    public string Node => node;

    /// <summary>Shards that run here, by the number of their allocation.</summary>
    public SortedDictionary<string, long> Running { get; } = new(StringComparer.Ordinal);

    /// <summary>Of those, the ones that are being stopped, with the number that they give up and what comes after.</summary>
    public SortedDictionary<string, (long GivesUp, long StartsAgain)> Stopping { get; } = new(StringComparer.Ordinal);

    /// <summary>Shards that messages wait for.</summary>
    public SortedSet<string> Wants { get; } = new(StringComparer.Ordinal);

    public bool IsLeaving => _leaving;

    public bool IsDone => _leaving && Running.Count == 0;

    public bool Finds(string shard) => Running.ContainsKey(shard) || _homes.ContainsKey(shard);

    public IActorRef? HomeOf(string shard) => Running.ContainsKey(shard) ? Ref : _homes.GetValueOrDefault(shard);

    /// <summary>What it was told long ago, out of order, may be wrong.</summary>
    public void ForgetAll() => _homes.Clear();

    public void Want(string shard)
    {
        if (Finds(shard)) return;
        Wants.Add(shard);
        Say(new GetShardHome(shard));
    }

    public void Leave()
    {
        _leaving = true;
        Say(new GracefulShutdownReq(Ref));
    }

    /// <summary>Says again what was not answered.</summary>
    public void Retry()
    {
        var parts = Running.Select(static one => new OwnShard(one.Key, one.Value)).Chunk(2).ToArray();
        if (_coordinator is null || !_coordinator.Equals(world.CoordinatorRef))
        {
            if (parts.Length == 0) Say(new Register(Ref, 1, [], Highest));
            for (var i = 0; i < parts.Length; i++) Say(new Register(Ref, 1, parts[i], Highest, i < parts.Length - 1, i));
        }

        foreach (var shard in Wants) Say(new GetShardHome(shard));
        if (_leaving && Running.Count > 0) Say(new GracefulShutdownReq(Ref));
    }

    public void HasStopped(string shard)
    {
        var (givesUp, startsAgain) = Stopping[shard];
        Stopping.Remove(shard);
        Running.Remove(shard);
        _givenUp[shard] = Math.Max(givesUp, _givenUp.GetValueOrDefault(shard));
        Say(new ShardStopped(shard, givesUp));
        if (startsAgain > givesUp) Host(shard, startsAgain);
    }

    public void Receive(object message, IActorRef sender, SeededRandom random)
    {
        switch (message)
        {
            case RegisterAck ack:
                _coordinator = ack.Coordinator;
                break;
            case HostShard host when Stopping.TryGetValue(host.Shard, out var stopping):
                if (host.Allocation > stopping.GivesUp) Stopping[host.Shard] = (stopping.GivesUp, Math.Max(stopping.StartsAgain, host.Allocation));
                break;
            case HostShard host when host.Allocation <= _givenUp.GetValueOrDefault(host.Shard):
                Reply(sender, new ShardStopped(host.Shard, _givenUp[host.Shard]));
                break;
            case HostShard host:
                Host(host.Shard, host.Allocation);
                break;
            case HandOff off when Stopping.TryGetValue(off.Shard, out var stopping):
                Stopping[off.Shard] = (Math.Max(stopping.GivesUp, off.Allocation), stopping.StartsAgain);
                break;
            case HandOff off when Running.TryGetValue(off.Shard, out var running):
                if (running > off.Allocation) break;
                Stopping[off.Shard] = (off.Allocation, 0);
                if (random.Chance(0.5)) HasStopped(off.Shard);
                break;
            case HandOff off:
                _givenUp[off.Shard] = Math.Max(off.Allocation, _givenUp.GetValueOrDefault(off.Shard));
                Reply(sender, new ShardStopped(off.Shard, _givenUp[off.Shard]));
                break;
            case BeginHandOff begin:
                _homes.Remove(begin.Shard);
                Reply(sender, new BeginHandOffAck(begin.Shard, begin.Allocation));
                if (random.Chance(0.3)) Want(begin.Shard);
                break;
            case ShardHome home:
                Found(home.Shard, home.Region);
                break;
            case ShardHomes homes:
                foreach (var (region, shards) in homes.Homes)
                {
                    foreach (var shard in shards) Found(shard, region);
                }

                break;
        }
    }

    public void Forget(IActorRef region)
    {
        foreach (var shard in _homes.Where(home => home.Value.Equals(region)).Select(static home => home.Key).ToArray()) _homes.Remove(shard);
    }

    private long Highest => Running.Values.Concat(_givenUp.Values).DefaultIfEmpty().Max();

    // A home that is said to be here and is not is asked for until it is told to run.
    private void Found(string shard, IActorRef region)
    {
        if (region.Equals(Ref)) return;
        _homes[shard] = region;
        Wants.Remove(shard);
    }

    private void Host(string shard, long allocation)
    {
        Running[shard] = Math.Max(allocation, Running.GetValueOrDefault(shard));
        Wants.Remove(shard);
        _homes.Remove(shard);
        Say(new ShardStarted(shard, allocation));
    }

    // Usually all goes to the coordinator known now; answers also to one that has been replaced.
    private void Reply(IActorRef to, IClusterShardingSerializable message)
    {
        Say(message);
        if (!to.Equals(world.CoordinatorRef)) world.Send(Ref, to, message);
    }

    private void Say(IClusterShardingSerializable message) => world.Send(Ref, world.CoordinatorRef, message);
}
