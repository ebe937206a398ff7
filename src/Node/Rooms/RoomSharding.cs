using Akka.Actor;
using Akka.Cluster.Sharding;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>Spreads rooms over the nodes of the cluster. How, apart from what is part of the stored data, is in <c>akka.cluster.sharding</c>.</summary>
internal static class RoomSharding
{
    /// <summary>Starts this node's region, the way to every room from here.</summary>
    public static Ref<RoomEnvelope> Start(ActorSystem system, RoomSettings settings, IEpochSource epochs)
    {
        var sharding = ClusterSharding.Get(system);
        var shared = ClusterShardingSettings.Create(system);
        // A coordinator that does not know yet that its node was removed can do no harm that would be worth waiting for: the journal lets only the newer one write, and
        // keeps rooms that both sides have started from each other in the same way.
        shared = shared.WithCoordinatorSingletonSettings(shared.CoordinatorSingletonSettings.WithRemovalMargin(TimeSpan.FromMilliseconds(1)));
        return new(sharding.Start(
            RoomIdentity.TypeName,
            id => RoomEntity.Props(id, settings, epochs),
            shared,
            HashCodeMessageExtractor.Create(RoomIdentity.ShardCount, RoomIdentity.EntityOf, RoomIdentity.MessageOf),
            sharding.DefaultShardAllocationStrategy(shared),
            RoomStop.Instance));
    }
}
