using Akka.Actor;

namespace Akka.Cluster.Actors;

/// <summary>Who wants to know which events, in the order of subscription.</summary>
internal sealed class Subscribers
{
    private readonly List<(IActorRef Subscriber, List<Type> To)> _all = [];

    public void Add(IActorRef subscriber, IEnumerable<Type> to)
    {
        var known = _all.FindIndex(one => one.Subscriber.Equals(subscriber));
        if (known < 0) _all.Add((subscriber, [.. to]));
        else _all[known].To.AddRange(to.Where(type => !_all[known].To.Contains(type)));
    }

    /// <returns>True when nothing is left of the subscriber's wishes.</returns>
    public bool Remove(IActorRef subscriber, Type? to)
    {
        var known = _all.FindIndex(one => one.Subscriber.Equals(subscriber));
        if (known < 0) return false;
        if (to is not null) _all[known].To.Remove(to);
        if (to is not null && _all[known].To.Count > 0) return false;
        _all.RemoveAt(known);
        return true;
    }

    public void Publish(ClusterEvent.IClusterDomainEvent change)
    {
        foreach (var (subscriber, to) in _all)
        {
            if (to.Exists(type => type.IsInstanceOfType(change))) subscriber.Tell(change);
        }
    }
}
