using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>What cannot be delivered yet is kept up to a bound; what is beyond is refused visibly. What makes no sense is unhandled.</summary>
public sealed class BufferTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Beyond_the_bound_messages_are_refused_and_counted()
    {
        // Nobody founds a cluster: there is no coordinator.
        var node = _world.StartNode("n2", "akka.cluster.sharding.buffer-size = 10");
        var (dead, warnings) = (new List<object>(), new List<object>());
        node.System.EventStream.Subscribe(node.System.ActorOf(Props.Create(() => new Listener(dead))), typeof(DeadLetter));
        node.System.EventStream.Subscribe(node.System.ActorOf(Props.Create(() => new Listener(warnings))), typeof(Warning));
        var region = _world.StartRegion(node);
        for (var i = 0; i < 25; i++) region.Tell(new Put("b", i));
        _world.Run(1);
        var buffers = ShardingWorld.LifeOf(node).Buffers;
        Assert.Equal((10, 15L), (buffers.Kept, buffers.Refused));
        Assert.Equal(Enumerable.Range(10, 15), dead.Select(static one => ((Put)((DeadLetter)one).Message).Number));
        var warning = Assert.Single(warnings.Select(static one => one.ToString()!), static text => text.Contains("buffer-size", StringComparison.Ordinal));
        Assert.Contains("box", warning, StringComparison.Ordinal);
        _world.Run(6);
        region.Tell(new Put("b", 99));
        _world.Run(1);
        Assert.Contains(warnings, static one => one.ToString()!.Contains("15 were refused since", StringComparison.Ordinal));

        var seed = _world.StartNode("n1");
        _world.StartRegion(seed);
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 10));
        Assert.Equal(Enumerable.Range(0, 10), _world.Journal.Numbers("b"));
        Assert.Equal(0, buffers.Kept);
    }

    [Fact]
    public void What_waits_for_a_stopping_entity_counts_too()
    {
        var node = _world.StartNode("n1", "akka.cluster.sharding.buffer-size = 10");
        var region = _world.StartRegion(node, props: static _ => Props.Create(() => new Stubborn()));
        region.Tell(new GoAway("b"));
        Assert.True(_world.RunUntil(() => ShardingWorld.IsRegistered(node)));
        _world.Run(1);
        for (var i = 0; i < 25; i++) region.Tell(new Put("b", i));
        _world.Run(1);
        Assert.Equal((10, 15L), (ShardingWorld.LifeOf(node).Buffers.Kept, ShardingWorld.LifeOf(node).Buffers.Refused));
    }

    [Fact]
    public void A_message_for_no_entity_is_unhandled()
    {
        var node = _world.StartCluster(1)[0];
        var unhandled = new List<object>();
        node.System.EventStream.Subscribe(node.System.ActorOf(Props.Create(() => new Listener(unhandled))), typeof(UnhandledMessage));
        var region = ShardingWorld.RegionOf(node);
        region.Tell("no box");
        region.Tell(new Put("", 1));
        region.Tell(new ShardingEnvelope("", "x"));
        region.Tell(new Passivate("wrong way"));
        _world.Run(1);
        Assert.Equal(["no box", new Put("", 1)], unhandled.Take(2).Select(static one => ((UnhandledMessage)one).Message));
        Assert.Equal(4, unhandled.Count);
    }

    [Fact]
    public void A_failing_extractor_costs_its_message_only()
    {
        var node = _world.StartNode("n1");
        var sharding = ClusterSharding.Get(node.System);
        var dead = new List<object>();
        node.System.EventStream.Subscribe(node.System.ActorOf(Props.Create(() => new Listener(dead))), typeof(DeadLetter));
        var world = _world;
        var extractor = HashCodeMessageExtractor.Create(10, static message => message is Put { Number: 13 } ? throw new InvalidOperationException("unlucky") : (message as Put)?.Box);
        var region = sharding.Start("box", id => Props.Create(() => new Box(id, "n1", world.Journal)), sharding.Settings, extractor);
        for (var i = 0; i < 20; i++) region.Tell(new Put("b", i));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 19));
        Assert.Equal(Enumerable.Range(0, 20).Where(static i => i != 13), _world.Journal.Numbers("b"));
        Assert.Equal(13, ((Put)((DeadLetter)Assert.Single(dead)).Message).Number);
    }

    [Fact]
    public void A_failing_extractor_costs_its_message_only_among_those_for_entities_that_run()
    {
        const int Boxes = 50, Numbers = 10; // several times what a region sends together
        var node = _world.StartNode("n1");
        var sharding = ClusterSharding.Get(node.System);
        var dead = new List<object>();
        node.System.EventStream.Subscribe(node.System.ActorOf(Props.Create(() => new Listener(dead))), typeof(DeadLetter));
        var world = _world;
        var extractor = HashCodeMessageExtractor.Create(
            10,
            static message => message is Put { Number: 3 } ? throw new InvalidOperationException("no id") : (message as Put)?.Box,
            static message => message is Put { Number: 4 } ? throw new InvalidOperationException("no content") : message);
        var region = sharding.Start("box", id => Props.Create(() => new Box(id, "n1", world.Journal)), sharding.Settings, extractor);
        for (var box = 0; box < Boxes; box++) region.Tell(new Put($"b{box}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == Boxes));
        _world.Run(1);
        var sender = node.System.ActorOf(Props.Create(() => new Listener(new List<object>())));
        for (var number = 1; number < Numbers; number++)
            for (var box = 0; box < Boxes; box++) region.Tell(number == 5 && box % 7 == 0 ? new Put($"new{box}", number) : new Put($"b{box}", number), sender);
        _world.Run(2);
        for (var box = 0; box < Boxes; box++)
            Assert.Equal(Enumerable.Range(0, Numbers).Where(number => number is not (3 or 4) && (number != 5 || box % 7 != 0)), _world.Journal.Numbers($"b{box}"));
        Assert.Equal((Boxes + 6) / 7, Enumerable.Range(0, Boxes).Count(box => _world.Journal.Numbers($"new{box}").SequenceEqual([5])));
        Assert.Equal(2 * Boxes, dead.Count);
        Assert.All(dead, one => Assert.Equal(sender, ((DeadLetter)one).Sender));
    }

    /// <summary>Asks to be stopped, and is not.</summary>
    private sealed class Stubborn : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is GoAway) Context.Parent.Tell(new Passivate("will be ignored"));
        }
    }
}
