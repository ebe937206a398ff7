using Akka.Actor;
using Switchboard.Bench.Bare;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Actors;

/// <summary>Asks beside a bare cell that completes a task.</summary>
internal static class AskSection
{
    public static Task RunAsync(Table table, Options options) => Systems.WithAsync("ask", async system =>
    {
        var peers = await Peers.RunAsync("call");
        var echo = system.ActorOf<Echo>();
        await CallersAsync(table, options, echo, 1, 300_000, "ask: 1 caller, one after the other", peers.Rate("ask_one"), Goal.AtLeast(1.5e6, ">= 1.5 M/s"));
        await CallersAsync(table, options, echo, 100, 10_000, "ask: 100 callers at once", peers.Rate("ask_many"), Goal.AtLeast(3e6, ">= 3 M/s"));
    });

    private static async Task CallersAsync(Table table, Options options, IActorRef echo, int callers, int each, string what, string elixir, Goal goal)
    {
        var measured = await Measure.ByTurnsAsync(
            options.Runs,
            2,
            () => AllAsync(callers, each, () => echo.Ask<object>(Ball.Instance)),
            () =>
            {
                var bare = new BareAnswerer();
                return AllAsync(callers, each, () => BareQuestion.Ask(bare, Ball.Instance));
            });
        table.Add(new Row(what)
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " bare queue and task",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
            Allocated = Show.Bytes(measured[0].BytesEach) + " an ask",
            Elixir = elixir,
            Goals = [(goal, goal.IsReachedBy(measured[0].PerSecond))],
        });
    }

    private static Task<Sample> AllAsync(int callers, int each, Func<Task<object>> ask) => Measure.OnceAsync((long)callers * each, () =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++) await ask();
        }))));
}
