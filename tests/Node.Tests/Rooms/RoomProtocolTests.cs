using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Switchboard.Messages;
using Switchboard.Messages.Wire;
using Switchboard.Node.Rooms;
using Switchboard.Node.Tests;
using static Node.Tests.Rooms.RoomTestData;

namespace Node.Tests.Rooms;

/// <summary>What a room says to sessions and hubs, on either engine: seen by probes, over journals in memory and with a cluster of one.</summary>
public sealed class RoomProtocolTests() : TestKit(Configuration)
{
    private const string Topic = "room:probe";

    private static readonly Config Configuration = ConfigurationFactory.ParseString("""
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.actor.provider = cluster
        akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        akka.cluster { roles = [node], log-info = off }
        akka.cluster.sharding.role = node
        akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        """).WithFallback(TestPatience.Expect).WithFallback(MessagesSerializer.Bindings);

    private Ref<RoomEnvelope> Rooms()
    {
        var cluster = Akka.Cluster.Cluster.Get(Sys);
        cluster.Join(cluster.SelfAddress);
        return RoomSharding.Start(Sys, new RoomSettings(), RandomEpochs.Instance);
    }

    [Fact]
    public void A_registered_hub_gets_what_is_stored_and_what_is_not_and_can_fill_gaps()
    {
        var rooms = Rooms();
        var hub = CreateTestProbe();
        rooms.Tell(new RoomEnvelope(Topic, Publish("a", correlation: 1)), TestActor);
        var stored = ExpectMsg<RoomReply.Stored>();
        Assert.Equal((1L, 1L, false), (stored.Correlation, stored.Seq, stored.IsRepeat));

        rooms.Tell(new RoomEnvelope(Topic, new RoomCommand.Register(7, null, 0)), hub);
        var registered = hub.ExpectMsg<HubMessage.Registered>();
        Assert.Equal((7L, stored.Epoch, 1L, false), (registered.Registration, registered.Epoch, registered.LastSeq, registered.IsDegraded));
        Assert.Equal([1], Numbers(registered.Messages));

        rooms.Tell(new RoomEnvelope(Topic, Publish("b", correlation: 2)), TestActor);
        Assert.Equal(2, hub.ExpectMsg<HubMessage.Delivered>().Message.Seq);
        Assert.Equal(2, ExpectMsg<RoomReply.Stored>().Seq);
        rooms.Tell(new RoomEnvelope(Topic, new RoomCommand.Signal(3, "typing", 9, false, "{}"u8.ToArray())), TestActor);
        Assert.Equal(("typing", 9UL), hub.ExpectMsg<HubMessage.Signalled>() is var s ? (s.Event, s.Origin) : default);
        ExpectMsg(new RoomReply.Accepted(3));

        rooms.Tell(new RoomEnvelope(Topic, new RoomCommand.Fill(7, 0)), hub);
        Assert.Equal([1, 2], Numbers(hub.ExpectMsg<HubMessage.Filled>().Messages));
        rooms.Tell(new RoomEnvelope(Topic, new RoomCommand.Fill(6, 0)), hub);
        hub.ExpectMsg(new HubMessage.NotRegistered(6));
    }

    [Fact]
    public void A_hub_that_is_gone_is_forgotten_and_another_one_is_served()
    {
        var rooms = Rooms();
        RegisterHub(rooms, out var first);
        RegisterHub(rooms, out var second);
        Watch(first);
        Sys.Stop(first);
        ExpectTerminated(first);
        rooms.Tell(new RoomEnvelope(Topic, Publish("a", correlation: 1)), TestActor);

        Assert.Equal(1, ExpectMsg<RoomReply.Stored>().Seq);
        second.ExpectMsg<HubMessage.Delivered>();
    }

    private void RegisterHub(Ref<RoomEnvelope> rooms, out Akka.TestKit.TestProbe hub)
    {
        hub = CreateTestProbe();
        rooms.Tell(new RoomEnvelope(Topic, new RoomCommand.Register(1, null, 0)), hub);
        hub.ExpectMsg<HubMessage.Registered>();
    }

    [Fact]
    public void The_same_key_is_answered_with_the_same_number()
    {
        var rooms = Rooms();
        rooms.Tell(new RoomEnvelope(Topic, Publish("k", correlation: 1)), TestActor);
        rooms.Tell(new RoomEnvelope(Topic, Publish("k", correlation: 2)), TestActor);
        var (first, second) = (ExpectMsg<RoomReply.Stored>(), ExpectMsg<RoomReply.Stored>());

        Assert.Equal(new RoomReply.Stored(2, first.Seq, first.Epoch, true), second);
    }
}
