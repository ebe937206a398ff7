using Akka.Actor;
using Akka.Simulation;
using Xunit.Abstractions;

namespace Akka.Cluster.Tests.Nodes;

/// <summary>Nodes leave, crash, are cut off and slow down: who is removed, how soon, and who is not. Actor systems on a simulated network.</summary>
public sealed class LosingTests(ITestOutputHelper output) : IDisposable
{
    // What the service configures: see docs/engine/cluster.md.
    private const string Service = "akka.cluster.split-brain-resolver.stable-after = 3s";

    private readonly ClusterWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_node_that_crashes_in_a_cluster_of_five_is_removed_within_ten_seconds()
    {
        var longest = TimeSpan.Zero;
        for (var seed = 1; seed <= 40; seed++)
        {
            using var world = new ClusterWorld(seed);
            var nodes = world.StartCluster(5, Service);
            world.Run(20 + (seed * 0.13));
            var gone = ClusterWorld.ClusterOf(nodes[0]).SelfUniqueAddress;
            nodes[0].Crash(); // the leader, and the seed node
            var crashed = world.World.Now;
            Assert.True(world.RunUntil(() => ClusterWorld.IsWhole(nodes[1..])));
            var took = world.World.Now - crashed;
            if (took > longest) longest = took;
            Assert.All(nodes[1..], node => Assert.True(ClusterWorld.ClusterOf(node).Latest.HasTombstone(gone)));
        }

        output.WriteLine($"the longest of 40 removals took {longest.TotalSeconds:F1} s");
        Assert.InRange(longest, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_node_that_leaves_is_removed_without_ever_being_unreachable()
    {
        var nodes = _world.StartCluster(3, Service);
        var events = new List<object>();
        ClusterWorld.ClusterOf(nodes[0]).Subscribe(nodes[0].System.ActorOf(Props.Create(() => new Collector(events))), ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IClusterDomainEvent));
        _world.Run(1);
        events.Clear();
        var leaving = nodes[1].System;
        var started = _world.World.Now;
        CoordinatedShutdown.Get(leaving).Run(CoordinatedShutdown.UnknownReason.Instance);
        Assert.True(_world.RunUntil(() => leaving.WhenTerminated.IsCompleted && ClusterWorld.IsWhole(nodes[0], nodes[2])));
        Assert.True(_world.World.Now - started < TimeSpan.FromSeconds(4), $"{_world.World.Now - started}");
        Assert.Equal(
            [typeof(ClusterEvent.MemberLeft), typeof(ClusterEvent.MemberExited), typeof(ClusterEvent.MemberRemoved)],
            events.Where(static one => one is ClusterEvent.IMemberEvent or ClusterEvent.IReachabilityEvent).Select(static one => one.GetType()));
        Assert.Equal(MemberStatus.Exiting, events.OfType<ClusterEvent.MemberRemoved>().Single().PreviousStatus);
    }

    [Fact]
    public void Another_node_can_tell_a_node_to_leave()
    {
        var nodes = _world.StartCluster(3);
        ClusterWorld.ClusterOf(nodes[0]).Leave(ClusterWorld.AddressOf("n3"));
        Assert.True(_world.RunUntil(() => nodes[2].System.WhenTerminated.IsCompleted && ClusterWorld.IsWhole(nodes[0], nodes[1])));
    }

    [Fact]
    public void A_system_that_terminates_leaves_in_good_order()
    {
        var nodes = _world.StartCluster(2);
        var terminated = nodes[1].System.Terminate();
        Assert.True(_world.RunUntil(() => terminated.IsCompleted && ClusterWorld.IsWhole(nodes[0])));
    }

    [Fact]
    public void The_minority_of_a_partition_goes_down_and_shuts_down()
    {
        var nodes = _world.StartCluster(5, Service);
        _world.Network.Partition(nodes[..2], nodes[2..]);
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes[2..]) && nodes[..2].All(static node => node.System.WhenTerminated.IsCompleted)));
    }

    [Fact]
    public void Members_without_the_role_have_no_vote()
    {
        var seed = $"akka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("a1")}\"]\n{Service}";
        var lighthouses = Enumerable.Range(1, 3).Select(i => _world.Start($"a{i}", $"{seed}\nakka.cluster.roles = [lighthouse]")).ToArray();
        var nodes = Enumerable.Range(1, 2).Select(i => _world.Start($"n{i}", seed)).ToArray();
        SimulatedNode[] all = [.. lighthouses, .. nodes];
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(all)));
        _world.Network.Partition(lighthouses, nodes);
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes) && lighthouses.All(static node => node.System.WhenTerminated.IsCompleted)));
    }

    [Fact]
    public void A_pause_of_three_seconds_downs_nobody()
    {
        var nodes = _world.StartCluster(5, Service);
        _world.Run(20);
        for (var i = 0; i < 5; i++)
        {
            _world.Network.Freeze(nodes[i]);
            _world.Run(3);
            _world.Network.Thaw(nodes[i]);
            _world.Run(5);
            Assert.True(ClusterWorld.IsWhole(nodes));
        }
    }

    [Fact]
    public void A_node_that_is_downed_by_hand_shuts_down_and_is_removed()
    {
        var nodes = _world.StartCluster(3, Service);
        ClusterWorld.ClusterOf(nodes[0]).Down(ClusterWorld.AddressOf("n2"));
        Assert.True(_world.RunUntil(() => nodes[1].System.WhenTerminated.IsCompleted && ClusterWorld.IsWhole(nodes[0], nodes[2])));
    }

    [Fact]
    public void Watchers_hear_of_the_death_of_actors_on_a_node_that_was_removed()
    {
        var nodes = _world.StartCluster(3, Service);
        var heard = new List<object>();
        nodes[1].System.ActorOf(Props.Create(() => new Collector(new List<object>())), "target");
        var target = ((ExtendedActorSystem)nodes[0].System).Provider.ResolveActorRef($"{ClusterWorld.AddressOf("n2")}/user/target");
        nodes[0].System.ActorOf(Props.Create(() => new Watching(target, heard)));
        _world.Run(2);
        nodes[1].Crash();
        Assert.True(_world.RunUntil(() => heard.Count > 0, 15));
        Assert.Equal(target, Assert.IsType<Terminated>(heard[0]).ActorRef);
    }

    [Fact]
    public void Who_watches_an_actor_of_a_removed_node_hears_of_its_death_also_when_another_incarnation_has_joined_at_its_address()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            using var world = new ClusterWorld(seed);
            var nodes = world.StartCluster(3, Service);
            var heard = new List<object>();
            // As others name it, with the uid of the incarnation that is about to be gone.
            var path = nodes[1].System.ActorOf(Props.Create(() => new Collector(new List<object>())), "target").Path.ToSerializationFormatWithAddress(ClusterWorld.AddressOf("n2"));
            nodes[1].Crash();
            Assert.True(world.RunUntil(() => ClusterWorld.IsWhole(nodes[0], nodes[2])));
            // It joins through the first node: the third may hear of it before it meets it.
            world.Run(seed * 0.02);
            var target = ((ExtendedActorSystem)nodes[2].System).Provider.ResolveActorRef(path);
            nodes[2].System.ActorOf(Props.Create(() => new Watching(target, heard)));
            world.Run(seed % 4 * 0.5);
            nodes[1].Start();
            Assert.True(world.RunUntil(() => ClusterWorld.IsWhole(nodes)));
            Assert.True(world.RunUntil(() => heard.Count > 0, 15), $"seed {seed}");
            Assert.Equal(target, Assert.IsType<Terminated>(heard[0]).ActorRef);
        }
    }

    [Fact]
    public void Without_a_downing_provider_an_unreachable_node_stays_until_it_is_back()
    {
        var nodes = _world.StartCluster(3, "akka.cluster.downing-provider-class = \"\"");
        _world.Network.Isolate(nodes[2]);
        _world.Run(60);
        Assert.Equal(ClusterWorld.AddressOf("n3"), Assert.Single(ClusterWorld.ClusterOf(nodes[0]).State.Unreachable).Address);
        _world.Network.Heal();
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes)));
    }

    private sealed class Watching : UntypedActor
    {
        private readonly List<object> _heard;

        public Watching(IActorRef target, List<object> heard)
        {
            _heard = heard;
            Context.Watch(target);
        }

        protected override void OnReceive(object message) => _heard.Add(message);
    }
}
