using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;
using Akka.Remote.Associations;

namespace Akka.Remote;

/// <summary>Makes and finds the references of a system that talks to others: its own actors locally, those of others as <see cref="RemoteActorRef"/>.</summary>
internal class RemoteActorRefProvider : IActorRefProvider
{
    private readonly LocalActorRefProvider _local;
    private readonly TaskCompletionSource _terminated;
    private Remoting? _remoting;

    /// <summary>Makes the provider of a system.</summary>
    /// <param name="systemName">The system's name.</param>
    /// <param name="settings">Its settings; the defaults of remoting are added.</param>
    /// <param name="eventStream">Its event stream.</param>
    public RemoteActorRefProvider(string systemName, Settings settings, EventStream eventStream)
    {
        settings.InjectTopLevelFallback(RemoteDefaults.Config);
        RemoteSettings = new RemoteSettings(settings.Config);
        _local = new LocalActorRefProvider(systemName, settings, eventStream);
        _terminated = ((ActorSystemImpl)settings.System).Runtime.NewCompletion();
        DefaultAddress = _local.DefaultAddress;
    }

    /// <summary>What the configuration says about remoting.</summary>
    public RemoteSettings RemoteSettings { get; }

    /// <summary>Watches the actors of other systems.</summary>
    public IActorRef RemoteWatcher { get; private set; } = ActorRefs.Nobody;

    /// <summary>The remoting, once the system has started.</summary>
    public Remoting Remoting => _remoting ?? throw new InvalidOperationException("The remoting has not started yet.");

    public IInternalActorRef RootGuardian => _local.RootGuardian;

    public ActorCell Guardian => _local.Guardian;

    public ActorCell SystemGuardian => _local.SystemGuardian;

    public IActorRef DeadLetters => _local.DeadLetters;

    public IActorRef IgnoreRef => _local.IgnoreRef;

    public Deployer Deployer => _local.Deployer;

    public ActorPath RootPath => _local.RootPath;

    public Settings Settings => _local.Settings;

    public IInternalActorRef TempContainer => _local.TempContainer;

    /// <summary>Completes when the root has stopped and the remoting has shut down.</summary>
    public Task TerminationTask => _terminated.Task;

    /// <summary>Where others reach this system, once it has started.</summary>
    public Address DefaultAddress { get; private set; }

    /// <summary>The provider of a system.</summary>
    /// <exception cref="InvalidOperationException">The system has no remoting.</exception>
    public static RemoteActorRefProvider For(ActorSystem system) => ((ExtendedActorSystem)system).Provider as RemoteActorRefProvider
        ?? throw new InvalidOperationException($"ActorSystem [{system.Name}] has no remoting: set akka.actor.provider to remote or cluster.");

    public virtual void Init(ActorSystemImpl system)
    {
        _local.Init(system);
        // From here on the end of the actors is the beginning of the end of the remoting.
        _ = EndAfterActors(system);
        _remoting = new Remoting(system, this);
        _remoting.Start();
        DefaultAddress = _remoting.Address;
        RemoteWatcher = CreateRemoteWatcher(system);
        _remoting.Announce();
    }

    public ActorPath TempPath() => _local.TempPath();

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _local.RegisterTempActor(actorRef, path);

    public void UnregisterTempActor(ActorPath path) => _local.UnregisterTempActor(path);

    public IActorRef RootGuardianAt(Address address)
    {
        if (IsOwn(address)) return RootGuardian;
        return CanReach(address) ? new RemoteActorRef(this, new RootActorPath(address)) : DeadLetters;
    }

    public IActorRef ResolveActorRef(string path) => ActorPath.TryParse(path, out var parsed) ? ResolveActorRef(parsed!) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (IsOwn(actorPath.Address)) return ResolveLocal(actorPath);
        return CanReach(actorPath.Address) ? new RemoteActorRef(this, actorPath) : DeadLetters;
    }

    public Address? GetExternalAddressFor(Address address) => IsOwn(address) ? _local.RootPath.Address : CanReach(address) ? DefaultAddress : null;

    /// <summary>Finds an actor of this system for a message from outside.</summary>
    /// <param name="path">Its path without address, perhaps with uid.</param>
    internal virtual IInternalActorRef ResolveLocal(string path) =>
        ActorPath.TryParse(_local.RootPath, path, out var parsed) ? ResolveLocal(parsed!) : (IInternalActorRef)DeadLetters;

    /// <summary>Makes the reference of a sender.</summary>
    /// <param name="association">Who has sent the message.</param>
    /// <param name="text">The sender's path: without address when it belongs to that system.</param>
    /// <returns>The reference; null when the text is no path.</returns>
    internal IActorRef? ResolveSender(Association association, string text)
    {
        if (text.StartsWith('/'))
            return ActorPath.TryParse(new RootActorPath(association.Remote), text, out var path) ? new RemoteActorRef(this, path!, association) : null;
        return ActorPath.TryParse(text, out var other) ? ResolveActorRef(other!) : null;
    }

    /// <summary>Ends the talk with an incarnation of another system. What it is told goes to dead letters.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="uid">Its uid; null for the present one.</param>
    /// <param name="forGood">True when it must never come back, as what a cluster has removed; false when it may as soon as it is reachable again.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <param name="tellWatcher">Whether the remote watcher is to declare the actors there dead; false when it has asked for the quarantine itself.</param>
    internal void Quarantine(Address address, int? uid, bool forGood, string reason = "another part of the system asked for it", bool tellWatcher = true) =>
        Remoting.AssociationFor(address).Quarantine(uid, forGood || !Remoting.Wire.QuarantineHeals, reason, tellWatcher);

    /// <summary>Makes the actor that watches the actors of other systems. A cluster has its own.</summary>
    protected virtual IActorRef CreateRemoteWatcher(ActorSystemImpl system)
    {
        var detectors = CreateFailureDetectors(system);
        return system.SystemActorOf(
            RemoteSettings.ConfigureDispatcher(Remote.RemoteWatcher.Props(
                detectors,
                RemoteSettings.WatchHeartBeatInterval,
                RemoteSettings.WatchUnreachableReaperInterval,
                RemoteSettings.WatchHeartbeatExpectedResponseAfter)),
            "remote-watcher");
    }

    /// <summary>The failure detectors of the remote watcher.</summary>
    protected DefaultFailureDetectorRegistry<Address> CreateFailureDetectors(ActorSystem system) => new(
        () => FailureDetectorLoader.Load(RemoteSettings.WatchFailureDetectorImplementationClass, RemoteSettings.WatchFailureDetectorConfig, system));

    private IInternalActorRef ResolveLocal(ActorPath path) =>
        (IInternalActorRef)_local.Resolve(path.Address == _local.RootPath.Address ? path : (_local.RootPath / path.Elements).WithUid(path.Uid));

    private bool IsOwn(Address address) => address == _local.RootPath.Address || address == DefaultAddress;

    private bool CanReach(Address address) => address.HasGlobalScope && address.Port is > 0 && _remoting is not null && address.Protocol == DefaultAddress.Protocol;

    private async Task EndAfterActors(ActorSystemImpl system)
    {
        await _local.TerminationTask.ConfigureAwait(false);
        try
        {
            if (_remoting is { } remoting) await remoting.Shutdown().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            system.Log.Error(failure, "The remoting did not shut down well: {0}", failure.Message);
        }

        system.Runtime.Complete(() => _terminated.TrySetResult());
    }
}
