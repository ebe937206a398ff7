using Akka.Actor;
using Akka.Routing;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Actors;

/// <summary>Tells through a round-robin pool beside tells to the same number of actors in turn.</summary>
internal static class RoutingSection
{
    private const int Routees = 4;
    private const long Messages = 4_000_000;

    public static Task RunAsync(Table table, Options options) => Systems.WithAsync("routing", async system =>
    {
        var router = system.ActorOf(new RoundRobinPool(Routees).Props(Props.Create<Counter>()));
        var counters = Enumerable.Range(0, Routees).Select(_ => system.ActorOf<Counter>()).ToArray();
        var measured = await Measure.ByTurnsAsync(
            options.Runs,
            2,
            () => Measure.OnceAsync(Messages, async () =>
            {
                // One for each routee in turn, as everything else.
                var runs = Serves();
                foreach (var run in runs) router.Tell(run, ActorRefs.NoSender);
                for (var i = 0L; i < Messages; i++) router.Tell(Ball.Instance, ActorRefs.NoSender);
                foreach (var run in runs) await run.Done.Task;
            }),
            () => Measure.OnceAsync(Messages, async () =>
            {
                var runs = Serves();
                for (var i = 0; i < Routees; i++) counters[i].Tell(runs[i], ActorRefs.NoSender);
                for (var i = 0L; i < Messages; i++) counters[i % Routees].Tell(Ball.Instance, ActorRefs.NoSender);
                foreach (var run in runs) await run.Done.Task;
            }));
        table.Add(new Row($"routing: 1 producer, round-robin pool of {Routees}")
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " told directly",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
            Allocated = Show.Bytes(measured[0].BytesEach) + " a tell",
        });
    });

    private static Serve[] Serves() => Enumerable.Range(0, Routees)
        .Select(_ => new Serve(Messages / Routees, 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))).ToArray();
}
