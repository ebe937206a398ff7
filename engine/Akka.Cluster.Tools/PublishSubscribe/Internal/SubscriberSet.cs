using Akka.Actor;
using Akka.Routing;

namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>Actors of this node, each once. Adding and removing cost the same however many there are. Not thread-safe.</summary>
internal sealed class SubscriberSet
{
    private readonly List<IActorRef> _actors = [];
    private readonly Dictionary<IActorRef, int> _places = [];
    private Routee[]? _routees;

    public int Count => _actors.Count;

    public IReadOnlyList<IActorRef> Actors => _actors;

    /// <summary>The actors for a routing logic; the same array until they change.</summary>
    public Routee[] Routees => _routees ??= [.. _actors.Select(Routee.FromActorRef)];

    public bool Add(IActorRef actor)
    {
        if (!_places.TryAdd(actor, _actors.Count)) return false;
        _actors.Add(actor);
        _routees = null;
        return true;
    }

    public bool Remove(IActorRef actor)
    {
        if (!_places.Remove(actor, out var place)) return false;
        var last = _actors[^1];
        _actors.RemoveAt(_actors.Count - 1);
        if (place < _actors.Count)
        {
            _actors[place] = last;
            _places[last] = place;
        }

        _routees = null;
        return true;
    }

    public void Tell(object message, IActorRef sender)
    {
        foreach (var actor in _actors) actor.Tell(message, sender);
    }
}
