using System.Diagnostics;
using Akka.Actor;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Actors;

/// <summary>From the throw in one instance of an actor to the next message in the next one.</summary>
internal static class RestartSection
{
    private const int Crashes = 1_000;

    public static Task RunAsync(Table table, Options options) => Systems.WithAsync("restart", async system =>
    {
        var peers = await Peers.RunAsync("restart");
        var runs = Math.Min(options.Runs, 5);
        var worker = await system.ActorOf(Props.Create<Supervisor>()).Ask<IActorRef>(Ball.Instance);
        List<double[]> engine = [];
        List<double[]> bare = [];
        List<double> bytes = [];
        for (var run = -2; run < runs; run++)
        {
            Measure.Settle();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var ours = await PacedAsync(reply => CrashAsync(worker, reply));
            var allocated = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Crashes;
            var limit = await PacedAsync(ThrowAndCatchAsync);
            if (run < 0) continue;
            engine.Add(ours);
            bare.Add(limit);
            bytes.Add(allocated);
        }

        Report(table, engine, bare, 0.50, "p50", peers.Microseconds("restart_p50"), Goal.AtMost(5, "<= 5 us"), Show.Bytes(Measured.Median(bytes)) + " a restart, the throw included");
        Report(table, engine, bare, 0.99, "p99", peers.Microseconds("restart_p99"), Goal.AtMost(15, "<= 15 us"), "");
    });

    private static void Report(Table table, List<double[]> engine, List<double[]> bare, double quantile, string name, string elixir, Goal goal, string allocated)
    {
        var ours = Measured.Median(engine.Select(run => run[(int)(run.Length * quantile)]));
        var limit = Measured.Median(bare.Select(run => run[(int)(run.Length * quantile)]));
        table.Add(new Row($"restart: crash to next message handled, {name}")
        {
            Ours = Show.Microseconds(ours),
            Reference = Show.Microseconds(limit) + " throw and catch alone",
            Ratio = Show.Percent(Measured.Median(engine.Zip(bare, (mine, other) => mine[(int)(mine.Length * quantile)] / other[(int)(other.Length * quantile)]))),
            Allocated = allocated,
            Elixir = elixir,
            Goals = [(goal, goal.IsReachedBy(ours))],
        });
    }

    /// <summary>One crash at a time with a pause between: the latency of a calm system. Microseconds, sorted.</summary>
    private static async Task<double[]> PacedAsync(Func<TaskCompletionSource<double>, Task> crash)
    {
        var microseconds = new double[Crashes];
        for (var i = 0; i < Crashes; i++)
        {
            var reply = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
            await crash(reply);
            microseconds[i] = await reply.Task;
            Thread.SpinWait(20_000);
        }

        Array.Sort(microseconds);
        return microseconds;
    }

    private static Task CrashAsync(IActorRef worker, TaskCompletionSource<double> reply)
    {
        var crash = new Crash();
        worker.Tell(crash, ActorRefs.NoSender);
        worker.Tell(new Probe(crash, reply), ActorRefs.NoSender);
        return Task.CompletedTask;
    }

    private static Task ThrowAndCatchAsync(TaskCompletionSource<double> reply)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            throw new InvalidOperationException("crash");
        }
        catch (InvalidOperationException)
        {
            reply.SetResult(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        return Task.CompletedTask;
    }

    private sealed class Crash
    {
        public long Thrown { get; set; }
    }

    private sealed record Probe(Crash Crash, TaskCompletionSource<double> Reply);

    private sealed class Supervisor : UntypedActor
    {
        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(static _ => Directive.Restart);

        protected override void OnReceive(object message) => Sender.Tell(Context.ActorOf<Worker>());
    }

    private sealed class Worker : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Probe probe)
            {
                probe.Reply.SetResult(Stopwatch.GetElapsedTime(probe.Crash.Thrown).TotalMicroseconds);
                return;
            }

            ((Crash)message).Thrown = Stopwatch.GetTimestamp();
            throw new InvalidOperationException("crash");
        }
    }
}
