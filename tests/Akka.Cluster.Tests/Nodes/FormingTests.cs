using Akka.Actor;
using Akka.Simulation;

namespace Akka.Cluster.Tests.Nodes;

/// <summary>Nodes find each other, take in, refuse and replace each other: actor systems on a simulated network.</summary>
public sealed class FormingTests : IDisposable
{
    private readonly ClusterWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Three_nodes_form_a_cluster_through_a_seed_node()
    {
        var nodes = _world.StartCluster(3);
        Assert.True(_world.World.Now < TimeSpan.FromSeconds(10), $"{_world.World.Now}");
        var states = nodes.Select(static node => ClusterWorld.ClusterOf(node).State).ToArray();
        Assert.All(states, static state => Assert.Equal(ClusterWorld.AddressOf("n1"), state.Leader));
        Assert.All(states, static state => Assert.Equal(3, state.Members.Count));
        Assert.All(states, static state => Assert.Equal(ClusterWorld.AddressOf("n1"), state.RoleLeader("node")));
        Assert.Equal(ClusterWorld.AddressOf("n1"), states[1].Members.Min(Member.AgeOrdering)!.Address);
    }

    [Fact]
    public void Several_seed_nodes_started_together_found_one_cluster()
    {
        var seeds = "akka.cluster.seed-nodes = [" + string.Join(", ", Enumerable.Range(1, 3).Select(static i => $"\"{ClusterWorld.AddressOf($"n{i}")}\"")) + "]";
        var nodes = Enumerable.Range(1, 3).Select(i => _world.Start($"n{i}", seeds)).ToArray();
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes)));
    }

    [Fact]
    public void The_first_seed_node_joins_the_cluster_that_is_there_when_it_comes_back()
    {
        var seeds = $"akka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\", \"{ClusterWorld.AddressOf("n2")}\"]";
        var nodes = Enumerable.Range(1, 3).Select(i => _world.Start($"n{i}", seeds)).ToArray();
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes)));
        nodes[0].Restart();
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes)));
        Assert.Equal(ClusterWorld.AddressOf("n1"), ClusterWorld.ClusterOf(nodes[2]).State.Members.Max(Member.AgeOrdering)!.Address);
    }

    [Fact]
    public void A_node_that_is_not_the_first_seed_waits_for_one()
    {
        var node = _world.Start("n2", $"akka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\", \"{ClusterWorld.AddressOf("n2")}\"]");
        _world.Run(60);
        Assert.Empty(ClusterWorld.ClusterOf(node).State.Members);
        var first = _world.Start("n1", $"akka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\", \"{ClusterWorld.AddressOf("n2")}\"]");
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(first, node)));
    }

    [Fact]
    public void A_restarted_node_takes_the_place_of_its_earlier_incarnation()
    {
        var nodes = _world.StartCluster(3);
        var earlier = ClusterWorld.ClusterOf(nodes[2]).SelfUniqueAddress;
        nodes[2].Restart();
        var restarted = _world.World.Now;
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes) && !ClusterWorld.ClusterOf(nodes[2]).SelfUniqueAddress.Equals(earlier)));
        Assert.True(_world.World.Now - restarted < TimeSpan.FromSeconds(15));
        Assert.True(ClusterWorld.ClusterOf(nodes[0]).Latest.HasTombstone(earlier));
    }

    [Fact]
    public void A_node_alone_joins_itself_and_is_up()
    {
        var node = _world.Start("n1");
        var cluster = ClusterWorld.ClusterOf(node);
        Assert.Equal(MemberStatus.Removed, cluster.SelfMember.Status);
        var joined = cluster.JoinAsync(cluster.SelfAddress);
        Assert.True(_world.RunUntil(() => joined.IsCompletedSuccessfully));
        Assert.True(cluster.IsUp);
    }

    [Fact]
    public void Nobody_is_up_before_enough_members_are_there()
    {
        const string Least = "akka.cluster.min-nr-of-members = 2\nakka.cluster.role.node.min-nr-of-members = 3";
        var seed = $"akka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\"]\n{Least}";
        var first = _world.Start("n1", seed);
        var second = _world.Start("n2", seed);
        _world.Run(30);
        Assert.Equal([MemberStatus.Joining, MemberStatus.Joining], ClusterWorld.ClusterOf(first).State.Members.Select(static member => member.Status));
        var third = _world.Start("n3", seed);
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(first, second, third)));
    }

    [Fact]
    public void A_node_with_another_strategy_is_refused_and_told_which_setting()
    {
        _world.StartCluster(1);
        var other = _world.Start("n9", "akka.cluster.split-brain-resolver.active-strategy = down-all");
        var joined = ClusterWorld.ClusterOf(other).JoinAsync(ClusterWorld.AddressOf("n1"));
        Assert.True(_world.RunUntil(() => joined.IsCompleted));
        var failure = Assert.IsType<ClusterJoinFailedException>(joined.Exception!.InnerException);
        Assert.Contains("akka.cluster.split-brain-resolver.active-strategy", failure.Message, StringComparison.Ordinal);
        Assert.Contains("down-all", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_know_each_other_s_roles_and_versions()
    {
        var first = _world.StartCluster(1, "akka.cluster.app-version = 1.2.3")[0];
        var second = _world.Start("n2", $"akka.cluster.roles = [node, blue]\nakka.cluster.app-version = 1.3.0\nakka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\"]");
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(first, second)));
        var state = ClusterWorld.ClusterOf(first).State;
        Assert.True(state.HasMoreThanOneAppVersion);
        Assert.Equal(["blue", "node"], state.AllRoles.Order(StringComparer.Ordinal));
        Assert.Equal("1.3.0", state.Members.Single(static member => member.HasRole("blue")).AppVersion.Version);
        Assert.Equal(ClusterWorld.AddressOf("n2"), state.RoleLeader("blue"));
    }

    [Fact]
    public void Subscribers_get_the_state_first_and_then_what_changes()
    {
        var first = _world.StartCluster(1)[0];
        var (snapshot, events) = (new List<object>(), new List<object>());
        var cluster = ClusterWorld.ClusterOf(first);
        cluster.Subscribe(first.System.ActorOf(Props.Create(() => new Collector(snapshot))), typeof(ClusterEvent.IMemberEvent));
        cluster.Subscribe(first.System.ActorOf(Props.Create(() => new Collector(events))), ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.LeaderChanged));
        _world.Run(1);
        Assert.Single(Assert.IsType<ClusterEvent.CurrentClusterState>(Assert.Single(snapshot)).Members);
        Assert.Equal([typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.LeaderChanged)], events.Select(static one => one.GetType()));

        var second = _world.Start("n2", $"akka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\"]");
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(first, second)));
        Assert.Equal([typeof(ClusterEvent.CurrentClusterState), typeof(ClusterEvent.MemberJoined), typeof(ClusterEvent.MemberUp)], snapshot.Select(static one => one.GetType()));
    }

    [Fact]
    public void Registered_callbacks_are_called_once_when_up_and_when_removed()
    {
        var node = _world.Start("n1");
        var cluster = ClusterWorld.ClusterOf(node);
        var calls = new List<string>();
        cluster.RegisterOnMemberUp(() => calls.Add("up"));
        cluster.RegisterOnMemberRemoved(() => calls.Add("removed"));
        cluster.Join(cluster.SelfAddress);
        Assert.True(_world.RunUntil(() => calls.Count == 1));
        cluster.RegisterOnMemberUp(() => calls.Add("up at once"));
        var left = cluster.LeaveAsync();
        Assert.True(_world.RunUntil(() => left.IsCompletedSuccessfully));
        Assert.Equal(["up", "up at once", "removed"], calls);
        Assert.True(cluster.IsTerminated);
    }
}
