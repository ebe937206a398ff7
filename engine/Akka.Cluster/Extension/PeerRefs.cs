using Akka.Actor;
using Akka.Remote;

namespace Akka.Cluster;

/// <summary>The cluster's actors on other nodes, by address. Thread-safe.</summary>
internal sealed class PeerRefs(RemoteActorRefProvider provider)
{
    // More than the largest cluster; beyond that it begins anew.
    private const int Most = 4096;

    private readonly Lock _gate = new(); // guards _refs
    private readonly Dictionary<(Address Address, bool Heartbeat), IActorRef> _refs = [];

    public IActorRef Find(Address address, bool heartbeat)
    {
        lock (_gate)
        {
            if (_refs.TryGetValue((address, heartbeat), out var known)) return known;
            if (_refs.Count >= Most) _refs.Clear();
            var path = new RootActorPath(address) / "system" / "cluster";
            var found = provider.ResolveActorRef(heartbeat ? path / "heartbeat" : path);
            _refs.Add((address, heartbeat), found);
            return found;
        }
    }
}
