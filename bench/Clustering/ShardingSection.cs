using System.Diagnostics;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Switchboard.Bench.Actors;
using Switchboard.Bench.Remoting;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Clustering;

/// <summary>10,000 entities in 100 shards: what sharding adds to a tell, how fast entities start, and how long it takes until a second node has half of them.</summary>
internal static class ShardingSection
{
    private const long Tells = 2_000_000;
    private const int UnderWay = 10 * ShardedSystem.Entities;
    private const int FewUnderWay = ShardedSystem.Entities / 10;
    private const int RemoteTells = 200_000;
    private const int Window = 1_000;

    // All that may move does so in one round, so that the time is that of the hand-offs and not of the settings.
    private const string AtOnce = """
        akka.cluster.sharding {
          rebalance-interval = 1s
          least-shard-allocation-strategy { rebalance-absolute-limit = 100, rebalance-relative-limit = 1.0 }
        }
        """;

    public static async Task RunAsync(Table table, Options options)
    {
        await LocalAsync(table, options);
        await ActivationsAsync(table, options);
        await RemoteAsync(table, options);
        await RebalancingAsync(table, options);
    }

    private static async Task LocalAsync(Table table, Options options)
    {
        var system = await ShardedSystem.CreateAloneAsync();
        var region = await ShardedSystem.StartAsync(system, "local", Props.Create(() => new ShardedSystem.Counted()));
        var messages = ShardedSystem.Messages(0);
        var envelopes = messages.Select(static message => new ShardingEnvelope(message.Id, message)).ToArray();
        var plain = messages.Select(_ => system.ActorOf(Props.Create(() => new ShardedSystem.Counted()))).ToArray();
        // A region keeps only so many messages while its shards are being allocated.
        await AllOnceAsync(i => region.Tell(messages[i], ActorRefs.NoSender));
        var measured = await Measure.ByTurnsAsync(
            options.Runs,
            2,
            () => OnceAsync(i => region.Tell(messages[i], ActorRefs.NoSender), UnderWay),
            () => OnceAsync(i => plain[i].Tell(messages[i], ActorRefs.NoSender), UnderWay),
            () => OnceAsync(i => region.Tell(envelopes[i], ActorRefs.NoSender), UnderWay),
            () => OnceAsync(i => region.Tell(messages[i], ActorRefs.NoSender), FewUnderWay),
            () => OnceAsync(i => plain[i].Tell(messages[i], ActorRefs.NoSender), FewUnderWay));
        var goal = Goal.AtLeast(12e6, ">= 12 M/s");
        table.Add(Tell("sharding: tell to local entities, 10,000 in 100 shards", measured[0], measured[1]) with { Goals = [(goal, goal.IsReachedBy(measured[0].PerSecond))] });
        table.Add(Tell("sharding: the same in envelopes", measured[2], measured[1]));
        table.Add(Tell("sharding: tell to local entities, at most 1,000 under way", measured[3], measured[4]));
        await system.Terminate();

        // No more under way than ten for each entity: of a longer queue, what is measured is how the collector walks it. With few under way a sleep would last
        // longer than they do: the sender lets others run instead.
        static Task<Sample> OnceAsync(Action<int> tell, int underWay) => Measure.OnceAsync(Tells, async () =>
        {
            var before = Arrived.Sum();
            var chunk = Math.Min(1_000, underWay / 10);
            var next = 0;
            for (var sent = 0L; sent < Tells; sent += chunk)
            {
                while (sent - (Arrived.Sum() - before) > underWay)
                {
                    if (underWay == UnderWay) await Task.Delay(1);
                    else Thread.Yield();
                }

                for (var i = 0; i < chunk; i++)
                {
                    tell(next);
                    if (++next == ShardedSystem.Entities) next = 0;
                }
            }

            await Arrived.UntilAsync(before, Tells);
        });
    }

    private static Row Tell(string what, Measured sharded, Measured plain) => new(what)
    {
        Ours = Show.Rate(sharded),
        Reference = Show.Rate(plain) + " plain tells to as many actors",
        Ratio = Show.Percent(sharded.RatioTo(plain)),
        Allocated = Show.Bytes(sharded.BytesEach) + " a tell",
    };

