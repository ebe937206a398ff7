using Akka.Actor;
using Akka.Cluster.Tests.Nodes;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Simulation;

namespace Akka.Cluster.Tools.Tests.PublishSubscribe;

/// <summary>A cluster of whole actor systems with a mediator on each, in virtual time.</summary>
internal sealed class PubSubWorld : IDisposable
{
    public PubSubWorld(int nodes = 0, string config = "", long seed = 1)
    {
        Cluster = new ClusterWorld(seed);
        if (nodes == 0) return;
        Nodes = Cluster.StartCluster(nodes, config);
        foreach (var node in Nodes) MediatorOf(node);
        // They find each other, and confirm what they know.
        Run(3);
    }

    public ClusterWorld Cluster { get; }

    public SimulatedNetwork Network => Cluster.Network;

    public SimulatedNode[] Nodes { get; } = [];

    public static IActorRef MediatorOf(SimulatedNode node) => DistributedPubSub.Get(node.System).Mediator;

    /// <summary>An actor that keeps what it gets, with the senders.</summary>
    public static Probe ProbeOn(SimulatedNode node, string? name = null)
    {
        var probe = new Probe();
        probe.Ref = node.System.ActorOf(Props.Create(() => new Keeper(probe)), name);
        return probe;
    }

    /// <summary>An actor that is subscribed and has been told so.</summary>
    public Probe Subscriber(SimulatedNode node, string topic, string? group = null)
    {
        var probe = ProbeOn(node);
        Subscribe(node, probe, topic, group);
        return probe;
    }

    public void Subscribe(SimulatedNode node, Probe probe, string topic, string? group = null)
    {
        MediatorOf(node).Tell(new Subscribe(topic, probe.Ref, group), probe.Ref);
        Assert.True(Cluster.RunUntil(() => probe.Messages.OfType<SubscribeAck>().Any(ack => ack.Subscribe.Topic == topic && ack.Subscribe.Group == group)));
        probe.Clear();
    }

    public static void Publish(SimulatedNode node, string topic, object message, bool toGroups = false) =>
        MediatorOf(node).Tell(new Publish(topic, message, toGroups), ActorRefs.NoSender);

    public void Run(double seconds) => Cluster.Run(seconds);

    /// <summary>The topics that a node's mediator knows of.</summary>
    public IReadOnlyList<string> TopicsOn(SimulatedNode node)
    {
        var probe = ProbeOn(node);
        MediatorOf(node).Tell(GetTopics.Instance, probe.Ref);
        Assert.True(Cluster.RunUntil(() => probe.Messages.Count == 1));
        return [.. ((CurrentTopics)probe.Messages[0]).Topics.Order(StringComparer.Ordinal)];
    }

    public void Dispose() => Cluster.Dispose();

    internal sealed class Probe
    {
        public IActorRef Ref { get; set; } = ActorRefs.Nobody;

        public List<object> Messages { get; } = [];

        public List<IActorRef> Senders { get; } = [];

        public void Clear()
        {
            Messages.Clear();
            Senders.Clear();
        }
    }

    private sealed class Keeper(Probe probe) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            probe.Messages.Add(message);
            probe.Senders.Add(Sender);
        }
    }
}
