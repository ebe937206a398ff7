using Akka.Actor;
using Akka.Cluster.Tests.Nodes;
using Akka.Cluster.Tools.Tests.PublishSubscribe;
using Akka.Cluster.Tools.Tests.Singleton;

namespace Akka.Cluster.Tools.Tests;

/// <summary>With <c>akka.actor.serialize-messages</c> on, as tests of applications have it, singletons and publish-subscribe work as without.</summary>
public sealed class SerializedMessagesTests
{
    private const string Config = "akka.actor.serialize-messages = on";

    [Fact]
    public void A_singleton_is_handed_over_and_reached()
    {
        using var world = new SingletonWorld();
        var nodes = world.StartCluster(2, Config);
        var proxy = world.Proxy(nodes[1]);
        var answers = new List<object>();
        var asker = nodes[1].System.ActorOf(Props.Create(() => new Collector(answers)));
        proxy.Tell("ask", asker);
        Assert.True(world.RunUntil(() => answers.Count == 1, 10));
        CoordinatedShutdown.Get(nodes[0].System).Run(CoordinatedShutdown.UnknownReason.Instance);
        Assert.True(world.RunUntil(() => world.LivesOn("n2"), 30));
        proxy.Tell("ask", asker);
        Assert.True(world.RunUntil(() => answers.Count == 2, 10));
        Assert.Equal(["n1", "n2"], answers);
    }

    [Fact]
    public void Subscribers_and_paths_are_reached()
    {
        using var world = new PubSubWorld(2, Config);
        var subscribers = world.Nodes.Select(node => world.Subscriber(node, "news")).ToArray();
        var grouped = world.Subscriber(world.Nodes[1], "news", "group");
        world.Run(0.5);
        PubSubWorld.Publish(world.Nodes[0], "news", "hello");
        PubSubWorld.Publish(world.Nodes[0], "news", "to one", toGroups: true);
        world.Run(0.5);
        Assert.All(subscribers, static probe => Assert.Equal(["hello"], probe.Messages));
        Assert.Equal(["to one"], grouped.Messages);
    }
}
