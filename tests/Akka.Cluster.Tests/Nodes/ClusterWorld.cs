using Akka.Actor;
using Akka.Configuration;
using Akka.Simulation;

namespace Akka.Cluster.Tests.Nodes;

/// <summary>Whole actor systems that form clusters on a simulated network, in virtual time.</summary>
internal sealed class ClusterWorld : IDisposable
{
    private const string Defaults = """
        akka {
          loglevel = WARNING
          actor.provider = cluster
          remote.dot-netty.tcp.port = 4053
          cluster {
            roles = [node]
            split-brain-resolver.stable-after = 3s
            split-brain-resolver.keep-majority.role = node
          }
        }
        """;

    public ClusterWorld(long seed = 1, SimulationTrace? trace = null)
    {
        World = new SimulatedWorld(seed, trace);
        Network = new SimulatedNetwork(World);
    }

    public SimulatedWorld World { get; }

    public SimulatedNetwork Network { get; }

    public static Address AddressOf(string name) => new("akka.tcp", "sim", name, 4053);

    /// <summary>Starts a node that joins nobody by itself.</summary>
    public SimulatedNode Start(string name, string config = "")
    {
        var node = World.AddNode(name, ConfigurationFactory.ParseString(config).WithFallback(ConfigurationFactory.ParseString(Defaults)), Network.Setup);
        node.Start();
        return node;
    }

    /// <summary>Starts nodes that have the first of them for their seed.</summary>
    public SimulatedNode[] StartCluster(int count, string config = "")
    {
        var nodes = Enumerable.Range(1, count).Select(i => Start($"n{i}", $"akka.cluster.seed-nodes = [\"{AddressOf("n1")}\"]\n{config}")).ToArray();
        Assert.True(RunUntil(() => IsWhole(nodes)), "the cluster did not form");
        return nodes;
    }

    public static Cluster ClusterOf(SimulatedNode node) => Cluster.Get(node.System);

    /// <summary>Whether some nodes are all up in one cluster of just them, and agree.</summary>
    public static bool IsWhole(params SimulatedNode[] nodes) => Array.TrueForAll(nodes, node =>
    {
        if (!node.IsUp) return false;
        var gossip = ClusterOf(node).Latest;
        return gossip.Members.Length == nodes.Length && gossip.SeenByAll && gossip.Unreachable.Count == 0 && gossip.MemberList.All(static member => member.Status is MemberStatus.Up);
    });

    public void Run(double seconds) => World.RunFor(TimeSpan.FromSeconds(seconds));

    public bool RunUntil(Func<bool> condition, double seconds = 60) => World.RunUntil(condition, TimeSpan.FromSeconds(seconds));

    public void Dispose() => World.Dispose();
}

/// <summary>Keeps what it gets.</summary>
internal sealed class Collector(List<object> into) : UntypedActor
{
    protected override void OnReceive(object message) => into.Add(message);
}
