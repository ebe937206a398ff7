using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit.Internal;

/// <summary>Told of a log event that a filter takes.</summary>
/// <param name="eventFilter">The filter.</param>
/// <param name="logEvent">The event.</param>
public delegate void EventMatched(EventFilterBase eventFilter, LogEvent logEvent);

/// <summary>One filter: which log events it takes, by their text and their source, and how many it has taken.</summary>
public abstract class EventFilterBase : IEventFilter
{
    private readonly IStringMatcher _messageMatcher;
    private readonly IStringMatcher _sourceMatcher;
    private int _count;

    /// <summary>For texts and sources.</summary>
    /// <param name="messageMatcher">Which texts; null for all.</param>
    /// <param name="sourceMatcher">Which sources; null for all.</param>
    protected EventFilterBase(IStringMatcher? messageMatcher, IStringMatcher? sourceMatcher)
    {
        _messageMatcher = messageMatcher ?? MatchesAll.Instance;
        _sourceMatcher = sourceMatcher ?? MatchesAll.Instance;
    }

    /// <summary>Raised for each event taken, in the logger that asks the filter.</summary>
    public event EventMatched? EventMatched;

    /// <summary>What kind of events it takes, for failures.</summary>
    protected abstract string FilterDescriptiveName { get; }

    internal int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public bool Apply(LogEvent logEvent)
    {
        if (!IsMatch(logEvent)) return false;
        Interlocked.Increment(ref _count);
        OnEventMatched(logEvent);
        return true;
    }

    /// <summary>Kind, source and text.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var source = ReferenceEquals(_sourceMatcher, MatchesAll.Instance) ? "" : $" when source {_sourceMatcher}";
        var message = ReferenceEquals(_messageMatcher, MatchesAll.Instance) ? "" : $" when message {_messageMatcher}";
        return FilterDescriptiveName + source + message;
    }

    /// <summary>Judges an event.</summary>
    /// <param name="evt">The event.</param>
    /// <returns>True when it is taken.</returns>
    protected abstract bool IsMatch(LogEvent evt);

    /// <summary>Raises <see cref="EventMatched"/>.</summary>
    /// <param name="logEvent">The event.</param>
    protected virtual void OnEventMatched(LogEvent logEvent) => EventMatched?.Invoke(this, logEvent);

    /// <summary>Judges source and text.</summary>
    /// <param name="src">The source.</param>
    /// <param name="msg">What becomes the text.</param>
    /// <returns>True when both match.</returns>
    protected bool InternalDoMatch(string src, object? msg) => _sourceMatcher.IsMatch(src) && _messageMatcher.IsMatch(msg?.ToString() ?? "null");
}
