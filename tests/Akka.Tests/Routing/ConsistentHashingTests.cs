using Akka.Actor;
using Akka.Event;
using Akka.Routing;
using Akka.Tests.Actor;

namespace Akka.Tests.Routing;

/// <summary>Equal keys go to the same routee, in every process; when routees come or go, few keys move.</summary>
public sealed class ConsistentHashingTests : RoutingTest
{
    private sealed record Keyed(object Key, string Text) : IConsistentHashable
    {
        public object ConsistentHashKey => Key;

        public override string ToString() => Text;
    }

    private static string Taker(IEnumerable<string> log, string text) => log.Single(l => l.EndsWith(":" + text, StringComparison.Ordinal)).Split(':')[0];

    [Fact]
    public void Messages_with_equal_keys_go_to_the_same_routee_however_they_say_the_key()
    {
        var router = System.ActorOf(new ConsistentHashingPool(5).WithHashMapping(m => m is "mapped" ? "k1" : null).Props(Routee()), "router");
        Send(router, new Keyed("k1", "a"), new ConsistentHashableEnvelope("b", "k1"), "mapped");
        Assert.Single(Log.Select(l => l.Split(':')[0]).Distinct());
        Assert.Equal(["a", "b", "mapped"], Log.Select(l => l.Split(':')[1]).Order());
    }

    [Fact]
    public void Keys_of_many_types_are_spread_and_stay_where_they_are()
    {
        var router = System.ActorOf(new ConsistentHashingPool(4).Props(Routee()), "router");
        object[] keys = ["text", new byte[] { 1, 2, 3 }, 7, 7L, 2.5, true, 'c', Guid.Empty, DayOfWeek.Friday];
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < keys.Length; i++) Send(router, new Keyed(keys[i], $"{round}.{i}"));
        for (var i = 0; i < keys.Length; i++) Assert.Equal(Taker(Log, $"0.{i}"), Taker(Log, $"1.{i}"));
        Assert.Empty(DeadLetters);
    }

    [Fact]
    public void A_message_without_a_key_goes_to_dead_letters_with_a_warning()
    {
        var warnings = Published<Warning>();
        var router = System.ActorOf(new ConsistentHashingPool(2).Props(Routee()), "router");
        Send(router, "keyless", new Keyed(new object(), "not serializable"));
        Assert.Equal(2, DeadLetters.Count);
        Assert.Contains("ConsistentHashableEnvelope", warnings[0].Message.ToString());
        Assert.Contains("consistent hash key", warnings[1].Message.ToString());
    }

    [Fact]
    public void A_group_hashes_too()
    {
        foreach (var name in new[] { "a", "b", "c" }) Start(NewScript(name));
        var router = System.ActorOf(new ConsistentHashingGroup(["/user/a", "/user/b", "/user/c"], m => m).Props(), "router");
        Log.Clear();
        Send(router, [.. Enumerable.Range(0, 60).Select(i => (object)$"m{i % 20}")]);
        Assert.Equal(60, Log.Count);
        Assert.Equal(20, Log.Distinct().Count());
        Assert.Equal(3, Log.Select(l => l[0]).Distinct().Count());
    }

    [Fact]
    public void When_a_routee_leaves_only_its_keys_move()
    {
        var router = System.ActorOf(new ConsistentHashingPool(4).WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy).Props(Routee()), "router");
        for (var i = 0; i < 100; i++) Send(router, new Keyed($"k{i}", $"x{i}"));
        var before = Enumerable.Range(0, 100).Select(i => Taker(Log, $"x{i}")).ToArray();
        System.Stop(RouteesOf(router)[2]);
        Run();
        for (var i = 0; i < 100; i++) Send(router, new Keyed($"k{i}", $"y{i}"));
        for (var i = 0; i < 100; i++)
        {
            var after = Taker(Log, $"y{i}");
            Assert.True(before[i] == "2" ? after != "2" : after == before[i]);
        }
    }

    [Fact]
    public void A_ring_is_the_same_whatever_the_order_of_its_nodes_and_in_every_process()
    {
        string[] names = ["a", "b", "c", "d", "e"];
        var ring = ConsistentHash.Create(names, 50);
        var grown = names.Reverse().Aggregate(ConsistentHash.Create(Array.Empty<string>(), 50), (hash, name) => hash + name);
        var shrunk = (grown + "f") - "f";
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal(ring.NodeFor($"k{i}"), grown.NodeFor($"k{i}"));
            Assert.Equal(ring.NodeFor($"k{i}"), shrunk.NodeFor($"k{i}"));
            Assert.Equal(ring.NodeFor([(byte)i, (byte)(i >> 8)]), grown.NodeFor([(byte)i, (byte)(i >> 8)]));
        }

        // Computed once and written down: another value would send the keys of a rolling upgrade elsewhere.
        Assert.Equal("dacaeadaaadb", string.Concat(Enumerable.Range(0, 12).Select(i => ring.NodeFor($"k{i}"))));
    }

    [Fact]
    public void Nodes_get_their_share_of_the_keys_and_a_new_one_takes_no_more()
    {
        var ring = ConsistentHash.Create(Enumerable.Range(0, 10).Select(i => $"node-{i}"), 100);
        var more = ring + "node-10";
        var moved = 0;
        var shares = new Dictionary<string, int>();
        for (var i = 0; i < 10_000; i++)
        {
            var node = ring.NodeFor($"key-{i}");
            shares[node] = shares.GetValueOrDefault(node) + 1;
            if (more.NodeFor($"key-{i}") is var other && other != node)
            {
                moved++;
                Assert.Equal("node-10", other);
            }
        }

        Assert.Equal(10, shares.Count);
        Assert.All(shares.Values, share => Assert.InRange(share, 600, 1_500));
        Assert.InRange(moved, 500, 1_500);
    }

    [Fact]
    public void An_empty_ring_has_no_node_and_a_ring_needs_points()
    {
        var empty = ConsistentHash.Create(Array.Empty<string>(), 3);
        Assert.True(empty.IsEmpty);
        Assert.Throws<InvalidOperationException>(() => empty.NodeFor("k"));
        Assert.Throws<InvalidOperationException>(() => empty.NodeFor([1]));
        Assert.Throws<ArgumentException>(() => ConsistentHash.Create(["a"], 0));
    }
}
