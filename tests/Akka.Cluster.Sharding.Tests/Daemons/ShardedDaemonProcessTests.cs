using Akka.Actor;
using Akka.Cluster.Sharding.Tests.Region;
using Akka.Configuration;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Daemons;

/// <summary>All instances of a daemon process run, each once, spread over the nodes, whatever comes and goes; messages reach them in turn.</summary>
public sealed class ShardedDaemonProcessTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void All_instances_start_by_themselves_and_are_spread_over_the_nodes()
    {
        var nodes = Enumerable.Range(1, 3).Select(StartNode).ToArray();
        Assert.True(_world.RunUntil(() => Running().Count == 6));
        Assert.True(_world.RunUntil(() => nodes.All(node => Running().Values.Count(on => on == node.Name) == 2)));
        _world.Run(600);
        Assert.Equal(6, Running().Count);
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void Instances_of_a_node_that_crashes_are_started_elsewhere()
    {
        var nodes = Enumerable.Range(1, 3).Select(StartNode).ToArray();
        Assert.True(_world.RunUntil(() => nodes.All(node => Running().Values.Count(on => on == node.Name) == 2)));
        nodes[2].Crash();
        Assert.True(_world.RunUntil(() => Running() is { Count: 6 } running && !running.ContainsValue("n3")));
    }

    [Fact]
    public void Instances_of_a_node_that_leaves_get_their_stop_message_and_run_elsewhere()
    {
        var nodes = Enumerable.Range(1, 3).Select(StartNode).ToArray();
        Assert.True(_world.RunUntil(() => nodes.All(node => Running().Values.Count(on => on == node.Name) == 2)));
        var before = _world.Journal.Count("asked to stop");
        CoordinatedShutdown.Get(nodes[2].System).Run(CoordinatedShutdown.UnknownReason.Instance);
        Assert.True(_world.RunUntil(() => Running() is { Count: 6 } running && !running.ContainsValue("n3")));
        Assert.Equal(before + 2, _world.Journal.Count("asked to stop"));
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void An_instance_that_stops_itself_is_started_again_within_the_interval()
    {
        var node = StartNode(1);
        Assert.True(_world.RunUntil(() => Running().Count == 6));
        ClusterSharding.Get(node.System).ShardRegion("sharded-daemon-process-worker").Tell(new ShardingEnvelope("4", new StopYourself("4")));
        Assert.True(_world.RunUntil(() => Running().Count == 5, 1));
        Assert.True(_world.RunUntil(() => Running().Count == 6, 10.5));
    }

    [Fact]
    public void Messages_go_to_the_instances_in_turn_from_any_node()
    {
        var node = StartNode(1);
        StartNode(2);
        var gate = _world.StartNode("n3", "akka.cluster.roles = [gate]");
        var guest = _world.StartNode("n4", "akka.cluster.roles = [guest]");
        var routers = new[]
        {
            Init(node),
            ShardedDaemonProcess.Get(gate.System).InitProxy("worker", 6, "node"),
            Init(guest),
        };
        Assert.True(_world.RunUntil(() => Running().Count == 6));
        for (var i = 0; i < 12; i++)
            foreach (var router in routers) router.Tell(new Put("any", i));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 36));
        for (var i = 0; i < 6; i++) Assert.Equal([i, i, i, i + 6, i + 6, i + 6], _world.Journal.Numbers($"w{i}").Order());
        Assert.Contains(_world.Ask<string>(routers[1], new Where("any")), new[] { "n1", "n2" });
        Assert.DoesNotContain(_world.Journal.Entries, static entry => entry.Node is "n3" or "n4");
    }

    [Fact]
    public void It_is_started_once_and_in_reason()
    {
        var node = StartNode(1);
        Assert.Same(Init(node), Init(node));
        var daemons = ShardedDaemonProcess.Get(node.System);
        Assert.Same(daemons, ShardedDaemonProcess.Get(node.System));
        Assert.Throws<ArgumentOutOfRangeException>(() => daemons.Init("none", 0, static _ => Props.Empty));
        Assert.Throws<ArgumentOutOfRangeException>(() => daemons.InitProxy("none", 0, ""));
        Assert.Throws<ArgumentException>(() => daemons.Init("", 1, static _ => Props.Empty));
    }

    [Fact]
    public void The_settings_have_the_documented_defaults_and_change_one_by_one()
    {
        using var system = ActorSystem.Create("daemons", "akka.cluster.sharding.buffer-size = 7\nakka.cluster.sharded-daemon-process.sharding.retry-interval = 5s");
        var settings = ShardedDaemonProcessSettings.Create(system);
        Assert.Equal((TimeSpan.FromSeconds(10), null, null), (settings.KeepAliveInterval, settings.ShardingSettings, settings.Role));
        var sharding = ClusterShardingSettings.Create(system, "akka.cluster.sharded-daemon-process.sharding");
        Assert.Equal((7, TimeSpan.FromSeconds(5)), (sharding.TuningParameters.BufferSize, sharding.TuningParameters.RetryInterval));
        Assert.Equal(TimeSpan.FromSeconds(2), ClusterShardingSettings.Create(system).TuningParameters.RetryInterval);
        var changed = settings.WithKeepAliveInterval(TimeSpan.FromSeconds(1)).WithRole("r").WithShardingSettings(sharding);
        Assert.Equal((TimeSpan.FromSeconds(1), sharding, "r"), (changed.KeepAliveInterval, changed.ShardingSettings, changed.Role));
        Assert.Throws<ArgumentOutOfRangeException>(() => settings.WithKeepAliveInterval(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(3), ShardedDaemonProcessSettings.FromConfig(ConfigurationFactory.ParseString("keep-alive-interval = 3s")).KeepAliveInterval);
    }

    private SimulatedNode StartNode(int number)
    {
        var node = _world.StartNode($"n{number}");
        Init(node);
        return node;
    }

    private IActorRef Init(SimulatedNode node) => ShardedDaemonProcess.Get(node.System).Init(
        "worker", 6, number => Props.Create(() => new Box($"w{number}", node.Name, _world.Journal)), PleaseStop.Instance);

    // Where each instance runs, on nodes that live.
    private Dictionary<string, string> Running()
    {
        var running = new Dictionary<string, string>();
        foreach (var entry in _world.Journal.Entries)
        {
            if (entry.What == "start") running[entry.Box] = entry.Node;
            else if (entry.What == "stop" && running.GetValueOrDefault(entry.Box) == entry.Node) running.Remove(entry.Box);
        }

        return running;
    }
}
