using Akka.Actor;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>A message for a box.</summary>
internal abstract record BoxMessage(string Box);

/// <summary>To be put in the box.</summary>
internal sealed record Put(string Box, int Number, string From = "") : BoxMessage(Box);

/// <summary>What the box gets is inside.</summary>
internal sealed record Wrapped(string Box, object Inside) : BoxMessage(Box);

/// <summary>Makes the box ask to be stopped.</summary>
internal sealed record GoAway(string Box) : BoxMessage(Box);

/// <summary>Makes the box fail.</summary>
internal sealed record Break(string Box) : BoxMessage(Box);

/// <summary>Makes the box stop itself without asking.</summary>
internal sealed record StopYourself(string Box) : BoxMessage(Box);

/// <summary>Answered with the name of the node.</summary>
internal sealed record Where(string Box) : BoxMessage(Box);

/// <summary>A stop message of the test's own.</summary>
internal sealed record PleaseStop
{
    public static readonly PleaseStop Instance = new();
}

/// <summary>Something happened in a box.</summary>
internal readonly record struct Entry(string Box, string Node, string What, int Number = 0, string From = "");

/// <summary>What happened in all boxes, in order.</summary>
internal sealed class Journal
{
    public List<Entry> Entries { get; } = [];

    public IEnumerable<int> Numbers(string box, string from = "") => Entries.Where(entry => entry.Box == box && entry.What == "put" && entry.From == from).Select(static entry => entry.Number);

    public int Count(string box, string what) => Entries.Count(entry => entry.Box == box && entry.What == what);

    public int Count(string what) => Entries.Count(entry => entry.What == what);

    /// <summary>Boxes of which two incarnations were alive at once, on living nodes.</summary>
    public IEnumerable<string> Doubles() => Entries.Where(static entry => entry.What is "start" or "stop").GroupBy(static entry => entry.Box).Where(static box =>
    {
        var alive = 0;
        foreach (var entry in box)
        {
            alive += entry.What == "start" ? 1 : -1;
            if (alive > 1) return true;
        }

        return false;
    }).Select(static box => box.Key);
}

/// <summary>An entity that writes down what it goes through.</summary>
internal sealed class Box : UntypedActor
{
    private readonly string _id;
    private readonly string _node;
    private readonly Journal _journal;

    public Box(string id, string node, Journal journal)
    {
        _id = id;
        _node = node;
        _journal = journal;
    }

    protected override void PreStart() => Note("start");

    protected override void PostStop() => Note("stop");

    protected override void PreRestart(Exception reason, object message)
    {
        // The same incarnation goes on.
    }

    protected override void PostRestart(Exception reason) => Note("restart");

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Put put:
                _journal.Entries.Add(new Entry(_id, _node, "put", put.Number, put.From));
                break;
            case GoAway:
                Context.Parent.Tell(new Passivate(PoisonPill.Instance));
                break;
            case PleaseStop:
                Note("asked to stop");
                Context.Stop(Self);
                break;
            case StopYourself:
                Context.Stop(Self);
                break;
            case Where:
                Sender.Tell(_node);
                break;
            case Break:
                throw new InvalidOperationException("broken");
            default:
                Unhandled(message);
                break;
        }
    }

    private void Note(string what) => _journal.Entries.Add(new Entry(_id, _node, what));
}
