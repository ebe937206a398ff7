using Akka.Actor;
using Akka.Cluster.Tests.Nodes;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Coordination;
using Akka.Event;
using Akka.Simulation;
using Xunit.Abstractions;

namespace Akka.Cluster.Tools.Tests.Singleton;

/// <summary>One instance lives, on the oldest member; it moves on when that leaves or dies, and there are never two. Actor systems on a simulated network.</summary>
public sealed class ManagerTests(ITestOutputHelper output) : IDisposable
{
    private readonly SingletonWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_instance_lives_on_the_oldest_member()
    {
        _world.StartCluster(3);
        _world.Run(30);
        Assert.True(_world.LivesOn("n1"));
        Assert.Equal(1, _world.Started);
    }

    [Fact]
    public void It_is_handed_over_within_two_seconds_when_its_node_leaves_and_is_away_for_one_message()
    {
        var (longest, away) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var seed = 1; seed <= 20; seed++)
        {
            using var world = new SingletonWorld(seed);
            var nodes = world.StartCluster(3);
            world.Run(10 + (seed * 0.13));
            CoordinatedShutdown.Get(nodes[0].System).Run(CoordinatedShutdown.UnknownReason.Instance);
            var left = world.World.Now;
            Assert.True(world.RunUntil(() => world.Live.Count == 0));
            var stopped = world.World.Now;
            Assert.True(world.RunUntil(() => world.LivesOn("n2")));
            longest = Longer(longest, world.World.Now - left);
            away = Longer(away, world.World.Now - stopped);
            Assert.Equal(1, world.MostAtOnce);
        }

