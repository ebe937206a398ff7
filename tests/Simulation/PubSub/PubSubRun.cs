using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Cluster.Tools.PublishSubscribe.Internal;
using Akka.Routing;
using Akka.Simulation;
using Simulation.Clusters;

namespace Simulation.PubSub;

/// <summary>One life of a cluster whose nodes publish and subscribe.</summary>
internal sealed class PubSubRun : ScenarioRun
{
    /// <summary>How long after the network is whole and the members agree all mediators know the same.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    private readonly ClusterRun _cluster;
    private readonly Dictionary<SimulatedNode, PubSubNode> _nodes = [];
    private readonly PubSubBook _book;
    private readonly SeededRandom _random;
    private readonly int _maxDelta;
    private readonly TimeSpan _remembered;
    private readonly string? _bare;

    public PubSubRun(SimulatedWorld world, int size) : base(world)
    {
        _random = world.Random.Fork("pubsub");
        _maxDelta = _random.Next(1, 6);
        _remembered = _random.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        _bare = size > 3 && _random.Chance(0.3) ? $"n{size}" : null;
        _book = new PubSubBook(world);
        world.NodeStarted += OnStarted;
        world.NodeCrashed += node => _nodes.Remove(node);
        _cluster = new ClusterRun(world, size);
    }

    public override void Do(Step step)
    {
        switch (step)
        {
            case SubscribeTo one when NodeOf(one.Node) is { } node:
                node.Actor(one.Actor).Subscribe(one.Topic);
                break;
            case UnsubscribeFrom one when NodeOf(one.Node) is { } node:
                node.Actor(one.Actor).Unsubscribe(one.Topic);
                break;
            case EndActor one when NodeOf(one.Node) is { } node:
                node.End(one.Actor);
                break;
            case PublishTo one when NodeOf(one.Node) is { } node:
                for (var i = 0; i < one.Count; i++) node.Publish(one.Topic);
                break;
            case SubscribeTo or UnsubscribeFrom or EndActor or PublishTo:
                break;
            default:
                _cluster.Do(step);
                break;
        }
    }

    public override void CheckAlways() => _cluster.CheckAlways();

    public override void CheckAtEnd()
    {
        _cluster.CheckAtEnd();
        var nodes = World.Nodes.Where(_nodes.ContainsKey).Select(node => _nodes[node]).ToArray();
        World.RunFor(Bound);
        var truth = nodes.SelectMany(static node => node.Subscriptions).Distinct().Order(StringComparer.Ordinal).ToArray();
        foreach (var node in nodes)
        {
            var topics = node.AskTopics(World);
            World.Require(topics.SequenceEqual(truth), "registries agree after healing", $"{node.Name} knows [{string.Join(" ", topics)}], there are [{string.Join(" ", truth)}]");
        }

        // Each message of now has to arrive, once.
        foreach (var node in nodes)
        {
            for (var topic = 0; topic < PubSubScenario.Topics; topic++)
            {
                var number = node.Publish(topic);
                World.RunFor(TimeSpan.FromSeconds(0.2));
                var expected = nodes.Sum(other => other.Recipients(topic));
                var isGrouped = PubSubNode.IsGrouped(topic);
                if (isGrouped) expected = nodes.SelectMany(other => other.GroupsOf(topic)).Distinct().Count();
                World.Require(_book.DeliveriesOf(number) == expected, "everybody gets what is published once all agree",
                    $"message {number} of {node.Name} to {PubSubNode.NameOf(topic)} had {_book.DeliveriesOf(number)} of {expected} deliveries");
            }
        }
    }

    // One that has left, or was removed, is about to end: its system takes no more actors.
    private PubSubNode? NodeOf(int number)
    {
        var node = World.Nodes[number % World.Nodes.Count];
        return node.IsUp && !Akka.Cluster.Cluster.Get(node.System).IsTerminated ? _nodes.GetValueOrDefault(node) : null;
    }

    // Before anything of the node has run; its actor system is there a moment later.
    private void OnStarted(SimulatedNode node)
    {
        if (node.Name == _bare) return;
        World.After(TimeSpan.Zero, () => Attach(node));
    }

    private void Attach(SimulatedNode node)
    {
        if (!node.IsUp || _nodes.ContainsKey(node)) return;
        var system = (ExtendedActorSystem)node.System;
        var settings = DistributedPubSubSettings.Create(system).WithMaxDeltaElements(_maxDelta).WithRemovedTimeToLive(_remembered).WithRoutingLogic(new RoundRobinRoutingLogic());
        var mediator = system.ActorOf(DistributedPubSubMediator.Props(settings), "mediator");
        _nodes[node] = new PubSubNode(node, mediator, _book);
    }
}
