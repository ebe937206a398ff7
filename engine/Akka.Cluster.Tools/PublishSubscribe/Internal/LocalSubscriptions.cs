using Akka.Actor;

namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>Who on this node is subscribed to what, and who is registered under which path. Not thread-safe.</summary>
internal sealed class LocalSubscriptions
{
    private readonly Dictionary<RegistryKey, SubscriberSet> _subscribers = [];
    private readonly Dictionary<string, SortedSet<string>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IActorRef> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<IActorRef, List<RegistryKey>> _byActor = [];

    /// <summary>The topics that have subscribers here.</summary>
    public IEnumerable<string> Topics => _subscribers.Keys.Select(static key => key.Name);

    public static RegistryKey KeyOf(string topic, string? group) =>
        string.IsNullOrEmpty(group) ? new RegistryKey(RegistryKind.Topic, topic) : new RegistryKey(RegistryKind.Group, topic, group);

    public SubscriberSet? Find(RegistryKey key) => _subscribers.GetValueOrDefault(key);

    public IActorRef? At(string path) => _paths.GetValueOrDefault(path);

    /// <summary>The groups of a topic, in order.</summary>
    public IEnumerable<string> GroupsOf(string topic) => _groups.GetValueOrDefault(topic) ?? Enumerable.Empty<string>();

    public int CountOf(string topic) =>
        (Find(KeyOf(topic, null))?.Count ?? 0) + GroupsOf(topic).Sum(group => Find(KeyOf(topic, group))!.Count);

    /// <summary>Whether an actor has any subscription or path.</summary>
    public bool Knows(IActorRef actor) => _byActor.ContainsKey(actor);

    /// <returns>Whether it is the first.</returns>
    public bool Subscribe(RegistryKey key, IActorRef actor)
    {
        if (!_subscribers.TryGetValue(key, out var set))
        {
            _subscribers.Add(key, set = new SubscriberSet());
            if (key.Kind == RegistryKind.Group) GroupsFor(key.Name).Add(key.Group);
        }

        if (!set.Add(actor)) return false;
        Note(actor, key);
        return set.Count == 1;
    }

    /// <returns>Whether it was the last.</returns>
    public bool Unsubscribe(RegistryKey key, IActorRef actor)
    {
        if (Find(key) is not { } set || !set.Remove(actor)) return false;
        Unnote(actor, key);
        return DropIfEmpty(key, set);
    }

    /// <returns>Who was registered there before, if that was another.</returns>
    public IActorRef? Put(string path, IActorRef actor)
    {
        var earlier = At(path);
        if (actor.Equals(earlier)) return null;
        var key = new RegistryKey(RegistryKind.Path, path);
        if (earlier is not null) Unnote(earlier, key);
        _paths[path] = actor;
        Note(actor, key);
        return earlier;
    }

    /// <returns>Who was registered there.</returns>
    public IActorRef? Remove(string path)
    {
        if (!_paths.Remove(path, out var actor)) return null;
        Unnote(actor, new RegistryKey(RegistryKind.Path, path));
        return actor;
    }

    /// <summary>An actor has ended.</summary>
    /// <returns>What this node does not have any more.</returns>
    public List<RegistryKey> RemoveAll(IActorRef actor)
    {
        var gone = new List<RegistryKey>();
        if (!_byActor.Remove(actor, out var keys)) return gone;
        foreach (var key in keys)
        {
            if (key.Kind == RegistryKind.Path)
            {
                _paths.Remove(key.Name);
                gone.Add(key);
            }
            else if (Find(key) is { } set && set.Remove(actor) && DropIfEmpty(key, set))
            {
                gone.Add(key);
            }
        }

        return gone;
    }

    /// <summary>The commands that lead to what is here, in an order that no hash decides.</summary>
    public IEnumerable<object> Commands() =>
        _subscribers.OrderBy(static one => one.Key.Name, StringComparer.Ordinal).ThenBy(static one => one.Key.Group, StringComparer.Ordinal)
            .SelectMany(static one => one.Value.Actors.Select(actor => (object)new Subscribe(one.Key.Name, actor, one.Key.Kind == RegistryKind.Group ? one.Key.Group : null)))
            .Concat(_paths.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => (object)new Put(one.Value)))
            .ToArray();

    private bool DropIfEmpty(RegistryKey key, SubscriberSet set)
    {
        if (set.Count > 0) return false;
        _subscribers.Remove(key);
        if (key.Kind == RegistryKind.Group && _groups.TryGetValue(key.Name, out var groups))
        {
            groups.Remove(key.Group);
            if (groups.Count == 0) _groups.Remove(key.Name);
        }

        return true;
    }

    private SortedSet<string> GroupsFor(string topic)
    {
        if (!_groups.TryGetValue(topic, out var groups)) _groups.Add(topic, groups = new SortedSet<string>(StringComparer.Ordinal));
        return groups;
    }

    private void Note(IActorRef actor, RegistryKey key)
    {
        if (!_byActor.TryGetValue(actor, out var keys)) _byActor.Add(actor, keys = new List<RegistryKey>(1));
        keys.Add(key);
    }

    private void Unnote(IActorRef actor, RegistryKey key)
    {
        var keys = _byActor[actor];
        keys.Remove(key);
        if (keys.Count == 0) _byActor.Remove(actor);
    }
}
