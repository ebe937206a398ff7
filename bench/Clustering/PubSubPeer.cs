using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Configuration;
using Switchboard.Bench.Remoting;

namespace Switchboard.Bench.Clustering;

/// <summary>The other node, in a process of its own: it founds the cluster, and has subscribers that count what comes.</summary>
internal static class PubSubPeer
{
    public const string Argument = "pubsub-peer";

    /// <summary>A topic with one subscriber on each node that takes part.</summary>
    public const string One = "one";

    /// <summary>A topic with many subscribers on each.</summary>
    public const string Many = "many";

    /// <summary>How many that are.</summary>
    public const int Subscribers = 100;

    /// <summary>The configuration of both nodes.</summary>
    public static Config Settings { get; } = ConfigurationFactory.ParseString("""
        akka {
          loglevel = WARNING
          actor.provider = cluster
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        }
        """).WithFallback(ConfigurationFactory.ParseString(OrderSerializer.Bindings));

    /// <summary>Runs until its input ends, which is when the process that started it has.</summary>
    public static async Task<int> RunAsync()
    {
        var system = ActorSystem.Create("bench", Settings);
        var cluster = Akka.Cluster.Cluster.Get(system);
        await cluster.JoinAsync(cluster.SelfAddress);
        await SubscribeAsync(system, One, 1, answers: true);
        await SubscribeAsync(system, Many, Subscribers, answers: true);
        Console.WriteLine("ready " + cluster.SelfAddress);
        await Console.In.ReadToEndAsync();
        await system.Terminate();
        return 0;
    }

    /// <summary>Starts subscribers; the first of them answers when it is to.</summary>
    public static async Task SubscribeAsync(ActorSystem system, string topic, int count, bool answers)
    {
        var mediator = DistributedPubSub.Get(system).Mediator;
        for (var i = 0; i < count; i++)
        {
            var isFirst = answers && i == 0;
            await mediator.Ask<SubscribeAck>(new Subscribe(topic, system.ActorOf(Props.Create(() => new Subscriber(isFirst)))));
        }
    }

    private sealed class Subscriber(bool answers) : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            if (++_count < RemotePeer.AcknowledgedAtOnce) return;
            if (answers) Sender.Tell(new Came(_count));
            _count = 0;
        }
    }
}
