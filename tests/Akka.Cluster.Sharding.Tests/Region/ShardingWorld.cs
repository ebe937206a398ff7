using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>Whole nodes with sharding, on a simulated network with one simulated database, in virtual time.</summary>
internal sealed class ShardingWorld : IDisposable
{
    public const string TypeName = "box";

    private static readonly Config Defaults = ConfigurationFactory.ParseString("""
        akka {
          loglevel = WARNING
          actor.provider = cluster
          remote.dot-netty.tcp.port = 4053
          cluster {
            roles = [node]
            split-brain-resolver.stable-after = 3s
            sharding {
              role = node
              coordinator-failure-backoff = 1s
              rebalance-interval = 2s
            }
          }
        }
        """).WithFallback(SimulatedPersistence.Config("db", serialize: true));

    private static readonly SystemTextJsonSetup Types = SystemTextJsonSetup.Create().WithType<Put>().WithType<Wrapped>().WithType<GoAway>().WithType<Break>().WithType<StopYourself>().WithType<Where>();

    public ShardingWorld(long seed = 1)
    {
        World = new SimulatedWorld(seed);
        Network = new SimulatedNetwork(World);
    }

    public SimulatedWorld World { get; }

    public SimulatedNetwork Network { get; }

    /// <summary>What coordinators store in.</summary>
    public SimulatedDisk Database => World.SharedDisk("db");

    /// <summary>What happened to entities, in order.</summary>
    public Journal Journal { get; } = new();

    public static IMessageExtractor Extractor { get; } = HashCodeMessageExtractor.Create(
        10, static message => (message as BoxMessage)?.Box, static message => message is Wrapped wrapped ? wrapped.Inside : message);

    public static Address AddressOf(string name) => new("akka.tcp", "sim", name, 4053);

    /// <summary>Starts a node whose seed is the first, without sharding.</summary>
    public SimulatedNode StartNode(string name, string config = "")
    {
        var node = World.AddNode(name, ConfigurationFactory.ParseString($"akka.cluster.seed-nodes = [\"{AddressOf("n1")}\"]\n{config}").WithFallback(Defaults), Network.Setup, Types);
        node.Start();
        return node;
    }

    /// <summary>Starts nodes, each with a region, and waits until all regions are registered.</summary>
    public SimulatedNode[] StartCluster(int count, string config = "", object? stopMessage = null)
    {
        var nodes = new List<SimulatedNode>();
        for (var i = 1; i <= count; i++)
        {
            var node = StartNode($"n{i}", config);
            StartRegion(node, stopMessage);
            nodes.Add(node);
            // One after the other, so that the first is the oldest.
            Assert.True(RunUntil(() => IsRegistered(node)), $"the region on {node} did not register");
        }

        return [.. nodes];
    }

    public IActorRef StartRegion(SimulatedNode node, object? stopMessage = null, Func<string, Props>? props = null, IShardAllocationStrategy? strategy = null)
    {
        var sharding = ClusterSharding.Get(node.System);
        return sharding.Start(
            TypeName,
            props ?? (id => Props.Create(() => new Box(id, node.Name, Journal))),
            sharding.Settings,
            Extractor,
            strategy ?? sharding.DefaultShardAllocationStrategy(sharding.Settings),
            stopMessage ?? PoisonPill.Instance);
    }

    public static IActorRef RegionOf(SimulatedNode node) => ClusterSharding.Get(node.System).ShardRegion(TypeName);

    public static RegionLife LifeOf(SimulatedNode node) => ClusterSharding.Get(node.System).LifeOf(TypeName)!;

    public static bool IsRegistered(SimulatedNode node) => LifeOf(node).IsRegistered;

    public void Run(double seconds) => World.RunFor(TimeSpan.FromSeconds(seconds));

    public bool RunUntil(Func<bool> condition, double seconds = 60) => World.RunUntil(condition, TimeSpan.FromSeconds(seconds));

    /// <summary>Asks, and runs the world until there is an answer.</summary>
    public T Ask<T>(IActorRef actor, object question, double seconds = 20)
    {
        var answer = actor.Ask<T>(question, TimeSpan.FromSeconds(seconds));
        Assert.True(RunUntil(() => answer.IsCompleted, seconds + 1));
        return answer.Result;
    }

    public void Dispose() => World.Dispose();
}
