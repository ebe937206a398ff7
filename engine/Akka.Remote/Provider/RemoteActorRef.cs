using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Remote.Associations;
using Akka.Util;

namespace Akka.Remote;

/// <summary>A handle to an actor of another system. What it is told goes over the wire, at most once and in order for each sender. Thread-safe.</summary>
public class RemoteActorRef : InternalActorRefBase
{
    private readonly RemoteActorRefProvider _provider;
    private Association? _association;
    private string? _wirePath;
    private int _lane = -1;

    internal RemoteActorRef(RemoteActorRefProvider provider, ActorPath path, Association? association = null)
    {
        _provider = provider;
        _association = association;
        Path = path;
    }

    /// <inheritdoc/>
    public override ActorPath Path { get; }

    /// <summary>This system's address, as the other one sees it.</summary>
    public Address LocalAddressToUse => _provider.DefaultAddress;

    /// <inheritdoc/>
    public override IInternalActorRef Parent => Path.Depth == 0 ? ActorRefs.Nobody : new RemoteActorRef(_provider, Path.Parent, _association);

    /// <inheritdoc/>
    public override IActorRefProvider Provider => _provider;

    /// <summary>False: nobody knows from here.</summary>
    public override bool IsTerminated => false;

    /// <summary>False.</summary>
    public override bool IsLocal => false;

    // Not before something is told: references that come from outside must not make us remember addresses.
    private Association Association => _association ??= _provider.Remoting.AssociationFor(Path.Address);

    /// <summary>The path as the other system knows it: without address, with uid.</summary>
    internal string WirePath => _wirePath ??= Path.Uid == 0 ? Path.ToStringWithoutAddress() : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path.ToStringWithoutAddress()}#{Path.Uid}");

    /// <summary>True for those who ask: their paths never come again, so there is no use in remembering them.</summary>
    internal bool IsTemporary => Path.Depth == 2 && Path.Parent.Name == "temp";

    /// <summary>Which lane messages to this actor take. 0 is the control lane.</summary>
    internal int Lane => _lane >= 0 ? _lane : _lane = Lanes.For(Path.Elements, _provider.Remoting.Wire.Lanes + 1);

    /// <inheritdoc/>
    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        var path = Path;
        foreach (var element in name)
        {
            if (element.Length == 0) continue;
            path = element == ".." ? path.Parent : path / element;
        }

        return new RemoteActorRef(_provider, path, _association);
    }

    /// <summary>Whether watching is the business of the remote watcher: it watches the actor once for all watchers of this system.</summary>
    /// <param name="watchee">Who is watched.</param>
    /// <param name="watcher">Who watches.</param>
    /// <returns>True when this actor is watched by anybody but the remote watcher itself.</returns>
    public bool IsWatchIntercepted(IActorRef watchee, IActorRef watcher) => !watcher.Equals(_provider.RemoteWatcher) && watchee.Equals(this);

    /// <inheritdoc/>
    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case Watch watch when IsWatchIntercepted(watch.Watchee, watch.Watcher):
                _provider.RemoteWatcher.Tell(new RemoteWatcher.WatchRemote(watch.Watchee, watch.Watcher), ActorRefs.NoSender);
                break;
            case Unwatch unwatch when IsWatchIntercepted(unwatch.Watchee, unwatch.Watcher):
                _provider.RemoteWatcher.Tell(new RemoteWatcher.UnwatchRemote(unwatch.Watchee, unwatch.Watcher), ActorRefs.NoSender);
                break;
            default:
                Association.SendSystem((SystemMessage)message, this);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Start()
    {
    }

    /// <summary>Stops the actor after the message it is handling.</summary>
    public override void Stop() => SendSystemMessage(new Terminate());

    /// <summary>Does nothing: an actor is supervised in its own system.</summary>
    /// <param name="causedByFailure">Not used.</param>
    public override void Resume(Exception? causedByFailure = null)
    {
    }

    /// <summary>Does nothing: an actor is supervised in its own system.</summary>
    public override void Suspend()
    {
    }

    /// <summary>Does nothing: an actor is supervised in its own system.</summary>
    /// <param name="cause">Not used.</param>
    public override void Restart(Exception cause)
    {
    }

    /// <summary>As a tell without sender, but this thread writes the message to the connection, if no other is writing. For what is small and rare.</summary>
    internal void TellAtOnce(object message) => Association.Send(message, ActorRefs.NoSender, this, atOnce: true);

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef? sender) => Association.Send(message, sender, this);
}
