using System.Diagnostics;
using Akka.Actor;
using Switchboard.Bench.Bare;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Actors;

/// <summary>A million actors that have started and wait: how long it takes, and what each costs with everything counted.</summary>
internal static class IdleSection
{
    private const int Count = 1_000_000;

    public static async Task RunAsync(Table table, Options options)
    {
        var runs = Math.Min(options.Runs, 3);
        var peers = await Peers.RunAsync("idle");
        await ActorsAsync<IdleUntyped>(table, runs, "minimal UntypedActor", peers.Seconds("idle_seconds"), peers.Bytes("idle_bytes"), Goal.AtMost(1.0, "<= 1.0 s"), Goal.AtMost(450, "<= 450 B"));
        await ActorsAsync<IdleReceive>(table, runs, "ReceiveActor with five handlers", "", "", null, Goal.AtMost(900, "<= 900 B"));
    }

    private static async Task ActorsAsync<T>(Table table, int runs, string what, string elixirTime, string elixirMemory, Goal? time, Goal memory)
        where T : ActorBase, new()
    {
        List<(double Seconds, double Bytes)> engine = [];
        List<(double Seconds, double Bytes)> bare = [];
        for (var run = -1; run < runs; run++)
        {
            var (ours, limit) = (await StartAsync<T>(), StartBare());
            if (run < 0) continue;
            engine.Add(ours);
            bare.Add(limit);
        }

        var (seconds, bytes) = (Measured.Median(engine.Select(static run => run.Seconds)), Measured.Median(engine.Select(static run => run.Bytes)));
        var (bareSeconds, bareBytes) = (Measured.Median(bare.Select(static run => run.Seconds)), Measured.Median(bare.Select(static run => run.Bytes)));
        var ratio = Measured.Median(engine.Zip(bare, static (ours, limit) => ours.Seconds / limit.Seconds));
        table.Add(new Row($"idle: 1,000,000 started, {what}")
        {
            Ours = Show.Seconds(seconds),
            Reference = Show.Seconds(bareSeconds) + " bare cells, queued and run once",
            Ratio = Show.Percent(ratio),
            Elixir = elixirTime,
            Goals = time is { } goal ? [(goal, goal.IsReachedBy(seconds))] : [],
        });
        table.Add(new Row($"idle: memory of each, {what}")
        {
            Ours = Show.Bytes(bytes),
            Reference = Show.Bytes(bareBytes) + " bare cell (padded)",
            Ratio = Show.Percent(bytes / bareBytes),
            Elixir = elixirMemory,
            Goals = [(memory, memory.IsReachedBy(bytes))],
        });
    }

    private static async Task<(double Seconds, double Bytes)> StartAsync<T>()
        where T : ActorBase, new()
    {
        var system = Systems.Create("idle");
        try
        {
            var parent = system.ActorOf<Nursery<T>>();
            await parent.Ask<object>(new Rear(1_000));
            Measure.Settle();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var started = Stopwatch.GetTimestamp();
            await parent.Ask<object>(new Rear(Count));
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
            return (seconds, bytes);
        }
        finally
        {
            await system.Terminate();
        }
    }

    private static (double Seconds, double Bytes) StartBare()
    {
        Measure.Settle();
        var cells = new BareIdler[Count];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        using var left = new CountdownEvent(Count);
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new BareIdler(left);
            cells[i].Post(null, null);
        }

        left.Wait();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        GC.KeepAlive(cells);
        return (seconds, bytes);
    }

    private sealed record Rear(int Count);

    /// <summary>Starts children and answers when all of them have started.</summary>
    private sealed class Nursery<T> : UntypedActor
        where T : ActorBase, new()
    {
        private static readonly Props Child = Props.Create<T>();

        protected override void OnReceive(object message)
        {
            var rear = (Rear)message;
            Started.Expect(rear.Count, Sender);
            for (var i = 0; i < rear.Count; i++) Context.ActorOf(Child);
        }
    }

    /// <summary>Counts constructors that have run.</summary>
    private static class Started
    {
        private static IActorRef _asker = ActorRefs.Nobody;
        private static int _left;

        public static void Expect(int count, IActorRef asker)
        {
            _asker = asker;
            Volatile.Write(ref _left, count);
        }

        public static void One()
        {
            if (Interlocked.Decrement(ref _left) == 0) _asker.Tell(Ball.Instance, ActorRefs.NoSender);
        }
    }

    private sealed class IdleUntyped : UntypedActor
    {
        public IdleUntyped() => Started.One();

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class IdleReceive : ReceiveActor
    {
        private int _handled;

        public IdleReceive()
        {
            Receive<string>(OnText);
            Receive<Ball>(_ => _handled++);
            Receive<Rear>(rear => _handled += rear.Count);
            Receive<Serve>(_ => _handled--);
            Receive<Exception>(OnFailure);
            Started.One();
        }

        private void OnText(string text) => _handled += text.Length;

        private void OnFailure(Exception failure) => _handled = failure.HResult;
    }
}
