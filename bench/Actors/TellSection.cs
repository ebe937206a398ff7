using Akka.Actor;
using Switchboard.Bench.Bare;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Actors;

/// <summary>Local tells beside the hand-over of a bare queue.</summary>
internal static class TellSection
{
    private const int Flights = 100;
    private const long PairMessages = 4_000_000; // both ways
    private const long FloodMessages = 5_000_000;

    public static Task RunAsync(Table table, Options options) => Systems.WithAsync("tell", async system =>
    {
        var peers = await Peers.RunAsync("tell");
        await PairsAsync(table, options, system, 1, "tell: 1 pair, 100 in flight", peers.Rate("tell_pair"), Goal.AtLeast(15e6, ">= 15 M/s"), Goal.AtLeast(0.85, ">= 85 % of the bare queue"));
        await PairsAsync(table, options, system, 4, "tell: 4 pairs, 100 in flight each", peers.Rate("tell_pairs"), Goal.AtLeast(50e6, ">= 50 M/s"), null);
        await FloodAsync(table, options, system, peers.Rate("tell_flood"));
    });

    private static async Task PairsAsync(Table table, Options options, ActorSystem system, int pairs, string what, string elixir, Goal goal, Goal? ratioGoal)
    {
        var pingers = Enumerable.Range(0, pairs).Select(_ => system.ActorOf(Props.Create<Pinger>(system.ActorOf<Echo>()))).ToArray();
        var each = PairMessages / 2 / pairs;
        var measured = await Measure.ByTurnsAsync(options.Runs, 2, () => EngineAsync(pingers, each), () => BareAsync(pairs, each));
        var (engine, bare) = (measured[0], measured[1]);
        var ratio = engine.RatioTo(bare);
        table.Add(new Row(what)
        {
            Ours = Show.Rate(engine),
            Reference = Show.Rate(bare) + " bare queue",
            Ratio = Show.Percent(ratio),
            Allocated = Show.Bytes(engine.BytesEach) + " a tell",
            Elixir = elixir,
            Goals = ratioGoal is { } least
                ? [(goal, goal.IsReachedBy(engine.PerSecond)), (least, least.IsReachedBy(ratio))]
                : [(goal, goal.IsReachedBy(engine.PerSecond))],
        });
    }

    private static Task<Sample> EngineAsync(IActorRef[] pingers, long each) => Measure.OnceAsync(each * pingers.Length * 2, async () =>
    {
        var runs = pingers.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        for (var i = 0; i < pingers.Length; i++) pingers[i].Tell(new Serve(each, Flights, runs[i]), ActorRefs.NoSender);
        foreach (var run in runs) await run.Task;
    });

    private static Task<Sample> BareAsync(int pairs, long each) => Measure.OnceAsync(each * pairs * 2, async () =>
    {
        var pingers = Enumerable.Range(0, pairs).Select(_ => new BarePinger(new BareEcho(), Ball.Instance, Flights, each)).ToArray();
        foreach (var pinger in pingers) pinger.Post(null, null);
        foreach (var pinger in pingers) await pinger.Done;
    });

    private static async Task FloodAsync(Table table, Options options, ActorSystem system, string elixir)
    {
        var counter = system.ActorOf<Counter>();
        var measured = await Measure.ByTurnsAsync(
            options.Runs,
            2,
            () => Measure.OnceAsync(FloodMessages, () =>
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                counter.Tell(new Serve(FloodMessages, 0, done), ActorRefs.NoSender);
                for (var i = 0L; i < FloodMessages; i++) counter.Tell(Ball.Instance, ActorRefs.NoSender);
                return done.Task;
            }),
            () => Measure.OnceAsync(FloodMessages, () =>
            {
                var bare = new BareCounter(FloodMessages);
                for (var i = 0L; i < FloodMessages; i++) bare.Post(Ball.Instance, null);
                return bare.Done;
            }));
        var goal = Goal.AtLeast(24e6, ">= 24 M/s");
        table.Add(new Row("tell: 1 actor flooded by 1 producer")
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " bare queue",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
            Allocated = Show.Bytes(measured[0].BytesEach) + " a tell",
            Elixir = elixir,
            Goals = [(goal, goal.IsReachedBy(measured[0].PerSecond))],
        });
    }
}
