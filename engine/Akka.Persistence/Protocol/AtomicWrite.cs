using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Serialization;

namespace Akka.Persistence;

/// <summary>Events of one persistent actor that a journal stores all together or not at all.</summary>
public sealed class AtomicWrite : IPersistentEnvelope, IMessage
{
    private readonly IImmutableList<IPersistentRepresentation> _events;

    /// <summary>A write of one event.</summary>
    /// <param name="event">The event.</param>
    public AtomicWrite(IPersistentRepresentation @event)
        : this(ImmutableArray.Create(@event))
    {
    }

    /// <summary>A write of several events.</summary>
    /// <param name="payload">The events, in order, all of one persistence id.</param>
    /// <exception cref="ArgumentException">The list is empty, or its events belong to different persistence ids.</exception>
    public AtomicWrite(IImmutableList<IPersistentRepresentation> payload)
    {
        if (payload is not { Count: > 0 }) throw new ArgumentException("A write holds at least one event.", nameof(payload));
        var (first, last) = (payload[0], payload[^1]);
        for (var i = 1; i < payload.Count; i++)
        {
            if (payload[i].PersistenceId != first.PersistenceId)
            {
                throw new ArgumentException($"A write belongs to one persistence id, not to '{first.PersistenceId}' and '{payload[i].PersistenceId}'.", nameof(payload));
            }
        }

        _events = payload;
        Payload = payload;
        Sender = first.Sender;
        Size = payload.Count;
        PersistenceId = first.PersistenceId;
        LowestSequenceNr = first.SequenceNr;
        HighestSequenceNr = last.SequenceNr;
    }

    /// <summary>The events: an <see cref="IImmutableList{T}"/> of <see cref="IPersistentRepresentation"/>.</summary>
    public object Payload { get; }

    /// <summary>Who sent the command during which the events were persisted.</summary>
    public IActorRef? Sender { get; }

    /// <summary>How many events there are.</summary>
    public int Size { get; }

    /// <summary>Whose events they are.</summary>
    public string PersistenceId { get; }

    /// <summary>Number of the first event.</summary>
    public long LowestSequenceNr { get; }

    /// <summary>Number of the last event.</summary>
    public long HighestSequenceNr { get; }

    internal IImmutableList<IPersistentRepresentation> Events => _events;

    /// <inheritdoc />
    public override string ToString() => $"AtomicWrite({PersistenceId}, {LowestSequenceNr}..{HighestSequenceNr})";
}
