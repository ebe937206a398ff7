namespace Akka.Persistence.Journal;

/// <summary>Makes <see cref="IEventSequence"/>s.</summary>
public static class EventSequence
{
    /// <summary>No event.</summary>
    public static readonly IEventSequence Empty = EmptyEventSequence.Instance;

    /// <summary>One event.</summary>
    /// <param name="e">The event.</param>
    public static IEventSequence Single(object e) => new SingleEventSequence(e);

    /// <summary>Several events.</summary>
    /// <param name="events">The events, in order.</param>
    public static IEventSequence Create(params object[] events) => new EventSequence<object>(events);

    /// <summary>Several events.</summary>
    /// <param name="events">The events, in order.</param>
    public static IEventSequence Create(IEnumerable<object> events) => new EventSequence<object>(events);
}

/// <summary>A sequence without events.</summary>
public sealed class EmptyEventSequence : IEmptyEventSequence
{
    /// <summary>The only instance.</summary>
    public static readonly EmptyEventSequence Instance = new();

    private EmptyEventSequence()
    {
    }

    /// <inheritdoc />
    public IEnumerable<object> Events => [];
}

/// <summary>A sequence of several events.</summary>
/// <typeparam name="T">Type of the events.</typeparam>
public class EventSequence<T> : IEventSequence
{
    /// <summary>Creates the sequence.</summary>
    /// <param name="events">The events, in order; read once.</param>
    public EventSequence(IEnumerable<object> events) => Events = [.. events];

    /// <inheritdoc />
    public IEnumerable<object> Events { get; }
}

/// <summary>A sequence of one event.</summary>
public readonly struct SingleEventSequence : IEventSequence
{
    /// <summary>Creates the sequence.</summary>
    /// <param name="e">The event.</param>
    public SingleEventSequence(object e) => Events = [e];

    /// <inheritdoc />
    public IEnumerable<object> Events { get; }
}
