namespace Akka.Persistence.Sql.Storage;

/// <summary>One stored event, without its persistence id, which the surrounding operation knows.</summary>
internal readonly struct EventRow
{
    public required long SequenceNr { get; init; }

    /// <summary>When it was written, in .NET ticks (UTC).</summary>
    public required long Created { get; init; }

    public required byte[] Payload { get; init; }

    public required string Manifest { get; init; }

    /// <summary>Null in rows that older writers stored without one.</summary>
    public required int? SerializerId { get; init; }

    public string? WriterUuid { get; init; }

    public IReadOnlyCollection<string>? Tags { get; init; }
}

/// <summary>One stored snapshot.</summary>
internal sealed class SnapshotRow
{
    public required string PersistenceId { get; init; }

    public required long SequenceNr { get; init; }

    /// <summary>When the snapshot was taken, in .NET ticks (UTC).</summary>
    public required long Created { get; init; }

    public required byte[] Payload { get; init; }

    public required string Manifest { get; init; }

    public required int? SerializerId { get; init; }
}

/// <summary>Which snapshots of a persistence id are meant: sequence numbers and creation ticks, both bounds inclusive.</summary>
internal readonly record struct SnapshotRange(long MinSequenceNr, long MaxSequenceNr, long MinCreated, long MaxCreated)
{
    public static SnapshotRange All { get; } = new(0, long.MaxValue, 0, long.MaxValue);
}
