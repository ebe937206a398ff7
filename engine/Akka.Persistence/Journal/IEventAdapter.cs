namespace Akka.Persistence.Journal;

/// <summary>Turns what an actor persists into what a journal stores.</summary>
public interface IWriteEventAdapter
{
    /// <summary>Names the type of an event, for the adapter that reads it back; empty when no name is needed.</summary>
    /// <param name="evt">The event, as the actor persisted it.</param>
    string Manifest(object evt);

    /// <summary>Turns an event into what is stored; may wrap it in <see cref="Tagged"/>.</summary>
    /// <param name="evt">The event, as the actor persisted it.</param>
    object ToJournal(object evt);
}

/// <summary>Turns what a journal has stored into what an actor recovers from.</summary>
public interface IReadEventAdapter
{
    /// <summary>Turns a stored event into none, one or several events for the actor.</summary>
    /// <param name="evt">The stored event.</param>
    /// <param name="manifest">What <see cref="IWriteEventAdapter.Manifest"/> had called it.</param>
    IEventSequence FromJournal(object evt, string manifest);
}

/// <summary>Adapts events in both directions. Made by reflection, with the <c>ExtendedActorSystem</c> or without parameters; used by several threads.</summary>
public interface IEventAdapter : IWriteEventAdapter, IReadEventAdapter;

/// <summary>What a stored event means to an actor: none, one or several events.</summary>
public interface IEventSequence
{
    /// <summary>The events, in order.</summary>
    IEnumerable<object> Events { get; }
}

/// <summary>Marks a sequence without events.</summary>
public interface IEmptyEventSequence : IEventSequence;

/// <summary>Leaves events as they are.</summary>
public sealed class IdentityEventAdapter : IEventAdapter
{
    private IdentityEventAdapter()
    {
    }

    /// <summary>The only instance.</summary>
    public static IdentityEventAdapter Instance { get; } = new();

    /// <inheritdoc />
    public string Manifest(object evt) => "";

    /// <inheritdoc />
    public object ToJournal(object evt) => evt;

    /// <inheritdoc />
    public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Single(evt);
}
