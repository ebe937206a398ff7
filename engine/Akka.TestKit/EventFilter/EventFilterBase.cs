using Akka.Annotations;
using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>One filter: which log events it takes, and how many it has taken.</summary>
[InternalApi]
public sealed class EventFilterBase : IEventFilter
{
    private readonly Predicate<LogEvent> _matches;
    private int _count;

    internal EventFilterBase(string description, Predicate<LogEvent> matches)
    {
        Description = description;
        _matches = matches;
    }

    internal string Description { get; }

    internal int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public bool Apply(LogEvent logEvent)
    {
        if (!_matches(logEvent)) return false;
        Interlocked.Increment(ref _count);
        return true;
    }
}
