using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>From the moment a node's removal is known, nothing is sent to the shards that it had: it waits for their next home.</summary>
public sealed class LostHomeTests : IDisposable
{
    private const int Boxes = 30;

    private readonly ShardingWorld _world = new();

    public LostHomeTests() => _world.Network.SilentCrashes = 0;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(0)] // beside the coordinator
    [InlineData(1)]
    public void Who_hears_of_the_removal_after_the_region_did_can_send_again_at_once(int asks)
    {
        var nodes = _world.StartCluster(3);
        var region = ShardingWorld.RegionOf(nodes[asks]);
        var lost = BoxesOn(nodes[2], region);
        Cluster.Get(nodes[asks].System).Subscribe(
            nodes[asks].System.ActorOf(Props.Create(() => new SendsAgain(region, lost))), ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
        _world.Run(1);
        nodes[2].Crash();

        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") > 0, 10));
        Assert.True(_world.RunUntil(() => lost.All(box => _world.Journal.Numbers(box).Count() == 1), 2));
    }

    [Fact]
    public void A_home_on_a_node_that_was_removed_is_not_believed()
    {
        var nodes = _world.StartCluster(3);
        var region = ShardingWorld.RegionOf(nodes[1]);
        var box = BoxesOn(nodes[2], region)[0];
        var gone = ((ExtendedActorSystem)nodes[1].System).Provider.ResolveActorRef(ShardingWorld.RegionOf(nodes[2]).Path.ToSerializationFormatWithAddress(ShardingWorld.AddressOf("n3")));
        nodes[2].Crash();
        Assert.True(_world.RunUntil(() => Cluster.Get(nodes[1].System).State.Members.Count == 2, 15));
        region.Tell(new ShardHome(ShardingWorld.Extractor.ShardId(box, new Where(box)), gone));
        region.Tell(new Put(box, 1));

        Assert.True(_world.RunUntil(() => _world.Journal.Numbers(box).Count() == 1, 2));
    }

    private string[] BoxesOn(SimulatedNode node, IActorRef region) =>
        [.. Enumerable.Range(0, Boxes).Select(static i => $"b{i}").Where(box => _world.Ask<string>(region, new Where(box)) == node.Name)];

    private sealed class SendsAgain(IActorRef region, IReadOnlyList<string> boxes) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            foreach (var box in boxes) region.Tell(new Put(box, 1), Self);
        }
    }
}
