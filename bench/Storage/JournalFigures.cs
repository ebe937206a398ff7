using Akka.Actor;
using Switchboard.Bench.Actors;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Storage;

/// <summary>Figures of a journal, whatever its database.</summary>
internal static class JournalFigures
{
    /// <summary>Events per second that actors persist, by turns with what plain SQL does.</summary>
    public static async Task WritesAsync(
        Table table, int runs, string what, int events, Action<CountdownEvent> persist, Action insert, string reference, Goal? ratioGoal, Goal? goal)
    {
        var measured = await Measure.ByTurnsAsync(
            runs,
            1,
            () => Measure.OnceAsync(events, async () =>
            {
                using var done = new CountdownEvent(events);
                persist(done);
                await Task.Run(done.Wait);
            }),
            () => Measure.OnceAsync(events, () =>
            {
                insert();
                return Task.CompletedTask;
            }));
        var ratio = measured[0].RatioTo(measured[1]);
        List<(Goal, bool)> goals = [];
        if (goal is { } rate) goals.Add((rate, rate.IsReachedBy(measured[0].PerSecond)));
        if (ratioGoal is { } share) goals.Add((share, share.IsReachedBy(ratio)));
        table.Add(new Row(what)
        {
            Ours = Show.Rate(measured[0]),
            Reference = $"{Show.Rate(measured[1])} {reference}",
            Ratio = Show.Percent(ratio),
            Allocated = Show.Bytes(measured[0].BytesEach) + " an event",
            Goals = goals,
        });
    }

    /// <summary>Events per second that an actor with a long history recovers, by turns with a plain select of as many rows.</summary>
    public static async Task RecoveryAsync(Table table, int runs, string database, int events, ActorSystem system, Func<long> readAll, Goal goal)
    {
        var writer = await ReadyAsync(system, "long");
        using (var done = new CountdownEvent(events))
        {
            Repeat(events / 100, () => writer.Tell(new Together(100, done), ActorRefs.NoSender));
            await Task.Run(done.Wait);
        }

        await writer.GracefulStop(TimeSpan.FromSeconds(10));
        var measured = await Measure.ByTurnsAsync(
            runs,
            1,
            () => Measure.OnceAsync(events, async () =>
            {
                var reader = system.ActorOf(Props.Create<Reader>("long"));
                var count = await reader.Ask<long>(Ball.Instance);
                if (count != events) throw new InvalidOperationException($"{count} of {events} events were recovered.");
                await reader.GracefulStop(TimeSpan.FromSeconds(10));
            }),
            () => Measure.OnceAsync(events, () =>
            {
                if (readAll() != events) throw new InvalidOperationException("Rows are missing.");
                return Task.CompletedTask;
            }));
        table.Add(new Row($"{database}: recovery of {events:N0} events, 1 actor")
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " plain select",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
            Allocated = Show.Bytes(measured[0].BytesEach) + " an event",
            Goals = [(goal, goal.IsReachedBy(measured[0].PerSecond))],
        });
    }

    /// <summary>A persistent actor that has recovered.</summary>
    public static async Task<IActorRef> ReadyAsync(ActorSystem system, string id)
    {
        var writer = system.ActorOf(Props.Create<Writer>(id));
        await writer.Ask<object>(Ball.Instance, TimeSpan.FromSeconds(30));
        return writer;
    }

    public static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++) action();
    }
}
