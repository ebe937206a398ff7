namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>
/// What this node has, with the version of each change, and what others have to be told so that they know it. Only this node ever tells it, so versions are plain
/// numbers. Not thread-safe.
/// </summary>
internal sealed class OwnEntries
{
    private readonly Dictionary<RegistryKey, LinkedListNode<RegistryEntry>> _entries = [];
    private readonly LinkedList<RegistryEntry> _byVersion = new();
    private readonly Queue<(RegistryEntry Entry, TimeSpan At)> _removed = new();
    private long _floor;

    /// <param name="firstVersion">Larger than any version of an earlier mediator of the same incarnation of this node.</param>
    public OwnEntries(long firstVersion) => Version = _floor = Math.Max(1, firstVersion);

    /// <summary>The number of the last change.</summary>
    public long Version { get; private set; }

    /// <summary>How many entries there are, removed ones that are remembered included.</summary>
    public int Count => _byVersion.Count;

    /// <summary>This node has something now.</summary>
    public void Add(RegistryKey key, long uid = 0) => Put(new RegistryEntry(key, uid, ++Version, IsRemoved: false));

    /// <summary>This node does not have something any more.</summary>
    public void Remove(RegistryKey key, TimeSpan now)
    {
        if (!_entries.TryGetValue(key, out var known) || known.Value.IsRemoved) return;
        var entry = new RegistryEntry(key, 0, ++Version, IsRemoved: true);
        Put(entry);
        _removed.Enqueue((entry, now));
    }

    /// <summary>Forgets what was removed up to some moment. Who has not heard of it until then gets everything anew.</summary>
    public void ForgetRemovedBefore(TimeSpan moment)
    {
        while (_removed.TryPeek(out var oldest) && oldest.At <= moment)
        {
            _removed.Dequeue();
            // It may be there again.
            if (!_entries.TryGetValue(oldest.Entry.Key, out var node) || !ReferenceEquals(node.Value, oldest.Entry)) continue;
            _entries.Remove(oldest.Entry.Key);
            _byVersion.Remove(node);
            _floor = oldest.Entry.Version;
        }
    }

    /// <summary>What leads somebody from what it knows to what there is; nothing when it knows all.</summary>
    /// <param name="self">This node.</param>
    /// <param name="known">The version that it knows; 0 for none.</param>
    /// <param name="knownBase">The version at which it last began anew.</param>
    /// <param name="most">The largest number of entries in one delta.</param>
    public List<RegistryDelta> Since(UniqueAddress self, long known, long knownBase, int most)
    {
        if (known == Version) return [];
        // What was removed before it began anew never reached it, so that having forgotten it does no harm.
        var anew = known == 0 || known > Version || Math.Max(known, knownBase) < _floor;
        var after = anew ? 0 : known;
        var first = _byVersion.Last;
        if (first is null || first.Value.Version <= after) first = null;
        else while (first.Previous is { } earlier && earlier.Value.Version > after) first = earlier;

        var deltas = new List<RegistryDelta>();
        var entries = new List<RegistryEntry>();
        var reached = after;
        for (var node = first; node is not null; node = node.Next)
        {
            if (anew && node.Value.IsRemoved) continue;
            entries.Add(node.Value);
            if (entries.Count < most) continue;
            Cut(node.Next is null ? Version : node.Value.Version);
        }

        if (reached < Version) Cut(Version);
        return deltas;

        void Cut(long version)
        {
            deltas.Add(new RegistryDelta(self, anew ? Version : 0, reached, version, [.. entries]));
            entries.Clear();
            reached = version;
        }
    }

    private void Put(RegistryEntry entry)
    {
        if (_entries.TryGetValue(entry.Key, out var earlier)) _byVersion.Remove(earlier);
        _entries[entry.Key] = _byVersion.AddLast(entry);
    }
}