    private static async Task ActivationsAsync(Table table, Options options)
    {
        var system = await ShardedSystem.CreateAloneAsync();
        var messages = ShardedSystem.Messages(0);
        var types = 0;
        var samples = new List<Sample>();
        var plain = new List<Sample>();
        for (var run = -2; run < options.Runs; run++)
        {
            var region = await ShardedSystem.StartAsync(system, "type" + types++, Props.Create(() => new ShardedSystem.Counted()));
            Measure.Settle();
            var sample = await AllOnceAsync(i => region.Tell(messages[i], ActorRefs.NoSender));
            var other = await AllOnceAsync(i => system.ActorOf(Props.Create(() => new ShardedSystem.Counted())).Tell(messages[i], ActorRefs.NoSender));
            if (run < 0) continue;
            samples.Add(sample);
            plain.Add(other);
        }

        var goal = Goal.AtMost(0.15, "<= 0.15 s");
        var measured = new Measured(samples);
        table.Add(new Row("sharding: first message to all of 10,000 entities, their 100 shards not yet allocated")
        {
            Ours = $"{Show.Seconds(measured.Seconds)}, {Show.Rate(measured)}",
            Reference = Show.Rate(new Measured(plain)) + " plain actors started and told",
            Ratio = Show.Percent(measured.RatioTo(new Measured(plain))),
            Allocated = Show.Bytes(measured.BytesEach) + " an entity",
            Goals = [(goal, goal.IsReachedBy(measured.Seconds))],
        });
        await system.Terminate();
    }

    private static Task<Sample> AllOnceAsync(Action<int> tell) => Measure.OnceAsync(ShardedSystem.Entities, () =>
    {
        var before = Arrived.Sum();
        for (var i = 0; i < ShardedSystem.Entities; i++) tell(i);
        return Arrived.UntilAsync(before, ShardedSystem.Entities);
    });

    private static async Task RemoteAsync(Table table, Options options)
    {
        using var peer = await PeerProcess.StartAsync(ShardPeer.Argument);
        var system = ShardedSystem.Create("gate");
        await Cluster.Get(system).JoinAsync(Address.Parse(peer.Address));
        var proxy = ClusterSharding.Get(system).StartProxy("remote", "host", ShardedSystem.Extractor);
        var sink = await system.ActorSelection($"{peer.Address}/user/sink").ResolveOne(TimeSpan.FromSeconds(10));
        var messages = ShardedSystem.Messages(100);
        var measured = await Measure.ByTurnsAsync(options.Runs, 1, () => SendAsync(proxy), () => SendAsync(sink));
        table.Add(new Row("sharding: tell to entities in another process, window 1,000, 100 B")
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " plain tells to one actor there",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
            Allocated = Show.Bytes(measured[0].BytesEach) + " a tell, at the sender",
        });
        await system.Terminate();

        Task<Sample> SendAsync(IActorRef target) => Measure.OnceAsync(RemoteTells, async () =>
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var sender = system.ActorOf(Props.Create(() => new WindowedSender(target, messages, RemoteTells, Window, done)));
            await done.Task;
            system.Stop(sender);
        });
    }

    private static async Task RebalancingAsync(Table table, Options options)
    {
        var (even, all) = (new List<double>(), new List<double>());
        for (var run = 0; run < Math.Min(options.Runs, 3); run++)
        {
            var first = await ShardedSystem.CreateAloneAsync(AtOnce);
            var second = ShardedSystem.Create("host", AtOnce);
            var region = await ShardedSystem.StartAsync(first, "moving", Props.Create(() => new ShardedSystem.Counted()));
            var messages = ShardedSystem.Messages(0);
            await AllOnceAsync(i => region.Tell(messages[i], ActorRefs.NoSender));
            await Cluster.Get(second).JoinAsync(Cluster.Get(first).SelfAddress);
            var other = await ShardedSystem.StartAsync(second, "moving", Props.Create(() => new ShardedSystem.Counted()));
            var started = Stopwatch.GetTimestamp();
            while ((await region.Ask<ShardRegionStats>(GetShardRegionStats.Instance, TimeSpan.FromSeconds(10))).Stats.Count > ShardedSystem.Shards / 2) await Task.Delay(5);
            even.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            all.Add((await AllOnceAsync(i => other.Tell(messages[i], ActorRefs.NoSender))).Seconds);
            await Task.WhenAll(first.Terminate(), second.Terminate());
        }

        table.Add(new Row("sharding: a second node joins; 50 of 100 shards with 5,000 of 10,000 entities have been stopped")
        {
            Ours = Show.Seconds(Measured.Median(even)) + ", of which up to 1 s until the next round",
        });
        table.Add(new Row("sharding: first message to all of 10,000 entities after that, from the second node") { Ours = Show.Seconds(Measured.Median(all)) });
    }
}
