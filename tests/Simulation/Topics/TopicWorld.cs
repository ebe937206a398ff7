using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Configuration;
using Akka.Simulation;
using Switchboard.Messages;
using Switchboard.Messages.Wire;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Simulation.Topics;

/// <summary>A cluster of nodes with hubs, in virtual time.</summary>
internal sealed class TopicWorld : IDisposable
{
    private const string Seed = "akka.tcp://sim@n1:4053";

    private static readonly Config Defaults = ConfigurationFactory.ParseString($$"""
        akka {
          actor.provider = cluster
          remote.dot-netty.tcp.port = 4053
          cluster {
            seed-nodes = ["{{Seed}}"]
            roles = [node]
            log-info = off
            split-brain-resolver.stable-after = 3s
            pub-sub { role = node, send-to-dead-letters-when-no-subscribers = off }
          }
        }
        """).WithFallback(MessagesSerializer.Bindings);

    public TopicWorld(int nodes)
    {
        World = new SimulatedWorld(7);
        Network = new SimulatedNetwork(World);
        Nodes = [.. Enumerable.Range(1, nodes).Select(i => new TopicNode(World.AddNode($"n{i}", Defaults, Network.Setup)))];
        foreach (var node in Nodes) node.Start();
        Assert.True(World.RunUntil(() => Nodes.All(node => node.SeesUp == nodes), TimeSpan.FromSeconds(60)));
        Run(3);
    }

    public SimulatedWorld World { get; }

    public SimulatedNetwork Network { get; }

    public IReadOnlyList<TopicNode> Nodes { get; }

    public void Run(double seconds) => World.RunFor(TimeSpan.FromSeconds(seconds));

    public void Dispose() => World.Dispose();
}

/// <summary>One node of it.</summary>
internal sealed class TopicNode(SimulatedNode node)
{
    private ulong _origins = (ulong)node.Name[1] << 32;

    public SimulatedNode Node => node;

    public Ref<HubsMessage> Hubs { get; private set; }

    public int SeesUp => AkkaCluster.Get(node.System).State.Members.Count(static member => member.Status is MemberStatus.Up);

    public void Start()
    {
        var system = node.Start();
        Hubs = new Ref<HubsMessage>(system.ActorOf(
            HubsActor.Props(new Ref<RoomEnvelope>(ActorRefs.Nobody), new RoomLimits(), new HubTimes(), DistributedPubSub.Get(system).Mediator), "hubs"));
    }

    public TopicMember Join(string topic, bool wantsOwn = true)
    {
        var member = new TopicMember(++_origins, wantsOwn);
        Hubs.Tell(new HubsMessage.Join(topic, member, JoinRequest.Plain));
        return member;
    }

    public void Leave(string topic, TopicMember member) => Hubs.Tell(new HubsMessage.Leave(topic, member));

    public void Publish(string topic, string name, ulong origin = 0) =>
        Hubs.Tell(new HubsMessage.Publish(new TopicMessage.Broadcast(topic, name, origin, false, "{}"u8.ToArray())));
}
