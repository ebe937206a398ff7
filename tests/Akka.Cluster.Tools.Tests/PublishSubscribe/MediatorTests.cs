using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tests.Nodes;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Cluster.Tools.PublishSubscribe.Internal;
using Akka.Event;
using Akka.Routing;

namespace Akka.Cluster.Tools.Tests.PublishSubscribe;

/// <summary>What a mediator answers, and what becomes of messages for nobody, on a node of its own.</summary>
public sealed class MediatorTests : IDisposable
{
    private readonly PubSubWorld _world = new(1);
    private readonly IActorRef _mediator;
    private readonly PubSubWorld.Probe _probe;

    public MediatorTests()
    {
        _mediator = PubSubWorld.MediatorOf(_world.Nodes[0]);
        _probe = PubSubWorld.ProbeOn(_world.Nodes[0]);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void It_is_a_system_actor_under_the_configured_name()
    {
        Assert.Equal("/system/distributedPubSubMediator", _mediator.Path.ToStringWithoutAddress());
        Assert.Same(_mediator, PubSubWorld.MediatorOf(_world.Nodes[0]));
    }

    [Fact]
    public void What_is_published_right_after_the_answer_to_a_subscription_arrives()
    {
        _mediator.Tell(new Subscribe("news", _probe.Ref), _probe.Ref);
        _mediator.Tell(new Publish("news", "hello"), ActorRefs.NoSender);
        _world.Run(0.1);
        Assert.Equal([new SubscribeAck(new Subscribe("news", _probe.Ref)), "hello"], _probe.Messages);
    }

    [Fact]
    public void Every_command_to_unsubscribe_is_answered_and_nothing_comes_after_it()
    {
        Tell(new Subscribe("news", _probe.Ref));
        Tell(new Unsubscribe("news", _probe.Ref));
        Tell(new Unsubscribe("news", _probe.Ref));
        Tell(new Publish("news", "hello"));
        Assert.Equal(3, _probe.Messages.Count);
        Assert.Equal(2, _probe.Messages.OfType<UnsubscribeAck>().Count());
    }

    [Fact]
    public void It_counts_the_subscribers_of_this_node_in_all_groups()
    {
        _world.Subscriber(_world.Nodes[0], "news");
        _world.Subscriber(_world.Nodes[0], "news", "a");
        _world.Subscriber(_world.Nodes[0], "news", "b");
        Tell(new CountSubscribers("news"));
        Tell(new CountSubscribers("nothing"));
        Assert.Equal([3, 0], _probe.Messages);
    }

    [Fact]
    public void Topics_that_have_only_groups_are_topics()
    {
        _world.Subscriber(_world.Nodes[0], "work", "a");
        _world.Subscriber(_world.Nodes[0], "news");
        Tell(GetTopics.Instance);
        Assert.Equal([new CurrentTopics(ImmutableHashSet.Create("news", "work"))], _probe.Messages);
    }

    [Fact]
    public void An_actor_that_is_subscribed_to_several_topics_leaves_all_when_it_ends()
    {
        var subscriber = _world.Subscriber(_world.Nodes[0], "one");
        _world.Subscribe(_world.Nodes[0], subscriber, "two", "group");
        Tell(new Put(subscriber.Ref));
        _world.Nodes[0].System.Stop(subscriber.Ref);
        _world.Run(0.1);
        Tell(GetTopics.Instance);
        Assert.Equal([new CurrentTopics(ImmutableHashSet<string>.Empty)], _probe.Messages);
    }

    [Fact]
    public void Messages_for_nobody_become_dead_letters_with_their_sender()
    {
        var letters = DeadLettersOf(_world);
        Tell(new Publish("nowhere", "one"));
        Tell(new Publish("nowhere", "two", sendOneMessageToEachGroup: true));
        Tell(new Send("/user/nobody", "three"));
        Tell(new SendToAll("/user/nobody", "four"));
        Assert.Equal(["one", "two", "three", "four"], letters.Messages.Cast<DeadLetter>().Select(static letter => letter.Message));
        Assert.All(letters.Messages.Cast<DeadLetter>(), letter => Assert.Equal((_probe.Ref, _mediator), (letter.Sender, letter.Recipient)));
    }

    [Fact]
    public void Nothing_is_logged_of_messages_for_nobody_as_of_other_dead_letters()
    {
        using var world = new PubSubWorld(1, "akka { loglevel = DEBUG, log-dead-letters = on }");
        var log = PubSubWorld.ProbeOn(world.Nodes[0]);
        foreach (var kind in new[] { typeof(Debug), typeof(Info), typeof(Warning), typeof(Error) }) world.Nodes[0].System.EventStream.Subscribe(log.Ref, kind);
        for (var i = 0; i < 20; i++)
        {
            PubSubWorld.Publish(world.Nodes[0], "nowhere", "unheard");
            PubSubWorld.Publish(world.Nodes[0], "nowhere", "unheard", toGroups: true);
            PubSubWorld.MediatorOf(world.Nodes[0]).Tell(new Send("/user/nobody", "unheard"), ActorRefs.NoSender);
            PubSubWorld.MediatorOf(world.Nodes[0]).Tell(new SendToAll("/user/nobody", "unheard"), ActorRefs.NoSender);
        }

        world.Nodes[0].System.DeadLetters.Tell("unexpected", ActorRefs.NoSender);
        world.Run(0.1);
        Assert.DoesNotContain(log.Messages, static line => $"{line}".Contains("unheard", StringComparison.Ordinal));
        Assert.Single(log.Messages, static line => $"{line}".Contains("unexpected", StringComparison.Ordinal));
    }

    [Fact]
    public void Messages_for_nobody_are_dropped_without_a_word_when_configured()
    {
        using var world = new PubSubWorld(1, "akka.cluster.pub-sub.send-to-dead-letters-when-no-subscribers = off");
        var letters = DeadLettersOf(world);
        PubSubWorld.Publish(world.Nodes[0], "nowhere", "one");
        PubSubWorld.Publish(world.Nodes[0], "nowhere", "two", toGroups: true);
        PubSubWorld.MediatorOf(world.Nodes[0]).Tell(new Send("/user/nobody", "three"), ActorRefs.NoSender);
        PubSubWorld.MediatorOf(world.Nodes[0]).Tell(new SendToAll("/user/nobody", "four"), ActorRefs.NoSender);
        world.Run(0.1);
        Assert.Empty(letters.Messages);
    }

    [Fact]
    public void Envelopes_of_routers_arrive_as_they_are()
    {
        Tell(new Subscribe("news", _probe.Ref));
        Tell(new Subscribe("news", _probe.Ref, "group"));
        Tell(new Put(_probe.Ref));
        _probe.Clear();
        var envelope = new Envelope("hello");
        Tell(new Publish("news", envelope));
        Tell(new Publish("news", envelope, sendOneMessageToEachGroup: true));
        Tell(new Send(_probe.Ref.Path.ToStringWithoutAddress(), envelope, localAffinity: true));
        Tell(new Send(_probe.Ref.Path.ToStringWithoutAddress(), envelope));
        Tell(new SendToAll(_probe.Ref.Path.ToStringWithoutAddress(), envelope));
        Assert.Equal(Enumerable.Repeat<object>(envelope, 5), _probe.Messages);
    }

    [Fact]
    public void Actors_of_other_systems_are_not_registered_under_a_path()
    {
        Tell(new Put(((ExtendedActorSystem)_world.Nodes[0].System).Provider.ResolveActorRef("akka.tcp://sim@elsewhere:4053/user/one")));
        var letters = DeadLettersOf(_world);
        Tell(new Send("/user/one", "hello"));
        Assert.Single(letters.Messages);
    }

    [Fact]
    public void A_mediator_needs_the_role_of_its_settings()
    {
        using var world = new ClusterWorld();
        var node = world.StartCluster(1)[0];
        var failures = PubSubWorld.ProbeOn(node);
        node.System.EventStream.Subscribe(failures.Ref, typeof(Error));
        node.System.ActorOf(DistributedPubSubMediator.Props(DistributedPubSubSettings.Create(node.System).WithRole("other")));
        world.Run(1);
        Assert.Contains("doesn't have the role [other]", Assert.IsType<Error>(Assert.Single(failures.Messages)).Cause?.ToString(), StringComparison.Ordinal);
    }

    private static PubSubWorld.Probe DeadLettersOf(PubSubWorld world)
    {
        var letters = PubSubWorld.ProbeOn(world.Nodes[0]);
        world.Nodes[0].System.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        return letters;
    }

    private void Tell(object message)
    {
        _mediator.Tell(message, _probe.Ref);
        _world.Run(0.05);
    }

    private sealed class Envelope(object message) : RouterEnvelope(message);
}
