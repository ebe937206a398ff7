using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Hosting;
using Switchboard.Bench.Bare;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Actors;

/// <summary>Finding one actor among many by its name, and telling it something; one sender a core. Beside it a concurrent dictionary of bare cells.</summary>
internal static class LookUpSection
{
    private const int Names = 10_000;
    private const int Each = 500_000;
    private static readonly int Senders = Environment.ProcessorCount;

    // As a caller has them at hand: equal to the names that the actors were given, and not the same objects.
    private static readonly string[] AtHand = [.. Enumerable.Range(0, Names).Select(static i => "name" + i)];

    public static Task RunAsync(Table table, Options options) => Systems.WithAsync("lookup", async system =>
    {
        var peers = await Peers.RunAsync("lookup");
        var goal = Goal.AtLeast(10e6, ">= 10 M/s");
        var parents = Enumerable.Range(0, Senders).Select(i => system.ActorOf(Props.Create<Parent>(Names), "parent" + i)).ToArray();
        foreach (var parent in parents) await parent.Ask<object>(Ball.Instance);
        var registry = ActorRegistry.For(system);
        registry.Register<Parent>(parents[0]);
        registry.Register<Counted>(system.ActorOf<Counted>());

        await RowAsync(table, options, "look-up: a child among 10,000 by name (Context.Child), and send", goal, peers.Rate("lookup"), () =>
        {
            foreach (var parent in parents) parent.Tell(new Send(Each), ActorRefs.NoSender);
        });
        var paths = parents.Select(parent => AtHand.Select(name => $"/user/{parent.Path.Name}/{name}").ToArray()).ToArray();
        await RowAsync(table, options, "look-up: an actor by path among 10,000 (a new ActorSelection), and send", null, "", () => OnAll(sender =>
        {
            for (var i = 0; i < Each; i++) system.ActorSelection(paths[sender][i % Names]).Tell(Ball.Instance, ActorRefs.NoSender);
        }));
        await RowAsync(table, options, "look-up: an actor by type (Akka.Hosting's ActorRegistry), and send", goal, "", () => OnAll(_ =>
        {
            for (var i = 0; i < Each; i++) registry.Get<Counted>().Tell(Ball.Instance, ActorRefs.NoSender);
        }));
    });

    private static async Task RowAsync(Table table, Options options, string what, Goal? goal, string elixir, Action send)
    {
        var cells = new ConcurrentDictionary<string, BareSink>(Enumerable.Range(0, Names).Select(i => KeyValuePair.Create("name" + i, new BareSink())));
        var measured = await Measure.ByTurnsAsync(
            options.Runs,
            2,
            () => OnceAsync(send),
            () => OnceAsync(() => OnAll(_ =>
            {
                for (var i = 0; i < Each; i++) cells[AtHand[i % Names]].Post(Ball.Instance, null);
            })));
        table.Add(new Row(what)
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " bare queues in a dictionary",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
            Allocated = Show.Bytes(measured[0].BytesEach) + " a look-up and tell",
            Elixir = elixir,
            Goals = goal is { } least ? [(least, least.IsReachedBy(measured[0].PerSecond))] : [],
        });
    }

    private static Task<Sample> OnceAsync(Action send) => Measure.OnceAsync((long)Each * Senders, async () =>
    {
        var before = Arrived.Sum();
        send();
        await Arrived.UntilAsync(before, (long)Each * Senders);
    });

    private static void OnAll(Action<int> send)
    {
        for (var i = 0; i < Senders; i++)
        {
            var sender = i;
            ThreadPool.QueueUserWorkItem(_ => send(sender));
        }
    }

    private sealed record Send(int Count);

    /// <summary>Has named children, and looks them up to tell them something.</summary>
    private sealed class Parent : UntypedActor
    {
        private readonly int _names;

        public Parent(int names)
        {
            _names = names;
            for (var i = 0; i < names; i++) Context.ActorOf<Counted>("name" + i);
        }

        protected override void OnReceive(object message)
        {
            if (message is not Send send)
            {
                Sender.Tell(message, Self);
                return;
            }

            for (var i = 0; i < send.Count; i++) Context.Child(AtHand[i % _names]).Tell(Ball.Instance, Self);
        }
    }

    private sealed class Counted : UntypedActor
    {
        protected override void OnReceive(object message) => Arrived.One();
    }

    private sealed class BareSink : BareCell
    {
        protected override void Handle(BareLetter letter) => Arrived.One();
    }
}
