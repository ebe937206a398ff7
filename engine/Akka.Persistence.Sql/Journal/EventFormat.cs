using Akka.Actor;
using Akka.Persistence.Journal;
using Akka.Persistence.Sql.Storage;
using AkkaSerialization = Akka.Serialization.Serialization;

namespace Akka.Persistence.Sql.Journal;

/// <summary>Turns objects into stored bytes and back, with the system's serializers. Thread-safe.</summary>
internal sealed class EventFormat(ExtendedActorSystem system, string? defaultSerializer)
{
    /// <exception cref="Exception">The serializer refuses the payload.</exception>
    public EventRow ToRow(IPersistentRepresentation persistent, long created)
    {
        var payload = persistent.Payload;
        IReadOnlyCollection<string>? tags = null;
        if (payload is Tagged tagged) (payload, tags) = (tagged.Payload, tagged.Tags);
        var (bytes, manifest, serializer) = Serialize(payload);
        return new EventRow
        {
            SequenceNr = persistent.SequenceNr,
            Created = created,
            Payload = bytes,
            // The serializer's name for the type, which it needs to read it back; as in the official plugin, adapters get the same name.
            Manifest = manifest,
            SerializerId = serializer,
            WriterUuid = persistent.WriterGuid,
            Tags = tags,
        };
    }

    /// <exception cref="Exception">The serializer cannot read the payload.</exception>
    public IPersistentRepresentation FromRow(string persistenceId, in EventRow row) => new Persistent(
        Deserialize(row.Payload, row.SerializerId, row.Manifest, "event", row.SequenceNr, persistenceId),
        row.SequenceNr, persistenceId, row.Manifest, isDeleted: false, ActorRefs.NoSender, row.WriterUuid, row.Created);

    public (byte[] Bytes, string Manifest, int SerializerId) Serialize(object payload) => AkkaSerialization.WithTransport(
        system,
        (System: system, Payload: payload, Default: defaultSerializer),
        static call =>
        {
            var serializer = call.System.Serialization.FindSerializerFor(call.Payload, call.Default);
            return (serializer.ToBinary(call.Payload), AkkaSerialization.ManifestFor(serializer, call.Payload), serializer.Identifier);
        });

    public object Deserialize(byte[] bytes, int? serializerId, string manifest, string kind, long sequenceNr, string persistenceId) => serializerId is { } id
        ? system.Serialization.Deserialize(bytes, id, manifest)
        : throw new InvalidOperationException($"The row of {kind} {sequenceNr} of '{persistenceId}' does not say with which serializer it was written.");
}
