using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Persistence.Serialization;

/// <summary>A state on its way to or from a file of <see cref="Akka.Persistence.Snapshot.LocalSnapshotStore"/>.</summary>
public sealed class Snapshot
{
    /// <summary>Wraps a state.</summary>
    /// <param name="data">The state.</param>
    public Snapshot(object data) => Data = data;

    /// <summary>The state.</summary>
    public object Data { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Snapshot other && Equals(Data, other.Data);

    /// <inheritdoc/>
    public override int GetHashCode() => Data?.GetHashCode() ?? 0;
}

/// <summary>
/// Serializes a <see cref="Snapshot"/> as protobuf: the state's bytes, with the number of their serializer and their manifest. Thread-safe.
/// </summary>
public sealed class PersistenceSnapshotSerializer : Serializer
{
    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    public PersistenceSnapshotSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>True.</summary>
    public override bool IncludeManifest => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is no <see cref="Snapshot"/>.</exception>
    public override byte[] ToBinary(object obj) =>
        obj is Snapshot snapshot ? PayloadFormat.ToBytes(system, snapshot.Data) : throw new ArgumentException($"{nameof(PersistenceSnapshotSerializer)} does not serialize [{obj?.GetType()}].", nameof(obj));

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The type is no <see cref="Snapshot"/>, or the bytes are malformed.</exception>
    public override object FromBinary(byte[] bytes, Type? type) =>
        type == typeof(Snapshot) ? new Snapshot(PayloadFormat.FromBytes(system, bytes)) : throw new SerializationException($"{nameof(PersistenceSnapshotSerializer)} does not deserialize [{type}].");
}
