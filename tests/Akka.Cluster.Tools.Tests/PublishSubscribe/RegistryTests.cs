using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tests.Nodes;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Event;
using Akka.Routing;

namespace Akka.Cluster.Tools.Tests.PublishSubscribe;

/// <summary>Nodes know soon what others have, through losses, restarts and partitions, say next to nothing while nothing changes, and leave alone who takes no part.</summary>
public sealed class RegistryTests
{
    [Fact]
    public void A_new_subscription_is_known_elsewhere_at_once_and_not_at_the_next_interval()
    {
        using var world = new PubSubWorld(3, "akka.cluster.pub-sub.gossip-interval = 60s");
        world.Run(30);
        world.Subscriber(world.Nodes[0], "news");
        world.Run(0.02);
        Assert.Equal(["news"], world.TopicsOn(world.Nodes[1]));
        Assert.Equal(["news"], world.TopicsOn(world.Nodes[2]));
    }

    [Fact]
    public void Subscriptions_made_together_travel_together()
    {
        using var world = new PubSubWorld(2);
        world.Run(10);
        var before = world.Network.Sends;
        var probe = PubSubWorld.ProbeOn(world.Nodes[0]);
        for (var i = 0; i < 5_000; i++) PubSubWorld.MediatorOf(world.Nodes[0]).Tell(new Subscribe($"topic-{i}", probe.Ref), ActorRefs.NoSender);
        world.Run(0.5);
        Assert.Equal(5_000, world.TopicsOn(world.Nodes[1]).Count);
        Assert.InRange(world.Network.Sends - before, 1, 40);
    }

    [Fact]
    public void A_topic_whose_last_subscriber_unsubscribes_or_ends_is_gone_everywhere()
    {
        using var world = new PubSubWorld(2);
        var one = world.Subscriber(world.Nodes[0], "one");
        var other = world.Subscriber(world.Nodes[0], "two");
        var second = world.Subscriber(world.Nodes[0], "two");
        world.Run(0.1);
        Assert.Equal(["one", "two"], world.TopicsOn(world.Nodes[1]));
        PubSubWorld.MediatorOf(world.Nodes[0]).Tell(new Unsubscribe("one", one.Ref), one.Ref);
        world.Nodes[0].System.Stop(other.Ref);
        world.Run(0.1);
        Assert.IsType<UnsubscribeAck>(Assert.Single(one.Messages));
        Assert.Equal(["two"], world.TopicsOn(world.Nodes[1]));
        world.Nodes[0].System.Stop(second.Ref);
        world.Run(0.1);
        Assert.Empty(world.TopicsOn(world.Nodes[1]));
    }

    [Fact]
    public void A_node_that_joins_later_hears_of_everything_in_parts_of_the_largest_size_allowed()
    {
        using var world = new PubSubWorld(2, "akka.cluster.pub-sub.max-delta-elements = 10");
        for (var i = 0; i < 95; i++) world.Subscriber(world.Nodes[0], $"topic-{i}");
        var late = world.Cluster.Start("n3", $"akka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\"]");
        PubSubWorld.MediatorOf(late);
        Assert.True(world.Cluster.RunUntil(() => ClusterWorld.IsWhole([.. world.Nodes, late])));
        world.Run(2);
        Assert.Equal(95, world.TopicsOn(late).Count);
    }

    [Fact]
    public void What_a_node_had_before_its_restart_is_forgotten()
    {
        using var world = new PubSubWorld(3);
        world.Subscriber(world.Nodes[2], "old");
        world.Run(0.1);
        Assert.Equal(["old"], world.TopicsOn(world.Nodes[0]));
        world.Nodes[2].Restart();
        PubSubWorld.MediatorOf(world.Nodes[2]);
        Assert.True(world.Cluster.RunUntil(() => ClusterWorld.IsWhole(world.Nodes)));
        var probe = world.Subscriber(world.Nodes[2], "new");
        world.Run(2);
        Assert.Equal(["new"], world.TopicsOn(world.Nodes[0]));
        PubSubWorld.Publish(world.Nodes[1], "new", "hello");
        world.Run(0.1);
        Assert.Equal(["hello"], probe.Messages);
    }

    [Fact]
    public void Whoever_was_away_for_longer_than_removals_are_remembered_forgets_them_all_the_same()
    {
        using var world = new PubSubWorld(2, "akka.cluster { split-brain-resolver.stable-after = 1h\npub-sub.removed-time-to-live = 20s }");
        var probes = Enumerable.Range(0, 10).Select(i => world.Subscriber(world.Nodes[0], $"topic-{i}")).ToArray();
        world.Run(0.1);
        Assert.Equal(10, world.TopicsOn(world.Nodes[1]).Count);
        world.Network.Isolate(world.Nodes[1]);
        world.Run(20);
        foreach (var probe in probes.Take(7)) world.Nodes[0].System.Stop(probe.Ref);
        world.Run(60);
        Assert.Equal(10, world.TopicsOn(world.Nodes[1]).Count);
        world.Network.Heal();
        world.Run(20);
        Assert.Equal(["topic-7", "topic-8", "topic-9"], world.TopicsOn(world.Nodes[1]));
    }

