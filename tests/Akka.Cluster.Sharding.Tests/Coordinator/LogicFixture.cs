using Akka.Actor;
using Akka.Cluster.Sharding.Coordination;
using Akka.Cluster.Sharding.Protocol;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>A coordinator's logic by itself, which stores and sends at once, and gives every shard to the region that the test names.</summary>
internal sealed class LogicFixture
{
    public static readonly CoordinatorTimes Times = new(
        Retry: TimeSpan.FromSeconds(2), BeginHandOff: TimeSpan.FromSeconds(10), HandOff: TimeSpan.FromSeconds(60), ShardStart: TimeSpan.FromSeconds(10),
        WaitingForState: TimeSpan.FromSeconds(2), Allocation: TimeSpan.FromSeconds(5));

    private readonly SortedSet<string> _unreachable = new(StringComparer.Ordinal);
    private readonly List<string> _nodes = ["a", "b", "c"];
    private readonly List<Output> _outputs = [];

    public LogicFixture(CoordinatorState? state = null, bool trusted = true, bool rebuilding = false)
    {
        A = new ModelRef("a", "region", 1);
        B = new ModelRef("b", "region", 1);
        C = new ModelRef("c", "region", 1);
        Logic = new CoordinatorLogic(new ModelRef("a", "coordinator", 9), state ?? new CoordinatorState(), trusted, rebuilding, View, Times, Now);
        Collect();
    }

    public IActorRef A { get; }

    public IActorRef B { get; }

    public IActorRef C { get; }

    public CoordinatorLogic Logic { get; }

    public TimeSpan Now { get; private set; } = TimeSpan.FromMinutes(1);

    /// <summary>Where the next shards go.</summary>
    public IActorRef? Picks { get; set; }

    public List<ICoordinatorEvent> Stored { get; } = [];

    private ClusterView View => new(ModelRef.AddressOf("a"), _nodes.Select(node => (ModelRef.AddressOf(node), MemberStatus.Up, !_unreachable.Contains(node), true)));

    /// <summary>A state with shards 1, 2, ... in regions, as a store would give it.</summary>
    public static CoordinatorState StateOf(params IActorRef[] homes)
    {
        var state = new CoordinatorState();
        foreach (var region in homes.Distinct()) state.Apply(new ShardRegionRegistered(region));
        for (var i = 1; i <= homes.Length; i++) state.Apply(new ShardHomeAllocated($"{i}", homes[i - 1], i));
        return state;
    }

    public LogicFixture Register(IActorRef region, params OwnShard[] own) => Tell(region, new Register(region, 1, own));

    public LogicFixture RegisterAll() => Register(A).Register(B).Register(C);

    public LogicFixture Tell(IActorRef from, ICoordinatorCommand command)
    {
        Logic.Receive(command, from, Now);
        return Collect();
    }

    /// <summary>Gives a shard to a region, which runs it.</summary>
    public long Place(string shard, IActorRef region)
    {
        Picks = region;
        Tell(region, new GetShardHome(shard));
        var allocation = Sent<HostShard>(region).Last(host => host.Shard == shard).Allocation;
        Tell(region, new ShardStarted(shard, allocation));
        TakeSent();
        return allocation;
    }

    public LogicFixture Pass(double seconds)
    {
        for (var end = Now + TimeSpan.FromSeconds(seconds); Now < end;)
        {
            Now += TimeSpan.FromSeconds(1);
            Logic.Tick(Now);
            Collect();
        }

        return this;
    }

    public LogicFixture Move(params string[] shards)
    {
        Logic.Rebalanced(shards, Now);
        return Collect();
    }

    /// <summary>It is time to see whether shards should be moved.</summary>
    public LogicFixture Rebalance()
    {
        Logic.Rebalance(Now);
        return Collect();
    }

    public LogicFixture Unreachable(string node)
    {
        _unreachable.Add(node);
        Logic.ClusterChanged(View, Now);
        return Collect();
    }

    public LogicFixture Reachable(string node)
    {
        _unreachable.Remove(node);
        Logic.ClusterChanged(View, Now);
        return Collect();
    }

    public LogicFixture Remove(string node, IActorRef region)
    {
        _nodes.Remove(node);
        Logic.ClusterChanged(View, Now);
        Logic.Terminated(region, Now);
        return Collect();
    }

    /// <summary>What was sent to somebody since <see cref="TakeSent"/>.</summary>
    public IReadOnlyList<T> Sent<T>(IActorRef to) => [.. _outputs.OfType<Output.Send>().Where(send => send.To.Equals(to)).Select(static send => send.Message).OfType<T>()];

    public IReadOnlyList<string> Notes => [.. _outputs.OfType<Output.Note>().Select(static note => note.Text)];

    public bool WantsStateSaved => _outputs.OfType<Output.SaveState>().Any();

    /// <summary>Whether the strategy was asked what to move.</summary>
    public bool WantsRebalance => _outputs.OfType<Output.AskRebalance>().Any();

    public LogicFixture TakeSent()
    {
        _outputs.Clear();
        return this;
    }

    private LogicFixture Collect()
    {
        for (var outputs = Logic.TakeOutputs(); outputs.Count > 0; outputs = Logic.TakeOutputs())
        {
            foreach (var output in outputs)
            {
                _outputs.Add(output);
                if (output is Output.Store store) Stored.Add(store.Event);
                if (output is Output.AskAllocation ask) Logic.Allocated(ask.Shard, Picks, Now);
            }
        }

        return this;
    }
}