        output.WriteLine($"of 20 hand-overs the longest took {longest.TotalMilliseconds:F0} ms, and the instance was away for {away.TotalMilliseconds:F1} ms at most");
        Assert.True(longest < TimeSpan.FromSeconds(2), $"{longest}");
        Assert.True(away < TimeSpan.FromMilliseconds(50), $"{away}");
    }

    [Fact]
    public void Only_when_it_has_stopped_the_next_one_starts()
    {
        var nodes = _world.StartCluster(2, stop: "slow");
        CoordinatedShutdown.Get(nodes[0].System).Run(CoordinatedShutdown.UnknownReason.Instance);
        _world.Run(4);
        Assert.True(_world.LivesOn("n1"));
        Assert.Contains(("n1", "slow"), _world.Told);
        Assert.True(_world.RunUntil(() => _world.LivesOn("n2"), 3));
        Assert.Equal(1, _world.MostAtOnce);
    }

    [Fact]
    public void It_follows_the_age_when_all_nodes_leave_one_after_the_other()
    {
        var nodes = _world.StartCluster(4);
        foreach (var (node, next) in nodes.Zip(["n2", "n3", "n4"]))
        {
            CoordinatedShutdown.Get(node.System).Run(CoordinatedShutdown.UnknownReason.Instance);
            Assert.True(_world.RunUntil(() => _world.LivesOn(next), 5), next);
        }

        CoordinatedShutdown.Get(nodes[3].System).Run(CoordinatedShutdown.UnknownReason.Instance);
        Assert.True(_world.RunUntil(() => nodes[3].System.WhenTerminated.IsCompleted, 5));
        Assert.Empty(_world.Live);
        Assert.Equal((4, 1), (_world.Started, _world.MostAtOnce));
    }

    [Fact]
    public void After_a_crash_the_next_one_waits_for_the_removal_and_the_margin()
    {
        var nodes = _world.StartCluster(3);
        _world.Run(10);
        nodes[0].Crash();
        var crashed = _world.World.Now;
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes[1..])));
        _world.Run(2.8);
        Assert.Empty(_world.Live);
        Assert.True(_world.RunUntil(() => _world.LivesOn("n2"), 1));
        output.WriteLine($"{(_world.World.Now - crashed).TotalSeconds:F1} s after the crash");
    }

    [Fact]
    public void A_restart_on_the_same_address_proves_the_death_of_the_earlier_incarnation()
    {
        var nodes = _world.StartCluster(3, "akka.cluster.seed-nodes = [\"akka.tcp://sim@n1:4053\", \"akka.tcp://sim@n2:4053\"]");
        _world.Run(10);
        nodes[0].Crash();
        _world.Run(1);
        nodes[0].Start();
        _world.Manage(nodes[0]);
        Assert.True(_world.RunUntil(() => _world.Live.Count > 0, 3));
        Assert.True(_world.LivesOn("n2"));
        _world.Run(20);
        Assert.Equal((2, 1), (_world.Started, _world.MostAtOnce));
    }

    [Fact]
    public void The_smaller_side_of_a_partition_loses_it_and_the_larger_one_has_it_again()
    {
        var nodes = _world.StartCluster(5);
        _world.Run(10);
        _world.Network.Partition(nodes[..2], nodes[2..]);
        Assert.True(_world.RunUntil(() => _world.LivesOn("n3"), 30));
        _world.Run(10);
        Assert.True(_world.LivesOn("n3"));
        Assert.Equal(1, _world.MostAtOnce);
    }

    [Fact]
    public void A_node_that_is_downed_by_hand_stops_it_at_once()
    {
        var nodes = _world.StartCluster(3);
        ClusterWorld.ClusterOf(nodes[1]).Down(ClusterWorld.AddressOf("n1"));
        Assert.True(_world.RunUntil(() => _world.Live.Count == 0, 2));
        Assert.True(_world.RunUntil(() => _world.LivesOn("n2"), 15));
        Assert.Equal(1, _world.MostAtOnce);
    }

    [Fact]
    public void An_instance_that_fails_is_restarted_and_one_that_stops_by_itself_stays_away_until_the_next_hand_over()
    {
        var nodes = _world.StartCluster(2);
        var instance = nodes[0].System.ActorSelection("/user/manager/singleton");
        instance.Tell("fail");
        _world.Run(1);
        Assert.True(_world.LivesOn("n1"));
        Assert.Equal(2, _world.Started);
        instance.Tell("stop");
        _world.Run(30);
        Assert.Empty(_world.Live);
        CoordinatedShutdown.Get(nodes[0].System).Run(CoordinatedShutdown.UnknownReason.Instance);
        Assert.True(_world.RunUntil(() => _world.LivesOn("n2"), 5));
    }

    [Fact]
    public void Members_without_the_role_do_not_host_it()
    {
        var first = _world.Start("n1", "akka.cluster.roles = [other]");
        var second = _world.Start("n2", "akka.cluster.roles = [host]");
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(first, second)));
        _world.Manage(second, static own => own.WithRole("host"));
        Assert.True(_world.RunUntil(() => _world.LivesOn("n2"), 5));
        var refused = Assert.Throws<ArgumentException>(() => Create(first, static own => own.WithRole("host")));
        Assert.Contains("This cluster member [akka.tcp://sim@n1:4053] doesn't have the role [host]", refused.Message);
        _world.Run(5);
        Assert.True(_world.LivesOn("n2"));
    }

    [Fact]
    public void Of_members_with_different_versions_the_newest_version_hosts_it_where_that_is_asked_for()
    {
        const string Old = "akka.cluster { app-version = \"1.0\", singleton.consider-app-version = on }";
        var nodes = _world.StartCluster(2, Old);
        var newer = _world.Start("n3", "akka.cluster { app-version = \"1.1\", singleton.consider-app-version = on }");
        _world.Manage(newer);
        Assert.True(_world.RunUntil(() => _world.LivesOn("n3"), 20));
        CoordinatedShutdown.Get(newer.System).Run(CoordinatedShutdown.UnknownReason.Instance);
        Assert.True(_world.RunUntil(() => _world.LivesOn("n1"), 10));
        Assert.True(nodes[1].IsUp);
        Assert.Equal(1, _world.MostAtOnce);
    }

    [Fact]
    public void The_next_one_waits_for_an_instance_that_does_not_stop_until_its_node_has_gone()
    {
        var nodes = _world.StartCluster(2, "akka.coordinated-shutdown.phases.cluster-exiting.timeout = 25s", stop: "never");
        var stuck = StuckOn(nodes[1]);
        CoordinatedShutdown.Get(nodes[0].System).Run(CoordinatedShutdown.UnknownReason.Instance);
        _world.Run(24);
        Assert.True(_world.LivesOn("n1"));
        Assert.Empty(stuck);
        Assert.True(_world.RunUntil(() => _world.LivesOn("n2"), 10));
        Assert.Equal(1, _world.MostAtOnce);
    }

    [Fact]
    public void A_manager_whose_predecessor_does_not_answer_begins_anew_and_still_waits_for_its_removal()
    {
        var first = _world.Start("n1", "akka.coordinated-shutdown.phases.cluster-exiting.timeout = 20s");
        var second = _world.Start("n2", "akka.cluster.singleton.min-number-of-hand-over-retries = 2");
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(first, second)));
        _world.Manage(second);
        var stuck = StuckOn(second);
        CoordinatedShutdown.Get(first.System).AddTask(CoordinatedShutdown.PhaseClusterExiting, "takes its time", static () => new TaskCompletionSource<Done>().Task);
        CoordinatedShutdown.Get(first.System).Run(CoordinatedShutdown.UnknownReason.Instance);
        _world.Run(19);
        // The margin of 3 s makes six questions of the two, a second apart.
        Assert.Equal(3, stuck.Count);
        Assert.Contains("Becoming singleton oldest was stuck", stuck[0].Message, StringComparison.Ordinal);
        Assert.Empty(_world.Live);
        Assert.True(_world.RunUntil(() => _world.LivesOn("n2"), 10));
    }

    [Fact]
    public void A_lease_is_refused() =>
        Assert.Contains("lease", Assert.Throws<ConfigurationException>(() => Create(_world.Start("n1"), static own => own.WithLeaseSettings(new LeaseUsageSettings("a.lease", TimeSpan.FromSeconds(1))))).Message, StringComparison.Ordinal);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static List<Exception> StuckOn(SimulatedNode node)
    {
        var found = new List<Exception>();
        var listener = node.System.ActorOf(Props.Create(() => new Listener(found)));
        node.System.EventStream.Subscribe(listener, typeof(Error));
        return found;
    }

    private sealed class Listener(List<Exception> into) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Error { Cause: ClusterSingletonManagerIsStuckException stuck }) into.Add(stuck);
        }
    }

    // What the constructor throws reaches no caller when an actor starts.
    private Exception? Failure { get; set; }

    private void Create(SimulatedNode node, Func<ClusterSingletonManagerSettings, ClusterSingletonManagerSettings> settings)
    {
        var props = ClusterSingletonManager.Props(_world.Instance(node), settings(ClusterSingletonManagerSettings.Create(node.System)));
        node.System.ActorOf(Props.CreateBy(new Caught(this, props)), "caught");
        _world.Run(1);
        if (Failure is { } failure) throw failure;
    }

    private sealed class Caught(ManagerTests tests, Props props) : IIndirectActorProducer
    {
        public Type ActorType => props.Type;

        public ActorBase Produce()
        {
            try
            {
                return props.NewActor();
            }
            catch (Exception failure)
            {
                tests.Failure = failure;
                throw;
            }
        }

        public void Release(ActorBase actor)
        {
        }
    }
}
