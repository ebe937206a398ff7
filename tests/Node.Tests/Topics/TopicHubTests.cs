using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Switchboard.Messages;
using Switchboard.Node.Rooms;
using Switchboard.Node.Tests;
using Switchboard.Node.Topics;

namespace Node.Tests.Topics;

/// <summary>
/// A topic that is not stored has one subscriber on a node, its hub, for as long as somebody is in it; what that gets goes to all members as one frame.
/// </summary>
public sealed class TopicHubTests() : TestKit($"akka {{ loglevel = OFF, stdout-loglevel = OFF }}\n{TestPatience.Expect}")
{
    private static readonly TopicMessage.Broadcast Shout = new("topic:a", "shout", 7, false, "{}"u8.ToArray());
    private static readonly JoinRequest Request = JoinRequest.Plain;

    [Fact]
    public void A_hub_subscribes_before_a_join_is_answered_and_only_once()
    {
        var mediator = CreateTestProbe();
        var hubs = Hubs(mediator);
        var joined = CreateTestProbe();
        hubs.Tell(new HubsMessage.Join("topic:a", Member(joined), Request));
        hubs.Tell(new HubsMessage.Join("topic:a", Member(joined), Request));
        var subscribe = mediator.ExpectMsg<Subscribe>();
        Assert.Equal(("topic:a", null), (subscribe.Topic, subscribe.Group));
        joined.ExpectMsg("joined");
        joined.ExpectMsg("joined");
        // Behind what the parent and the hub have sent so far.
        hubs.Tell(new HubsMessage.Publish(Shout));
        mediator.ExpectMsg<Publish>();
    }

    [Fact]
    public void What_is_published_goes_to_the_topic_of_all_nodes()
    {
        var mediator = CreateTestProbe();
        Hubs(mediator).Tell(new HubsMessage.Publish(Shout));
        var publish = mediator.ExpectMsg<Publish>();
        Assert.Equal(("topic:a", false), (publish.Topic, publish.SendOneMessageToEachGroup));
        Assert.Same(Shout, publish.Message);
    }

    [Fact]
    public void All_members_get_the_same_frame_in_order_but_not_their_own_when_they_do_not_want_it()
    {
        var hub = Sys.ActorOf(TopicHub.Props(TimeSpan.FromHours(1)));
        FakeMember[] members = [new(), new(7), new(7, wantsOwn: false)];
        foreach (var member in members)
            hub.Tell(new HubJoin(member, Request));
        for (var i = 0; i < 10; i++)
            hub.Tell(Shout with { Event = $"e{i}" });
        Handled(hub);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"e{i}"), members[0].Frames.Select(f => f.Event));
        Assert.All(members[0].Frames.Zip(members[1].Frames), pair => Assert.Same(pair.First, pair.Second));
        Assert.Empty(members[2].Frames);
    }

    [Fact]
    public void Members_hear_when_their_hub_fails()
    {
        var hub = Sys.ActorOf(TopicHub.Props(TimeSpan.FromHours(1)));
        var lost = CreateTestProbe();
        hub.Tell(new HubJoin(new FakeMember { OnLost = _ => lost.Ref.Tell("lost") }, Request));
        hub.Tell(Kill.Instance);
        lost.ExpectMsg("lost");
    }

    private static FakeMember Member(TestProbe joined) => new FakeMember { OnJoined = _ => joined.Ref.Tell("joined") };

    private IActorRef Hubs(TestProbe mediator) =>
        Sys.ActorOf(HubsActor.Props(new Ref<RoomEnvelope>(CreateTestProbe().Ref), new RoomLimits(), new HubTimes(), mediator.Ref));

    // Its answer comes when everything before has been handled.
    private void Handled(IActorRef actor)
    {
        actor.Tell(new Identify(1), TestActor);
        ExpectMsg<ActorIdentity>();
    }
}
