using System.Collections.Immutable;

namespace Akka.Persistence.Journal;

/// <summary>The events of all actors in the order in which they were stored, with their tags: what queries of a journal in memory go over. Thread-safe.</summary>
internal sealed class MemoryLog
{
    private readonly Lock _gate = new(); // guards _entries
    private readonly List<Entry> _entries = [];

    public void Add(IPersistentRepresentation persistent, IImmutableSet<string>? tags)
    {
        lock (_gate) _entries.Add(new Entry(persistent, tags));
    }

    /// <summary>Everything so far.</summary>
    public Entry[] Snapshot()
    {
        lock (_gate) return [.. _entries];
    }

    internal readonly record struct Entry(IPersistentRepresentation Persistent, IImmutableSet<string>? Tags);
}
