using Akka.Actor;
using Akka.Persistence.Serialization;

namespace Akka.Persistence;

/// <summary>Something that goes to a journal in a batch of writes.</summary>
public interface IPersistentEnvelope
{
    /// <summary>The content.</summary>
    object Payload { get; }

    /// <summary>Who sent the command during which this was persisted; the handler sees it as its sender again.</summary>
    IActorRef? Sender { get; }

    /// <summary>How many events this is.</summary>
    int Size { get; }
}

/// <summary>One event as journals see it: the content together with its place in the history of one persistent actor. Immutable.</summary>
public interface IPersistentRepresentation : IMessage
{
    /// <summary>The event itself.</summary>
    object Payload { get; }

    /// <summary>What the event's adapter or serializer called its type; empty when neither gave it a name.</summary>
    string Manifest { get; }

    /// <summary>Whose event it is.</summary>
    string PersistenceId { get; }

    /// <summary>Its number, from 1, increasing within one persistence id.</summary>
    long SequenceNr { get; }

    /// <summary>When it was stored, in .NET ticks (UTC); 0 while it is not stored.</summary>
    long Timestamp { get; }

    /// <summary>Names the incarnation of the actor that wrote it.</summary>
    string WriterGuid { get; }

    /// <summary>True when the event is marked as deleted.</summary>
    bool IsDeleted { get; }

    /// <summary>Who sent the command during which it was persisted; nobody after a replay.</summary>
    IActorRef? Sender { get; }

    /// <summary>The same with another payload.</summary>
    /// <param name="payload">The new payload.</param>
    IPersistentRepresentation WithPayload(object payload);

    /// <summary>The same with another manifest.</summary>
    /// <param name="manifest">The new manifest.</param>
    IPersistentRepresentation WithManifest(string manifest);

    /// <summary>The same with another time of storing.</summary>
    /// <param name="timestamp">.NET ticks, UTC.</param>
    IPersistentRepresentation WithTimestamp(long timestamp);

    /// <summary>The same payload, manifest and time with another place in history.</summary>
    /// <param name="sequenceNr">The new number.</param>
    /// <param name="persistenceId">The new owner.</param>
    /// <param name="isDeleted">Whether it counts as deleted.</param>
    /// <param name="sender">The new sender.</param>
    /// <param name="writerGuid">The new writer.</param>
    IPersistentRepresentation Update(long sequenceNr, string persistenceId, bool isDeleted, IActorRef? sender, string writerGuid);
}

/// <summary>The stock <see cref="IPersistentRepresentation"/>, for authors of journals.</summary>
public class Persistent : IPersistentRepresentation, IEquatable<IPersistentRepresentation>
{
    /// <summary>Creates a representation.</summary>
    /// <param name="payload">The event itself.</param>
    /// <param name="sequenceNr">Its number.</param>
    /// <param name="persistenceId">Whose event it is.</param>
    /// <param name="manifest">What its type is called; null counts as empty.</param>
    /// <param name="isDeleted">Whether it counts as deleted.</param>
    /// <param name="sender">Who sent the command.</param>
    /// <param name="writerGuid">Which incarnation of the actor wrote it; null counts as empty.</param>
    /// <param name="timestamp">When it was stored, in .NET ticks (UTC).</param>
    public Persistent(
        object payload,
        long sequenceNr = 0,
        string? persistenceId = null,
        string? manifest = null,
        bool isDeleted = false,
        IActorRef? sender = null,
        string? writerGuid = null,
        long timestamp = 0)
    {
        Payload = payload;
        SequenceNr = sequenceNr;
        PersistenceId = persistenceId ?? "";
        Manifest = manifest ?? "";
        IsDeleted = isDeleted;
        Sender = sender;
        WriterGuid = writerGuid ?? "";
        Timestamp = timestamp;
    }

    /// <inheritdoc />
    public object Payload { get; }

    /// <inheritdoc />
    public string Manifest { get; }

    /// <inheritdoc />
    public string PersistenceId { get; }

    /// <inheritdoc />
    public long SequenceNr { get; }

    /// <inheritdoc />
    public long Timestamp { get; }

    /// <inheritdoc />
    public string WriterGuid { get; }

    /// <inheritdoc />
    public bool IsDeleted { get; }

    /// <inheritdoc />
    public IActorRef? Sender { get; }

    /// <inheritdoc />
    public IPersistentRepresentation WithPayload(object payload) => new Persistent(payload, SequenceNr, PersistenceId, Manifest, IsDeleted, Sender, WriterGuid, Timestamp);

    /// <inheritdoc />
    public IPersistentRepresentation WithManifest(string manifest) =>
        manifest == Manifest ? this : new Persistent(Payload, SequenceNr, PersistenceId, manifest, IsDeleted, Sender, WriterGuid, Timestamp);

    /// <inheritdoc />
    public IPersistentRepresentation WithTimestamp(long timestamp) =>
        timestamp == Timestamp ? this : new Persistent(Payload, SequenceNr, PersistenceId, Manifest, IsDeleted, Sender, WriterGuid, timestamp);

    /// <inheritdoc />
    public IPersistentRepresentation Update(long sequenceNr, string persistenceId, bool isDeleted, IActorRef? sender, string writerGuid) =>
        new Persistent(Payload, sequenceNr, persistenceId, Manifest, isDeleted, sender, writerGuid, Timestamp);

    /// <inheritdoc />
    public bool Equals(IPersistentRepresentation? other) =>
        ReferenceEquals(this, other) ||
        (other is not null && SequenceNr == other.SequenceNr && IsDeleted == other.IsDeleted && PersistenceId == other.PersistenceId &&
         Manifest == other.Manifest && WriterGuid == other.WriterGuid && Equals(Payload, other.Payload) && Equals(Sender, other.Sender));

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is IPersistentRepresentation other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(PersistenceId, SequenceNr, Payload);

    /// <inheritdoc />
    public override string ToString() => $"Persistent(PersistenceId: {PersistenceId}, SequenceNr: {SequenceNr}, Payload: {Payload}, Manifest: {Manifest}, WriterGuid: {WriterGuid})";
}
