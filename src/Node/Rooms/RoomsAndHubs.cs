using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Configuration;
using Switchboard.Messages;
using Switchboard.Node.Topics;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Switchboard.Node.Rooms;

/// <summary>The actors that the rest of a node talks to, and how they are started.</summary>
/// <param name="Rooms">Takes commands to rooms, wherever these are: the shard region.</param>
/// <param name="Hubs">Takes joins, leaves and events of topics that are not stored.</param>
/// <param name="Requests">Takes reads and writes to rooms, and asks again when a node is gone.</param>
internal sealed record RoomsAndHubs(Ref<RoomEnvelope> Rooms, Ref<HubsMessage> Hubs, Ref<RoomEnvelope> Requests)
{
    /// <summary>
    /// Starts them, and what answers for commands that never reach a room, under guardians whose own strategy restarts them: none has state that is not with its
    /// children or members, or can be asked for again.
    /// </summary>
    public static RoomsAndHubs Start(ActorSystem system, RoomSettings rooms, HubTimes hubs, IEpochSource epochs)
    {
        system.ActorOf(LostCommands.Props(), "lost-commands");
        var region = RoomSharding.Start(system, rooms, epochs);
        var mediator = DistributedPubSub.Get(system).Mediator;
        var parent = system.ActorOf(HubsActor.Props(region, rooms.Limits, hubs, mediator), "hubs");
        var requests = system.ActorOf(RoomRequests.Props(region), "room-requests");
        // After the region's own subscription: when these hear that a node is gone, commands do not go there any more.
        foreach (var actor in new[] { parent, requests })
            AkkaCluster.Get(system).Subscribe(actor, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
        return new RoomsAndHubs(region, new Ref<HubsMessage>(parent), new Ref<RoomEnvelope>(requests));
    }

    /// <summary>Starts them as <c>switchboard.rooms</c> and <c>switchboard.hubs</c> of a configuration say.</summary>
    /// <param name="isClustered">Whether other nodes store in the same database (see <see cref="RoomSettings.ClaimsLog"/>).</param>
    /// <exception cref="Hosting.Settings.SettingException">A value cannot be; the message names it.</exception>
    public static RoomsAndHubs Start(ActorSystem system, Config config, bool isClustered) =>
        Start(system, RoomConfiguration.ReadRooms(config) with { ClaimsLog = isClustered }, RoomConfiguration.ReadHubs(config), RandomEpochs.Instance);
}
