using Akka.Actor;
using Akka.Cluster.Tests.Nodes;
using Akka.Event;
using Akka.Simulation;

namespace Akka.Cluster.Tools.Tests.Singleton;

/// <summary>A proxy on any node reaches the instance wherever it is; while there is none, what it gets waits in a bounded buffer.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly SingletonWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void What_is_sent_to_a_proxy_reaches_the_instance_with_its_sender()
    {
        var nodes = _world.StartCluster(3);
        foreach (var node in nodes)
        {
            var answers = Ask(node, _world.Proxy(node));
            Assert.True(_world.RunUntil(() => answers.Count > 0, 5), node.Name);
            Assert.Equal(["n1"], answers);
        }
    }

    [Fact]
    public void Messages_wait_through_a_hand_over_and_arrive_in_order()
    {
        var nodes = _world.StartCluster(3, stop: "slow");
        var proxy = _world.Proxy(nodes[2]);
        _world.Run(2);
        CoordinatedShutdown.Get(nodes[0].System).Run(CoordinatedShutdown.UnknownReason.Instance);
        _world.Run(3);
        Assert.True(_world.LivesOn("n1"));
        for (var i = 0; i < 100; i++) proxy.Tell($"message {i}");
        Assert.True(_world.RunUntil(() => _world.Told.Contains(("n2", "message 99")), 6));
        Assert.Equal(Enumerable.Range(0, 100).Select(static i => ("n2", (object)$"message {i}")), _world.Told.Where(static one => one.Message is string text && text.StartsWith("message", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_full_buffer_drops_the_earliest_and_names_it()
    {
        var node = _world.Start("n1");
        var proxy = _world.Proxy(node, static own => own.WithBufferSize(3));
        var warnings = Warnings(node);
        var letters = DeadLetters(node);
        foreach (var i in Enumerable.Range(1, 5)) proxy.Tell(i);
        _world.Run(1);
        Assert.Equal(2, warnings.Count);
        Assert.Equal([1, 2], letters);
        Assert.All(warnings, static warning => Assert.Equal("Singleton not available, buffer is full, dropping first message [System.Int32]", warning));
        _world.Manage(node);
        Assert.True(_world.RunUntil(() => _world.Told.Count == 3, 10));
        Assert.Equal([3, 4, 5], _world.Told.Select(static one => one.Message));
    }

    [Fact]
    public void Without_a_buffer_nothing_waits()
    {
        var node = _world.Start("n1");
        var proxy = _world.Proxy(node, static own => own.WithBufferSize(0));
        var letters = DeadLetters(node);
        proxy.Tell("lost");
        _world.Run(1);
        Assert.Equal(["lost"], letters);
        _world.Manage(node);
        Assert.True(_world.RunUntil(() => _world.LivesOn("n1"), 10));
        _world.Run(2);
        proxy.Tell("kept");
        _world.Run(1);
        Assert.Equal([("n1", (object)"kept")], _world.Told);
    }

    [Fact]
    public void What_still_waits_when_a_proxy_stops_becomes_dead_letters()
    {
        var node = _world.Start("n1");
        var proxy = _world.Proxy(node);
        var letters = DeadLetters(node);
        proxy.Tell("one");
        proxy.Tell("two");
        _world.Run(1);
        Assert.Empty(letters);
        node.System.Stop(proxy);
        _world.Run(1);
        Assert.Equal(["one", "two"], letters);
    }

    [Fact]
    public void A_proxy_finds_the_instance_again_after_a_crash()
    {
        var nodes = _world.StartCluster(3);
        var proxy = _world.Proxy(nodes[2]);
        _world.Run(2);
        nodes[0].Crash();
        Assert.True(_world.RunUntil(() => _world.LivesOn("n2"), 30));
        var answers = Ask(nodes[2], proxy);
        Assert.True(_world.RunUntil(() => answers.Count > 0, 2));
        Assert.Equal(["n2"], answers);
    }

    [Fact]
    public void An_instance_that_is_started_again_by_a_supervisor_is_found_under_its_name()
    {
        var nodes = _world.StartCluster(2);
        var proxy = _world.Proxy(nodes[1]);
        _world.Run(2);
        proxy.Tell("fail");
        var answers = Ask(nodes[1], proxy);
        Assert.True(_world.RunUntil(() => answers.Count > 0, 2));
    }

    [Fact]
    public void A_node_that_hosts_nothing_itself_has_a_proxy_too()
    {
        var host = _world.Start("n1", "akka.cluster.roles = [host]\nakka.cluster.singleton.role = host");
        var guest = _world.Start("n2", "akka.cluster.roles = [guest]");
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(host, guest)));
        _world.Manage(host);
        var answers = Ask(guest, _world.Proxy(guest, static own => own.WithRole("host")));
        Assert.True(_world.RunUntil(() => answers.Count > 0, 5));
    }

    private static List<object> Ask(SimulatedNode node, IActorRef proxy)
    {
        var answers = new List<object>();
        proxy.Tell("ask", node.System.ActorOf(Props.Create(() => new Collector(answers))));
        return answers;
    }

    private static List<string> Warnings(SimulatedNode node)
    {
        var found = new List<string>();
        node.System.EventStream.Subscribe(node.System.ActorOf(Props.Create(() => new Listener(found))), typeof(Warning));
        return found;
    }

    private static List<object> DeadLetters(SimulatedNode node)
    {
        var found = new List<object>();
        node.System.EventStream.Subscribe(node.System.ActorOf(Props.Create(() => new Letters(found))), typeof(DeadLetter));
        return found;
    }

    private sealed class Letters(List<object> into) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            // The proxy's own questions go to nobody, as long as there is no instance.
            if (message is DeadLetter { Message: string or int } letter) into.Add(letter.Message);
        }
    }

    private sealed class Listener(List<string> into) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Warning warning && warning.ToString().Contains("Singleton", StringComparison.Ordinal)) into.Add(warning.Message.ToString()!);
        }
    }
}
