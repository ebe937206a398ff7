using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Remoting;

/// <summary>Two processes on loopback, beside raw frames over TCP and two BEAM nodes.</summary>
internal static class RemoteSection
{
    private const int Window = 1_000;
    private const int OneWay = 400_000;
    private const int Echoes = 100_000;
    private const int Trips = 5_000;

    public static async Task RunAsync(Table table, Options options)
    {
        var peers = await Peers.RunAsync("remote", asNode: true);
        using var far = await PeerProcess.StartAsync(RemotePeer.Argument);
        using var raw = await PeerProcess.StartAsync(RawPeer.Argument);
        using var near = ActorSystem.Create("near", RemotePeer.Settings);
        var other = new Other(near, far.Address);
        await OneWayAsync(table, options, other, raw, "100 B", new byte[100], 100, peers.Rate("one_way_100"), Goal.AtLeast(1.2e6, ">= 1.2 M/s"));
        await OneWayAsync(table, options, other, raw, "1 kB", new byte[1_000], 1_000, peers.Rate("one_way_1000"), null);
        await OneWayAsync(
            table, options, other, raw, "an object of 100 B, registered serializer", new Order(7, new byte[92]), 100, peers.Rate("one_way_tuple"), Goal.AtLeast(0.8e6, ">= 0.8 M/s"));
        await EchoAsync(table, options, other, raw);
        await TripsAsync(table, other, peers);
        await AsksAsync(table, options, other);
        await near.Terminate();
    }

    private static async Task OneWayAsync(
        Table table, Options options, Other other, PeerProcess raw, string what, object message, int size, string elixir, Goal? goal)
    {
        var far = 0L;
        var measured = await Measure.ByTurnsAsync(
            options.Runs, 1,
            async () =>
            {
                var before = await other.AllocatedAsync();
                var sample = await other.SendAsync("sink", message, OneWay);
                far = (await other.AllocatedAsync() - before) / OneWay;
                return sample;
            },
            () => Measure.OnceAsync(OneWay, () => Task.Run(() => RawPeer.Send(raw.Port, size, OneWay, Window, echo: false))));
        table.Add(Row($"remote: one way, window 1,000, {what}", measured, goal) with
        {
            Allocated = $"{Show.Bytes(measured[0].BytesEach)} sent, {Show.Bytes(far)} received",
            Elixir = elixir,
        });
    }

    private static async Task EchoAsync(Table table, Options options, Other other, PeerProcess raw)
    {
        var message = new byte[100];
        var measured = await Measure.ByTurnsAsync(
            options.Runs, 1,
            () => other.SendAsync("echo", message, Echoes),
            () => Measure.OnceAsync(Echoes, () => Task.Run(() => RawPeer.Send(raw.Port, message.Length, Echoes, Window, echo: true))));
        table.Add(Row("remote: echo, window 1,000, 100 B", measured, Goal.AtLeast(500e3, ">= 500 k/s")));
    }

    private static async Task TripsAsync(Table table, Other other, Peers peers)
    {
        var echo = await other.RefAsync("echo");
        var message = new byte[100];
        var micros = new double[Trips];
        for (var i = -Trips / 5; i < Trips; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await echo.Ask<object>(message);
            if (i >= 0) micros[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }
        Array.Sort(micros);
        var (p50, p99) = (micros[Trips / 2], micros[Trips * 99 / 100]);
        var goals = (Goal.AtMost(50, "p50 <= 50 us"), Goal.AtMost(100, "p99 <= 100 us"));
        table.Add(new Row("remote: round trip, one at a time, p50 and p99")
        {
            Ours = $"{Show.Microseconds(p50)}, {Show.Microseconds(p99)}",
            Elixir = $"{peers.Microseconds("trip_p50")}, {peers.Microseconds("trip_p99")}",
            Goals = [(goals.Item1, goals.Item1.IsReachedBy(p50)), (goals.Item2, goals.Item2.IsReachedBy(p99))],
        });
    }

    private static async Task AsksAsync(Table table, Options options, Other other)
    {
        const int callers = 100, each = 500;
        var echo = await other.RefAsync("echo");
        var message = new byte[100];
        var measured = await Measure.ByTurnsAsync(options.Runs, 1, () => Measure.OnceAsync(callers * each, () =>
            Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                for (var i = 0; i < each; i++) await echo.Ask<object>(message);
            })))));
        table.Add(new Row("remote: ask, 100 callers at once")
        {
            Ours = Show.Rate(measured[0]),
            Allocated = Show.Bytes(measured[0].BytesEach) + " an ask, at the asker",
        });
    }

    private static Row Row(string what, Measured[] measured, Goal? goal)
    {
        var row = new Row(what)
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " raw frames over TCP",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
        };
        if (goal is not { } rate) return row;
        var half = Goal.AtLeast(0.5, ">= 50 % of raw");
        return row with { Goals = [(rate, rate.IsReachedBy(measured[0].PerSecond)), (half, half.IsReachedBy(measured[0].RatioTo(measured[1])))] };
    }

    /// <summary>The other process, as an actor system sees it.</summary>
    private sealed class Other(ActorSystem system, string address)
    {
        public Task<IActorRef> RefAsync(string actor) => system.ActorSelection($"{address}/user/{actor}").ResolveOne(TimeSpan.FromSeconds(10));

        public async Task<long> AllocatedAsync() =>
            long.Parse(await (await RefAsync("meter")).Ask<string>("?"), CultureInfo.InvariantCulture);

        public Task<Sample> SendAsync(string actor, object message, int count) => Measure.OnceAsync(count, async () =>
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var sender = system.ActorOf(Props.Create(() => new WindowSender($"{address}/user/{actor}", message, count, Window, done)));
            await done.Task;
            system.Stop(sender);
        });
    }
}
