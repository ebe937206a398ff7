using Akka.Actor;

namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>One incarnation of another member, and how far it and this node know each other. Not thread-safe.</summary>
internal sealed class Peer(int number, UniqueAddress node, IActorRefProvider provider, IActorRef mediator)
{
    private readonly Dictionary<string, IActorRef> _actors = new(StringComparer.Ordinal);

    /// <summary>Tells it from all others that this mediator has known.</summary>
    public int Number => number;

    public UniqueAddress Node => node;

    /// <summary>Its mediator, if it has one.</summary>
    public IActorRef Mediator => mediator;

    /// <summary>What it has.</summary>
    public PeerEntries Entries { get; } = new();

    /// <summary>Whether it is known to have a mediator.</summary>
    public bool IsPresent { get; set; }

    /// <summary>Whether the cluster can reach it.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>Which version of this node it has said that it knows.</summary>
    public long Confirmed { get; set; }

    /// <summary>Whether it was asked for what is missing and has not said anything new since.</summary>
    public bool IsAsked { get; set; }

    /// <summary>How many intervals to let pass until it is asked again whether it has a mediator.</summary>
    public int Pause { get; set; }

    /// <summary>How many intervals the last pause took.</summary>
    public int LastPause { get; set; }

    /// <summary>The actor that it has registered under a path without address, or null.</summary>
    public IActorRef? ActorAt(string path) => _actors.GetValueOrDefault(path);

    /// <summary>An actor has been registered there, or is not any more.</summary>
    public void SetActor(RegistryEntry entry)
    {
        var path = entry.Key.Name;
        if (entry.IsRemoved) _actors.Remove(path);
        else if (ActorPath.TryParse(node.Address + path, out var parsed)) _actors[path] = provider.ResolveActorRef(parsed!.WithUid(entry.Uid));
    }
}
