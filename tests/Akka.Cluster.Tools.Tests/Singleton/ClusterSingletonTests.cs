using Akka.Actor;
using Akka.Cluster.Tests.Nodes;
using Akka.Cluster.Tools.Singleton;

namespace Akka.Cluster.Tools.Tests.Singleton;

/// <summary>The extension starts manager and proxy of a singleton, once on each node.</summary>
public sealed class ClusterSingletonTests : IDisposable
{
    private readonly SingletonWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Each_node_gets_a_proxy_that_reaches_the_one_instance()
    {
        var nodes = Enumerable.Range(1, 3).Select(i => _world.Start($"n{i}")).ToArray();
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes)));
        var oldest = nodes.Single(node => ClusterWorld.ClusterOf(node).SelfMember.UpNumber == 1);
        foreach (var node in nodes)
        {
            var answers = new List<object>();
            ClusterSingleton.Get(node.System).Init(SingletonActor.Create(_world.Instance(node), "counter")).Tell("ask", node.System.ActorOf(Props.Create(() => new Collector(answers))));
            Assert.True(_world.RunUntil(() => answers.Count > 0, 10), node.Name);
            Assert.Equal([oldest.Name], answers);
        }

        Assert.Equal(1, _world.Started);
    }

    [Fact]
    public void A_second_call_gives_the_same_proxy()
    {
        var node = _world.Start("n1");
        var singletons = ClusterSingleton.Get(node.System);
        var proxy = singletons.Init(SingletonActor.Create(_world.Instance(node), "a"));
        Assert.Same(proxy, singletons.Init(SingletonActor.Create(_world.Instance(node), "a")));
        Assert.NotSame(proxy, singletons.Init(SingletonActor.Create(_world.Instance(node), "b")));
        Assert.Same(singletons, ClusterSingleton.Get(node.System));
    }

    [Fact]
    public void A_node_without_the_role_gets_a_proxy_only()
    {
        var host = _world.Start("n1", "akka.cluster.roles = [host]");
        var guest = _world.Start("n2", "akka.cluster.roles = [guest]");
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(host, guest)));
        var answers = new List<object>();
        foreach (var node in new[] { guest, host })
        {
            var settings = ClusterSingletonSettings.Create(node.System).WithRole("host");
            ClusterSingleton.Get(node.System).Init(SingletonActor.Create(_world.Instance(node), "a").WithSettings(settings).WithStopMessage("stop"))
                .Tell("ask", node.System.ActorOf(Props.Create(() => new Collector(answers))));
        }

        Assert.True(_world.RunUntil(() => answers.Count == 2, 10));
        Assert.Equal(["n1", "n1"], answers);
        CoordinatedShutdown.Get(host.System).Run(CoordinatedShutdown.UnknownReason.Instance);
        Assert.True(_world.RunUntil(() => _world.Live.Count == 0, 5));
        Assert.Contains(("n1", (object)"stop"), _world.Told);
    }
}
