using Akka.Actor;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Actors;

/// <summary>A function over a million numbers, by as many workers as there are cores, in chunks; each answers with its part of the result. Beside it the platform's own parallel loop.</summary>
internal static class MapSection
{
    private const int Items = 1_000_000;
    private const int Chunk = 1_000;

    public static Task RunAsync(Table table, Options options) => Systems.WithAsync("map", async system =>
    {
        var peers = await Peers.RunAsync("map");
        var items = Enumerable.Range(0, Items).ToArray();
        var expected = items.Sum(static item => (long)Square(item));
        var mapper = system.ActorOf(Props.Create<Mapper>());
        var measured = await Measure.ByTurnsAsync(
            options.Runs,
            2,
            () => Measure.OnceAsync(Items, async () => Check(await mapper.Ask<int[]>(new Map(items, Square)), expected)),
            () => Measure.OnceAsync(Items, () =>
            {
                var results = new int[Items];
                Parallel.For(0, Items, i => results[i] = Square(items[i]));
                Check(results, expected);
                return Task.CompletedTask;
            }));
        var goal = Goal.AtLeast(5e6, ">= 5 M/s");
        table.Add(new Row("map: 1,000,000 small items in parallel, in chunks of 1,000")
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " Parallel.For",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
            Allocated = Show.Bytes(measured[0].BytesEach) + " an item, results included",
            Elixir = peers.Rate("map"),
            Goals = [(goal, goal.IsReachedBy(measured[0].PerSecond))],
        });
    });

    private static int Square(int item) => unchecked(item * item) + 1;

    private static void Check(int[] results, long expected)
    {
        if (results.Sum(static result => (long)result) != expected) throw new InvalidOperationException("The map has lost or changed results.");
    }

    private sealed record Map(int[] Items, Func<int, int> Function);

    private sealed record Part(int From, ArraySegment<int> Items, Func<int, int> Function);

    private sealed record Mapped(int From, int[] Results);

    /// <summary>Gives chunks to its workers, two each and a new one for each answer, and puts the results together.</summary>
    private sealed class Mapper : UntypedActor
    {
        private readonly IActorRef[] _workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Context.ActorOf<Worker>()).ToArray();
        private IActorRef? _asker;
        private Map _map = new([], static item => item);
        private int[] _results = [];
        private int _next;
        private int _left;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Map map:
                    _asker = Sender;
                    (_map, _results, _next, _left) = (map, new int[map.Items.Length], 0, map.Items.Length);
                    foreach (var worker in _workers.Concat(_workers)) Give(worker);
                    break;
                case Mapped part:
                    part.Results.CopyTo(_results, part.From);
                    _left -= part.Results.Length;
                    if (_left == 0) _asker!.Tell(_results, Self);
                    else Give(Sender);
                    break;
            }
        }

        private void Give(IActorRef worker)
        {
            if (_next == _results.Length) return;
            var count = Math.Min(Chunk, _results.Length - _next);
            worker.Tell(new Part(_next, new ArraySegment<int>(_map.Items, _next, count), _map.Function), Self);
            _next += count;
        }
    }

    private sealed class Worker : ReceiveActor
    {
        public Worker() => Receive<Part>(part =>
        {
            var results = new int[part.Items.Count];
            for (var i = 0; i < results.Length; i++) results[i] = part.Function(part.Items[i]);
            Sender.Tell(new Mapped(part.From, results), Self);
        });
    }
}
