namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>What another node has, as far as it has told. Not thread-safe.</summary>
internal sealed class PeerEntries
{
    private readonly Dictionary<RegistryKey, RegistryEntry> _entries = [];
    // Of a copy that is being made anew: what was known before and has not come again yet.
    private readonly HashSet<RegistryKey> _doubtful = [];

    /// <summary>What became of a delta.</summary>
    public enum Outcome
    {
        /// <summary>It was new.</summary>
        Applied,

        /// <summary>It says nothing new.</summary>
        Old,

        /// <summary>Something before it is missing.</summary>
        Gap,
    }

    /// <summary>Up to which of the node's versions everything is known; 0 for nothing.</summary>
    public long Version { get; private set; }

    /// <summary>At which of the node's versions this was last begun anew.</summary>
    public long Base { get; private set; }

    /// <summary>The entries, in no order.</summary>
    public IEnumerable<RegistryEntry> All => _entries.Values;

    /// <summary>Takes in a delta.</summary>
    /// <param name="delta">The delta.</param>
    /// <param name="changed">Called for every entry that is there now, or is not there any more.</param>
    public Outcome Apply(RegistryDelta delta, Action<RegistryEntry> changed)
    {
        if (delta.After == 0)
        {
            if (delta.Base <= Base || delta.Base < Version) return Outcome.Old;
            _doubtful.UnionWith(_entries.Keys);
            Base = delta.Base;
            Version = 0;
        }
        else if (delta.After > Version || Version == 0 || (delta.Base != 0 && delta.Base != Base))
        {
            // The later parts of a copy made anew say nothing of what was removed before it, so that they mean something only behind its first part.
            return Outcome.Gap;
        }

        if (delta.Version <= Version) return Outcome.Old;
        foreach (var entry in delta.Entries)
        {
            if (entry.Version > Version) Take(entry, changed);
        }

        Version = delta.Version;
        if (_doubtful.Count > 0 && Version >= Base) DropDoubtful(changed);
        return Outcome.Applied;
    }

    private void Take(RegistryEntry entry, Action<RegistryEntry> changed)
    {
        _doubtful.Remove(entry.Key);
        if (!entry.IsRemoved) _entries[entry.Key] = entry;
        else if (!_entries.Remove(entry.Key)) return;
        changed(entry);
    }

    private void DropDoubtful(Action<RegistryEntry> changed)
    {
        foreach (var key in _doubtful)
        {
            _entries.Remove(key);
            changed(new RegistryEntry(key, 0, Version, IsRemoved: true));
        }

        _doubtful.Clear();
    }
}
