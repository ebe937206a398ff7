namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>Which other nodes have what: lists in the order of the nodes' addresses, so that nothing depends on who was heard of first. Not thread-safe.</summary>
internal sealed class RoutingTable
{
    private static readonly Peer[] Nobody = [];

    private readonly Dictionary<RegistryKey, Peer[]> _peers = [];
    private readonly Dictionary<string, SortedSet<string>> _groups = new(StringComparer.Ordinal);

    /// <summary>The topics that have subscribers on other nodes.</summary>
    public IEnumerable<string> Topics => _peers.Keys.Where(static key => key.Kind != RegistryKind.Path).Select(static key => key.Name);

    /// <summary>Who has it. The array is never changed.</summary>
    public Peer[] Find(RegistryKey key) => _peers.GetValueOrDefault(key, Nobody);

    /// <summary>The groups that a topic has on other nodes, in order.</summary>
    public IEnumerable<string> GroupsOf(string topic) => _groups.GetValueOrDefault(topic) ?? Enumerable.Empty<string>();

    public void Add(RegistryKey key, Peer peer)
    {
        var now = Find(key);
        if (Array.IndexOf(now, peer) >= 0) return;
        Peer[] all = [.. now, peer];
        Array.Sort(all, static (one, other) => one.Node.CompareTo(other.Node));
        _peers[key] = all;
        if (key.Kind != RegistryKind.Group) return;
        if (!_groups.TryGetValue(key.Name, out var groups)) _groups.Add(key.Name, groups = new SortedSet<string>(StringComparer.Ordinal));
        groups.Add(key.Group);
    }

    public void Remove(RegistryKey key, Peer peer)
    {
        var rest = Array.FindAll(Find(key), other => other != peer);
        if (rest.Length > 0)
        {
            _peers[key] = rest;
            return;
        }

        _peers.Remove(key);
        if (key.Kind != RegistryKind.Group || !_groups.TryGetValue(key.Name, out var groups)) return;
        groups.Remove(key.Group);
        if (groups.Count == 0) _groups.Remove(key.Name);
    }
}
