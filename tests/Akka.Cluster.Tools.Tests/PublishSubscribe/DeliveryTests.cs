using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;

namespace Akka.Cluster.Tools.Tests.PublishSubscribe;

/// <summary>What is published or sent on one node reaches whom it is for on all of them, once, in order, with its sender.</summary>
public sealed class DeliveryTests : IDisposable
{
    private readonly PubSubWorld _world = new(3, "akka.cluster.pub-sub.routing-logic = round-robin");

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Every_subscriber_on_every_node_gets_a_published_message_once()
    {
        var all = _world.Nodes.SelectMany(node => new[] { _world.Subscriber(node, "news"), _world.Subscriber(node, "news") }).ToArray();
        var other = _world.Subscriber(_world.Nodes[1], "sports");
        _world.Run(0.1);
        PubSubWorld.Publish(_world.Nodes[0], "news", "hello");
        _world.Run(0.1);
        Assert.All(all, static probe => Assert.Equal(["hello"], probe.Messages));
        Assert.Empty(other.Messages);
    }

    [Fact]
    public void Subscribing_twice_is_subscribing_once()
    {
        var probe = _world.Subscriber(_world.Nodes[0], "news");
        _world.Subscribe(_world.Nodes[0], probe, "news");
        _world.Run(0.1);
        PubSubWorld.Publish(_world.Nodes[1], "news", "hello");
        _world.Run(0.1);
        Assert.Equal(["hello"], probe.Messages);
    }

    [Fact]
    public void One_copy_goes_to_a_node_however_many_subscribers_it_has()
    {
        var probes = Enumerable.Range(0, 50).Select(_ => _world.Subscriber(_world.Nodes[1], "news")).ToArray();
        _world.Run(5);
        var before = _world.Network.BytesSent;
        PubSubWorld.Publish(_world.Nodes[0], "news", new string('x', 100_000));
        _world.Run(0.5);
        Assert.All(probes, static probe => Assert.Single(probe.Messages));
        Assert.InRange(_world.Network.BytesSent - before, 100_000, 120_000);
    }

    [Fact]
    public void Nothing_goes_to_nodes_without_subscribers()
    {
        _world.Subscriber(_world.Nodes[0], "news");
        _world.Run(5);
        var before = _world.Network.BytesSent;
        PubSubWorld.Publish(_world.Nodes[0], "news", new string('x', 100_000));
        _world.Run(0.5);
        Assert.InRange(_world.Network.BytesSent - before, 0, 20_000);
    }

    [Fact]
    public void The_sender_arrives_with_the_message()
    {
        var probe = _world.Subscriber(_world.Nodes[2], "news");
        var sender = PubSubWorld.ProbeOn(_world.Nodes[0]);
        _world.Run(0.1);
        PubSubWorld.MediatorOf(_world.Nodes[0]).Tell(new Publish("news", "hello"), sender.Ref);
        _world.Run(0.1);
        probe.Senders.Single().Tell("thanks");
        _world.Run(0.1);
        Assert.Equal(["thanks"], sender.Messages);
    }

    [Fact]
    public void Messages_of_one_sender_arrive_in_order()
    {
        var probes = _world.Nodes.Select(node => _world.Subscriber(node, "news")).ToArray();
        _world.Run(0.1);
        for (var i = 0; i < 200; i++) PubSubWorld.Publish(_world.Nodes[1], "news", i);
        _world.Run(1);
        Assert.All(probes, static probe => Assert.Equal(Enumerable.Range(0, 200), probe.Messages.Cast<int>()));
    }

    [Fact]
    public void Of_a_group_one_gets_a_message_and_who_is_in_no_group_gets_none()
    {
        var a = new[] { _world.Subscriber(_world.Nodes[0], "work", "a"), _world.Subscriber(_world.Nodes[1], "work", "a"), _world.Subscriber(_world.Nodes[1], "work", "a") };
        var b = new[] { _world.Subscriber(_world.Nodes[2], "work", "b") };
        var loose = _world.Subscriber(_world.Nodes[2], "work");
        _world.Run(0.1);
        for (var i = 0; i < 12; i++) PubSubWorld.Publish(_world.Nodes[i % 3], "work", i, toGroups: true);
        _world.Run(0.1);
        Assert.Equal(Enumerable.Range(0, 12), a.SelectMany(static probe => probe.Messages).Cast<int>().Order());
        Assert.Equal(12, b[0].Messages.Count);
        Assert.Empty(loose.Messages);
        Assert.All(a, static probe => Assert.NotEmpty(probe.Messages));
    }

