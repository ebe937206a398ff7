using Akka.Actor;
using Akka.Cluster.Sharding.Tests.Region;
using Akka.Util;

namespace Akka.Cluster.Sharding.Tests.Extraction;

/// <summary>Extractors of every kind that the API allows lead a message to its entity, and the hash of an id to the same shard for ever.</summary>
public sealed class ExtractorTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_shard_is_the_hash_of_the_id_by_the_number_of_shards()
    {
        var extractor = HashCodeMessageExtractor.Create(10, static message => message as string);
        Assert.Equal(10, extractor.MaxNumberOfShards);
        for (var i = 0; i < 100; i++) Assert.Equal(Math.Abs(MurmurHash.StringHash($"id{i}")) % 10, int.Parse(extractor.ShardId($"id{i}"), null));
        Assert.Equal("a", extractor.EntityId("a"));
        Assert.Null(extractor.EntityId(5));
        Assert.Equal(5, extractor.EntityMessage(5));
        Assert.Equal(10, HashCodeMessageExtractor.Create(10, static _ => "a", static message => (int)message * 2).EntityMessage(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => HashCodeMessageExtractor.Create(0, static _ => null));
    }

    [Fact]
    public void Code_that_asks_for_the_shard_of_a_message_still_compiles_and_gets_it()
    {
#pragma warning disable CS0618 // This is what the test is about.
        var hashing = new ByHash();
        Assert.Equal(hashing.ShardId("b"), hashing.ShardId(new Put("b", 1)));
        Assert.Null(hashing.ShardId(5));
        IMessageExtractor own = new ByNumber();
        Assert.Equal("7", own.ShardId((object)7));
        Assert.Null(own.ShardId(new object()));
#pragma warning restore CS0618
    }

    [Fact]
    public void A_custom_extractor_sees_the_message_when_it_is_asked_for_the_shard()
    {
        var node = _world.StartNode("n1");
        var sharding = ClusterSharding.Get(node.System);
        var extractor = new Curious();
        var region = sharding.Start("box", id => Props.Create(() => new Box(id, node.Name, _world.Journal)), sharding.Settings, extractor);
        region.Tell(new Put("a", 1));
        region.Tell(new ShardingEnvelope("b", new Put("other", 2)));
        region.Tell(new ShardRegion.StartEntity("c"));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("start") == 3));
        Assert.Equal(["a: Put", "b: Put", "c: StartEntity"], extractor.Asked.Order(StringComparer.Ordinal).Distinct());
    }

    [Fact]
    public void Regions_and_proxies_can_be_started_with_the_two_functions_of_earlier_code()
    {
#pragma warning disable CS0618 // This is what the test is about.
        ExtractEntityId entityId = static message => message switch
        {
            BoxMessage one => (one.Box, one),
            ShardingEnvelope envelope => (envelope.EntityId, envelope.Message),
            _ => Option<(string, object)>.None,
        };
        ExtractShardId shardId = static message => message switch
        {
            BoxMessage one => one.Box[..1],
            ShardingEnvelope envelope => envelope.EntityId[..1],
            ShardRegion.StartEntity start => start.EntityId[..1],
            _ => null,
        };
        var node = _world.StartNode("n1");
        var sharding = ClusterSharding.Get(node.System);
        var region = sharding.Start("box", Props.Create(() => new Box("any", node.Name, _world.Journal)), sharding.Settings, entityId, shardId);
        var gate = _world.StartNode("n2", "akka.cluster.roles = [gate]");
        var proxy = ClusterSharding.Get(gate.System).StartProxy("box", "node", entityId, shardId);
#pragma warning restore CS0618
        foreach (var way in new[] { region, proxy })
        {
            way.Tell(new Put("x1", 1));
            way.Tell(new ShardingEnvelope("y1", new Put("other", 2)));
            way.Tell(new ShardRegion.StartEntity("z1"));
            way.Tell("for nobody");
        }

        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 4 && _world.Journal.Count("start") == 3));
        var shards = _world.Ask<CurrentShardRegionState>(region, GetShardRegionState.Instance).Shards;
        Assert.Equal(["x: x1", "y: y1", "z: z1"], shards.Select(static shard => $"{shard.ShardId}: {string.Join(' ', shard.EntityIds)}").Order(StringComparer.Ordinal));
    }

    private sealed class ByHash() : HashCodeMessageExtractor(10)
    {
        public override string? EntityId(object message) => (message as BoxMessage)?.Box;
    }

    // Has all that the interface ever asked for.
    private sealed class ByNumber : IMessageExtractor
    {
        public string? EntityId(object message) => message is int number ? number.ToString(null, null) : null;

        public object EntityMessage(object message) => message;

        public string? ShardId(object message) => EntityId(message);

        public string ShardId(string entityId, object? messageHint = null) => entityId;
    }

    private sealed class Curious : IMessageExtractor
    {
        public List<string> Asked { get; } = [];

        public string? EntityId(object message) => (message as BoxMessage)?.Box;

        public object EntityMessage(object message) => message;

        public string ShardId(string entityId, object? messageHint = null)
        {
            lock (Asked) Asked.Add($"{entityId}: {messageHint?.GetType().Name}");
            return "1";
        }
    }
}
