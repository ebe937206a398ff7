using System.Diagnostics;
using Akka.Actor;
using Switchboard.Bench.Bare;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Actors;

/// <summary>How long other work of the process, such as a socket's, waits for a thread while all cores are busy with actors.</summary>
internal static class FairSection
{
    private const int Pairs = 8;
    private const int Flights = 100;
    private const long Each = 2_000_000;

    public static Task RunAsync(Table table, Options options) => Systems.WithAsync("fair", async system =>
    {
        var pingers = Enumerable.Range(0, Pairs).Select(_ => system.ActorOf(Props.Create<Pinger>(system.ActorOf<Echo>()))).ToArray();
        var runs = Math.Min(options.Runs, 3);
        List<double[]> ours = [];
        List<double[]> bare = [];
        for (var run = 0; run < runs; run++)
        {
            ours.Add(await WaitsAsync(() => Task.WhenAll(pingers.Select(pinger =>
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                pinger.Tell(new Serve(Each, Flights, done), ActorRefs.NoSender);
                return done.Task;
            }))));
            bare.Add(await WaitsAsync(() => Task.WhenAll(Enumerable.Range(0, Pairs).Select(_ =>
            {
                var pinger = new BarePinger(new BareEcho(), Ball.Instance, Flights, Each);
                pinger.Post(null, null);
                return pinger.Done;
            }))));
        }

        Report(table, ours, bare, 0.50, "p50");
        Report(table, ours, bare, 0.99, "p99");
    });

    private static void Report(Table table, List<double[]> ours, List<double[]> bare, double quantile, string name) =>
        table.Add(new Row($"fairness: other work waits beside 8 pairs of ping-pong, {name}")
        {
            Ours = Show.Milliseconds(Measured.Median(ours.Select(run => run[(int)(run.Length * quantile)]))),
            Reference = Show.Milliseconds(Measured.Median(bare.Select(run => run[(int)(run.Length * quantile)]))) + " bare queue, which prefers its own worker always",
        });

    /// <summary>Milliseconds from queueing a work item to its run, again and again until the load has ended; sorted.</summary>
    private static Task<double[]> WaitsAsync(Func<Task> load) => Task.Factory.StartNew(
        () =>
        {
            Measure.Settle();
            List<double> waits = [];
            using var ran = new ManualResetEventSlim();
            var loading = load();
            do
            {
                Thread.Sleep(2);
                ran.Reset();
                var queued = Stopwatch.GetTimestamp();
                ThreadPool.UnsafeQueueUserWorkItem(static ran => ran.Set(), ran, preferLocal: false);
                ran.Wait();
                waits.Add(Stopwatch.GetElapsedTime(queued).TotalMilliseconds);
            }
            while (!loading.IsCompleted);
            waits.Sort();
            return waits.ToArray();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