    [Fact]
    public void What_is_published_to_all_does_not_reach_groups()
    {
        var grouped = _world.Subscriber(_world.Nodes[0], "work", "a");
        var loose = _world.Subscriber(_world.Nodes[1], "work");
        _world.Run(0.1);
        PubSubWorld.Publish(_world.Nodes[2], "work", "hello");
        _world.Run(0.1);
        Assert.Empty(grouped.Messages);
        Assert.Equal(["hello"], loose.Messages);
    }

    [Fact]
    public void A_message_to_a_path_reaches_one_and_the_local_one_when_asked_for()
    {
        var all = Register("worker");
        var mediator = PubSubWorld.MediatorOf(_world.Nodes[1]);
        for (var i = 0; i < 6; i++) mediator.Tell(new Send("/user/worker", i), ActorRefs.NoSender);
        _world.Run(0.1);
        Assert.Equal(Enumerable.Range(0, 6), all.SelectMany(static probe => probe.Messages).Cast<int>().Order());
        Assert.All(all, static probe => Assert.Equal(2, probe.Messages.Count));
        foreach (var probe in all) probe.Clear();
        for (var i = 0; i < 6; i++) mediator.Tell(new Send("/user/worker", i, localAffinity: true), ActorRefs.NoSender);
        _world.Run(0.1);
        Assert.Equal(6, all[1].Messages.Count);
    }

    [Fact]
    public void A_message_to_all_at_a_path_can_leave_out_this_node()
    {
        var all = Register("worker");
        PubSubWorld.MediatorOf(_world.Nodes[0]).Tell(new SendToAll("/user/worker", "one"), ActorRefs.NoSender);
        PubSubWorld.MediatorOf(_world.Nodes[0]).Tell(new SendToAll("/user/worker", "two", excludeSelf: true), ActorRefs.NoSender);
        _world.Run(0.1);
        Assert.Equal(["one"], all[0].Messages);
        Assert.Equal(["one", "two"], all[1].Messages);
        Assert.Equal(["one", "two"], all[2].Messages);
    }

    [Fact]
    public void Who_is_removed_or_has_ended_gets_nothing_more()
    {
        var all = Register("worker");
        PubSubWorld.MediatorOf(_world.Nodes[1]).Tell(new Remove("/user/worker"), ActorRefs.NoSender);
        _world.Nodes[2].System.Stop(all[2].Ref);
        _world.Run(0.1);
        PubSubWorld.MediatorOf(_world.Nodes[0]).Tell(new SendToAll("/user/worker", "one"), ActorRefs.NoSender);
        _world.Run(0.1);
        Assert.Equal(["one"], all[0].Messages);
        Assert.Empty(all[1].Messages);
        Assert.Empty(all[2].Messages);
    }

    [Fact]
    public void A_later_actor_of_the_same_path_takes_the_place_of_the_one_before()
    {
        var first = PubSubWorld.ProbeOn(_world.Nodes[0], "worker");
        PubSubWorld.MediatorOf(_world.Nodes[0]).Tell(new Put(first.Ref), ActorRefs.NoSender);
        _world.Run(0.1);
        _world.Nodes[0].System.Stop(first.Ref);
        _world.Run(0.1);
        var second = PubSubWorld.ProbeOn(_world.Nodes[0], "worker");
        PubSubWorld.MediatorOf(_world.Nodes[0]).Tell(new Put(second.Ref), ActorRefs.NoSender);
        _world.Run(0.1);
        PubSubWorld.MediatorOf(_world.Nodes[1]).Tell(new Send("/user/worker", "hello"), ActorRefs.NoSender);
        _world.Run(0.1);
        Assert.Equal(["hello"], second.Messages);
        Assert.Empty(first.Messages);
    }

    private PubSubWorld.Probe[] Register(string name)
    {
        var all = _world.Nodes.Select(node => PubSubWorld.ProbeOn(node, name)).ToArray();
        foreach (var (node, probe) in _world.Nodes.Zip(all)) PubSubWorld.MediatorOf(node).Tell(new Put(probe.Ref), ActorRefs.NoSender);
        _world.Run(0.1);
        return all;
    }
}