    [Fact]
    public void A_mediator_that_fails_goes_on_with_who_is_here_and_tells_it_anew()
    {
        using var world = new ClusterWorld();
        var nodes = world.StartCluster(2);
        var mediators = nodes.Select(static node => node.System.ActorOf(
            DistributedPubSubMediator.Props(DistributedPubSubSettings.Create(node.System).WithRoutingLogic(new NoLogic())), "mediator")).ToArray();
        var probes = nodes.Select(static node => PubSubWorld.ProbeOn(node)).ToArray();
        mediators[0].Tell(new Subscribe("kept", probes[0].Ref, "group"), probes[0].Ref);
        world.Run(3);
        mediators[0].Tell(new Publish("kept", "fails", sendOneMessageToEachGroup: true), ActorRefs.NoSender);
        world.Run(15);
        mediators[0].Tell(new Subscribe("found", probes[0].Ref), probes[0].Ref);
        world.Run(2);
        mediators[1].Tell(GetTopics.Instance, probes[1].Ref);
        world.Run(1);
        Assert.Equal(new CurrentTopics(ImmutableHashSet.Create("found", "kept")), Assert.Single(probes[1].Messages));
    }

    [Fact]
    public void A_member_without_a_mediator_is_left_in_peace()
    {
        using var world = new PubSubWorld(2);
        var bare = world.Cluster.Start("bare", $"akka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\"]");
        var complaints = ComplaintsOf(bare);
        Assert.True(world.Cluster.RunUntil(() => ClusterWorld.IsWhole([.. world.Nodes, bare])));
        world.Subscriber(world.Nodes[0], "news");
        PubSubWorld.Publish(world.Nodes[1], "news", "hello");
        world.Run(60);
        Assert.Empty(complaints.Messages);
        // It may start one any time, and is a part of it at once.
        var late = world.Subscriber(bare, "late");
        world.Run(0.2);
        PubSubWorld.Publish(world.Nodes[1], "late", "hello");
        world.Run(0.1);
        Assert.Equal(["hello"], late.Messages);
        Assert.Equal(["late", "news"], world.TopicsOn(bare));
    }

    [Fact]
    public void Members_without_the_role_hear_nothing_and_their_mediator_is_the_dead_letters()
    {
        using var world = new PubSubWorld(2, "akka.cluster.pub-sub.role = node");
        var other = world.Cluster.Start("other", $"akka.cluster.roles = [other]\nakka.cluster.pub-sub.role = node\nakka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\"]");
        var complaints = ComplaintsOf(other);
        Assert.True(world.Cluster.RunUntil(() => ClusterWorld.IsWhole([.. world.Nodes, other])));
        world.Subscriber(world.Nodes[0], "news");
        world.Run(20);
        Assert.Empty(complaints.Messages);
        Assert.True(DistributedPubSub.Get(other.System).IsTerminated);
        Assert.Same(other.System.DeadLetters, DistributedPubSub.Get(other.System).Mediator);
        Assert.False(DistributedPubSub.Get(world.Nodes[0].System).IsTerminated);
    }

    [Fact]
    public void Nodes_that_agree_say_next_to_nothing()
    {
        var without = WritesOfAMinute(mediators: false);
        var with = WritesOfAMinute(mediators: true);
        // Two small messages in ten seconds and node; each is a write, as its answer is.
        Assert.InRange(with - without, 0, 3 * 2 * 2 * 6 + 30);
    }

    [Fact]
    public void A_mediator_stops_when_its_node_has_left()
    {
        using var world = new PubSubWorld(2);
        var gone = PubSubWorld.ProbeOn(world.Nodes[0]);
        world.Subscriber(world.Nodes[1], "news");
        var cluster = ClusterWorld.ClusterOf(world.Nodes[1]);
        cluster.Leave(cluster.SelfAddress);
        Assert.True(world.Cluster.RunUntil(() => cluster.IsTerminated));
        world.Run(1);
        Assert.Empty(world.TopicsOn(world.Nodes[0]));
        Assert.Empty(gone.Messages);
    }

    private static PubSubWorld.Probe ComplaintsOf(Akka.Simulation.SimulatedNode node)
    {
        var complaints = PubSubWorld.ProbeOn(node);
        node.System.EventStream.Subscribe(complaints.Ref, typeof(AllDeadLetters));
        node.System.EventStream.Subscribe(complaints.Ref, typeof(Warning));
        node.System.EventStream.Subscribe(complaints.Ref, typeof(Error));
        return complaints;
    }

    private static long WritesOfAMinute(bool mediators)
    {
        using var world = new ClusterWorld();
        var nodes = world.StartCluster(3);
        foreach (var node in mediators ? nodes : [])
        {
            var mediator = PubSubWorld.MediatorOf(node);
            mediator.Tell(new Subscribe("news", PubSubWorld.ProbeOn(node).Ref), ActorRefs.NoSender);
        }

        world.Run(30);
        var before = world.Network.Sends;
        world.Run(60);
        return world.Network.Sends - before;
    }

    private sealed class NoLogic : RoutingLogic
    {
        public override Routee Select(object message, Routee[] routees) => throw new InvalidOperationException("as wanted");
    }
}
