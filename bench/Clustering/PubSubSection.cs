using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Switchboard.Bench.Remoting;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Clustering;

/// <summary>Messages published on one node for subscribers on another, each a process on loopback, beside raw frames over TCP.</summary>
internal static class PubSubSection
{
    private const int Window = 1_000;
    private const int Size = 100;
    private const int ToOne = 200_000;
    private const int ToMany = 20_000;

    public static async Task RunAsync(Table table, Options options)
    {
        using var far = await PeerProcess.StartAsync(PubSubPeer.Argument);
        using var raw = await PeerProcess.StartAsync(RawPeer.Argument);
        using var near = ActorSystem.Create("bench", PubSubPeer.Settings);
        await Akka.Cluster.Cluster.Get(near).JoinAsync(Address.Parse(far.Address));
        var mediator = DistributedPubSub.Get(near).Mediator;
        await BothKnownAsync(mediator);
        await MeasureAsync(table, options, near, raw, "pubsub: publish 100 B, one subscriber on another node, deliveries", PubSubPeer.One, ToOne, 1);
        await MeasureAsync(table, options, near, raw, "pubsub: publish 100 B, 100 subscribers on another node, deliveries", PubSubPeer.Many, ToMany, PubSubPeer.Subscribers);
        await PubSubPeer.SubscribeAsync(near, PubSubPeer.Many, PubSubPeer.Subscribers, answers: false);
        await MeasureAsync(table, options, near, raw, "pubsub: publish 100 B, 100 subscribers on each of two nodes, deliveries", PubSubPeer.Many, ToMany, 2 * PubSubPeer.Subscribers);
        await near.Terminate();
    }

    private static async Task MeasureAsync(Table table, Options options, ActorSystem near, PeerProcess raw, string what, string topic, int count, int deliveries)
    {
        var message = new Publish(topic, new byte[Size]);
        var measured = await Measure.ByTurnsAsync(
            options.Runs, 1,
            () => Measure.OnceAsync((long)count * deliveries, () => PublishAsync(near, message, count)),
            () => Measure.OnceAsync(count, () => Task.Run(() => RawPeer.Send(raw.Port, Size, count, Window, echo: false))));
        table.Add(new Row(what)
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " raw frames over TCP, one for each message",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
            Allocated = Show.Bytes(measured[0].BytesEach * deliveries) + " a message, at the publisher",
        });
    }

    private static async Task PublishAsync(ActorSystem near, Publish message, int count)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sender = near.ActorOf(Props.Create(() => new WindowSender("/system/distributedPubSubMediator", message, count, Window, done)));
        await done.Task;
        near.Stop(sender);
    }

    private static async Task BothKnownAsync(IActorRef mediator)
    {
        var wanted = ImmutableHashSet.Create(PubSubPeer.One, PubSubPeer.Many);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await mediator.Ask<CurrentTopics>(GetTopics.Instance)).Topics.IsSupersetOf(wanted)) await Task.Delay(20, limit.Token);
    }
}
