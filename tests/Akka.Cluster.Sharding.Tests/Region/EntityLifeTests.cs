using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>An entity starts with its first message, gets all messages of a sender in their order whatever happens to it, and stops when it wants to or nobody needs it.</summary>
public sealed class EntityLifeTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_first_message_starts_an_entity_and_all_arrive_in_order()
    {
        var node = _world.StartCluster(1)[0];
        var region = ShardingWorld.RegionOf(node);
        for (var i = 0; i < 1000; i++) region.Tell(new Put($"b{i % 10}", i / 10));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 1000));
        for (var box = 0; box < 10; box++) Assert.Equal(Enumerable.Range(0, 100), _world.Journal.Numbers($"b{box}"));
        Assert.Equal(10, _world.Journal.Count("start"));
        for (var i = 0; i < 1000; i++) region.Tell(new Put($"b{i % 10}", 100 + i / 10));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2000));
        for (var box = 0; box < 10; box++) Assert.Equal(Enumerable.Range(0, 200), _world.Journal.Numbers($"b{box}"));
        Assert.Equal(10, _world.Journal.Count("start"));
        Assert.Equal(0, ShardingWorld.LifeOf(node).Buffers.Kept);
    }

    [Fact]
    public void Envelopes_and_the_extractor_s_own_wrapping_are_taken_off()
    {
        var region = ShardingWorld.RegionOf(_world.StartCluster(1)[0]);
        region.Tell(new ShardingEnvelope("b", new Put("other", 1)));
        region.Tell(new Wrapped("b", new Put("other", 2)));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2));
        region.Tell(new ShardingEnvelope("b", new Put("other", 3)));
        region.Tell(new Wrapped("b", new Put("other", 4)));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 4));
        Assert.Equal([1, 2, 3, 4], _world.Journal.Numbers("b"));
    }

    [Fact]
    public void An_answer_comes_from_the_entity_to_the_asker()
    {
        var nodes = _world.StartCluster(2);
        foreach (var node in nodes)
            for (var box = 0; box < 10; box++) Assert.Contains(_world.Ask<string>(ShardingWorld.RegionOf(node), new Where($"b{box}")), new[] { "n1", "n2" });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void What_arrives_while_an_entity_passivates_goes_to_its_next_incarnation(int between)
    {
        var region = ShardingWorld.RegionOf(_world.StartCluster(1)[0]);
        for (var i = 0; i < 1000; i++)
        {
            region.Tell(new Put("b", i));
            if (i % between == 0) region.Tell(new GoAway("b"));
            if (i % 50 == 0) _world.Run(0.001);
        }

        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 1000));
        Assert.Equal(Enumerable.Range(0, 1000), _world.Journal.Numbers("b"));
        Assert.True(_world.Journal.Count("b", "stop") > 1);
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void An_idle_entity_is_stopped_after_its_time_and_not_before()
    {
        var node = _world.StartCluster(1, "akka.cluster.sharding.passivate-idle-entity-after = 20s")[0];
        var region = ShardingWorld.RegionOf(node);
        region.Tell(new Put("idle", 1));
        region.Tell(new Put("busy", 1));
        for (var i = 0; i < 19; i++)
        {
            _world.Run(1);
            region.Tell(new Put("busy", i));
        }

        Assert.Equal(0, _world.Journal.Count("stop"));
        for (var i = 0; i < 7; i++)
        {
            _world.Run(1);
            region.Tell(new Put("busy", i));
        }

        Assert.Equal(1, _world.Journal.Count("idle", "stop"));
        Assert.Equal(0, _world.Journal.Count("busy", "stop"));
        region.Tell(new Put("idle", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("idle", "put") == 2));
        Assert.Equal(2, _world.Journal.Count("idle", "start"));
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void Idle_entities_stay_when_it_is_turned_off()
    {
        var region = ShardingWorld.RegionOf(_world.StartCluster(1, "akka.cluster.sharding.passivate-idle-entity-after = off")[0]);
        region.Tell(new Put("idle", 1));
        _world.Run(1000);
        Assert.Equal(0, _world.Journal.Count("stop"));
    }

    [Fact]
    public void A_failing_entity_is_restarted_in_place_and_loses_no_other_message()
    {
        var region = ShardingWorld.RegionOf(_world.StartCluster(1)[0]);
        for (var i = 0; i < 100; i++)
        {
            region.Tell(new Put("b", i));
            if (i % 10 == 0) region.Tell(new Break("b"));
        }

        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 100));
        Assert.Equal(Enumerable.Range(0, 100), _world.Journal.Numbers("b"));
        Assert.Equal(10, _world.Journal.Count("restart"));
        Assert.Equal(1, _world.Journal.Count("start"));
    }

    [Fact]
    public void An_entity_that_stops_itself_is_started_by_the_next_message()
    {
        var region = ShardingWorld.RegionOf(_world.StartCluster(1)[0]);
        region.Tell(new Put("b", 1));
        region.Tell(new StopYourself("b"));
        _world.Run(0.1);
        Assert.Equal(1, _world.Journal.Count("stop"));
        region.Tell(new Put("b", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2));
        Assert.Equal([1, 2], _world.Journal.Numbers("b"));
        region.Tell(new Put("b", 3));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 3));
    }

    [Fact]
    public void An_entity_that_cannot_be_made_leaves_the_others_alone()
    {
        var node = _world.StartNode("n1");
        var region = _world.StartRegion(node, props: id => id == "bad" ? throw new InvalidOperationException("no props") : Props.Create(() => new Box(id, "n1", _world.Journal)));
        var dead = new List<object>();
        node.System.EventStream.Subscribe(node.System.ActorOf(Props.Create(() => new Listener(dead))), typeof(DeadLetter));
        region.Tell(new Put("good", 1));
        region.Tell(new Put("bad", 1));
        region.Tell(new Put("good", 2));
        Assert.True(_world.RunUntil(() => dead.Count > 0 && _world.Journal.Count("put") == 2));
        Assert.Equal(new Put("bad", 1), ((DeadLetter)Assert.Single(dead)).Message);
    }

    [Fact]
    public void StartEntity_starts_an_entity_without_a_message()
    {
        var region = ShardingWorld.RegionOf(_world.StartCluster(1)[0]);
        region.Tell(new ShardRegion.StartEntity("b"));
        region.Tell(new ShardRegion.StartEntity("b"));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("start") == 1));
        region.Tell(new ShardRegion.StartEntity("b"));
        region.Tell(new Put("b", 1));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 1));
        Assert.Equal(1, _world.Journal.Count("start"));
    }

    [Fact]
    public void Names_of_every_kind_work()
    {
        var region = ShardingWorld.RegionOf(_world.StartCluster(1)[0]);
        string[] names = ["a b", "x/y", "$z", "ü", "100%", "#1", "a%20b"];
        foreach (var name in names)
        {
            region.Tell(new Put(name, 1));
            region.Tell(new GoAway(name));
            region.Tell(new Put(name, 2));
        }

        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2 * names.Length));
        Assert.All(names, name => Assert.Equal([1, 2], _world.Journal.Numbers(name)));
        Assert.True(_world.RunUntil(() => names.All(name => _world.Journal.Count(name, "stop") == 1)));
    }
}

/// <summary>Keeps what it gets.</summary>
internal sealed class Listener(List<object> into) : UntypedActor
{
    protected override void OnReceive(object message) => into.Add(message);
}
