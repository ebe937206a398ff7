using System.Globalization;
using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Simulation;

/// <summary>
/// What happened in a world: messages handled, system messages (failures, restarts, stops, watches), steps and faults of the scenario, each
/// with its virtual time and node. It keeps the newest lines and a hash of all of them: two runs are the same when their hashes are. Not thread-safe.
/// </summary>
public sealed class SimulationTrace
{
    private const int LongestMessage = 120;

    private readonly Queue<string> _lines = [];
    private readonly int _capacity;
    private VirtualTimeProvider? _time;
    private ulong _hash = TextHash.Start;

    /// <summary>Makes an empty trace.</summary>
    /// <param name="capacity">How many lines it keeps: 500 by default; <see cref="int.MaxValue"/> for all.</param>
    public SimulationTrace(int capacity = 500)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <summary>Lines added in all, those that are no longer kept included.</summary>
    public long Count { get; private set; }

    /// <summary>A hash of all lines, the same in every process.</summary>
    public long Hash => unchecked((long)_hash);

    /// <summary>The newest lines, oldest first.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Adds a line.</summary>
    /// <param name="node">Where it happened; null for the world.</param>
    /// <param name="text">What happened, in one line.</param>
    public void Add(string? node, string text)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{_time?.Elapsed.TotalMilliseconds ?? 0,12:0.000} {node ?? "-",-6} {text}");
        Count++;
        _hash = TextHash.Add(_hash, line);
        if (_lines.Count == _capacity) _lines.Dequeue();
        _lines.Enqueue(line);
    }

    /// <summary>The lines as one text.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var left = Count - _lines.Count;
        return (left > 0 ? $"... {left} lines before\n" : "") + string.Join('\n', _lines);
    }

    internal void Attach(VirtualTimeProvider time) => _time = time;

    internal IRuntimeObserver ObserverFor(string node) => new Observer(this, node);

    private static string Short(object message)
    {
        var type = message.GetType().Name;
        var text = message.ToString()?.ReplaceLineEndings(" ") ?? "";
        // A record begins with its name; a class that has no text of its own is its full name.
        if (text.Length == 0 || text == message.GetType().FullName || text == message.GetType().ToString()) text = type;
        else if (!text.StartsWith(type, StringComparison.Ordinal)) text = type + " " + text;
        return text.Length > LongestMessage ? text[..LongestMessage] + "..." : text;
    }

    private sealed class Observer(SimulationTrace trace, string node) : IRuntimeObserver
    {
        public void Handling(ActorCell actor, object message, IActorRef? sender) =>
            trace.Add(node, $"{Name(sender)} -> {Name(actor)}: {Short(Accepted.Unwrap(message))}");

        public void Handling(ActorCell actor, SystemMessage message) => trace.Add(node, $"{Name(actor)} * {Describe(message)}");

        public void Created(ActorCell actor) => trace.Add(node, $"{Name(actor)} * created ({actor.Props.Type.Name})");

        private static string Name(IActorRef? actor) => actor switch
        {
            null => "-",
            ActorCell cell => cell.Path.ToStringWithoutAddress() + "#" + (cell.Uid & 0xffff).ToString("x4", CultureInfo.InvariantCulture),
            _ => actor.Path.ToStringWithoutAddress(),
        };

        private static string Describe(SystemMessage message) => message switch
        {
            Failed failed => $"child {Name(failed.Child)} failed: {failed.Cause.GetType().Name} {failed.Cause.Message}",
            Recreate recreate => $"restart: {recreate.Cause.GetType().Name}",
            Resume { CausedByFailure: { } cause } => $"resume after {cause.GetType().Name}",
            DeathWatchNotification death => $"death of {Name(death.Actor)}",
            Watch watch => $"watched by {Name(watch.Watcher)}",
            Unwatch unwatch => $"no longer watched by {Name(unwatch.Watcher)}",
            AsyncHandlerDone done => $"async handler ended: {done.Task.Status}",
            _ => message.GetType().Name,
        };
    }
}
