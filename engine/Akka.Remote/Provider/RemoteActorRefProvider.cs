using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Makes and finds the references of a system that talks to others: its own actors locally, those of others as remote references.</summary>
internal class RemoteActorRefProvider : IActorRefProvider
{
    private readonly LocalActorRefProvider _local;

    /// <summary>Makes the provider of a system.</summary>
    /// <param name="systemName">The system's name.</param>
    /// <param name="settings">Its settings; the defaults of remoting are added.</param>
    /// <param name="eventStream">Its event stream.</param>
    public RemoteActorRefProvider(string systemName, Settings settings, EventStream eventStream)
    {
        settings.InjectTopLevelFallback(RemoteDefaults.Config);
        RemoteSettings = new RemoteSettings(settings.Config);
        _local = new LocalActorRefProvider(systemName, settings, eventStream);
        DefaultAddress = _local.DefaultAddress;
    }

    /// <summary>What the configuration says about remoting.</summary>
    public RemoteSettings RemoteSettings { get; }

    /// <summary>Watches the actors of other systems.</summary>
    public IActorRef RemoteWatcher { get; private set; } = ActorRefs.Nobody;

    public IInternalActorRef RootGuardian => _local.RootGuardian;

    public ActorCell Guardian => _local.Guardian;

    public ActorCell SystemGuardian => _local.SystemGuardian;

    public IActorRef DeadLetters => _local.DeadLetters;

    public IActorRef IgnoreRef => _local.IgnoreRef;

    public Deployer Deployer => _local.Deployer;

    public ActorPath RootPath => _local.RootPath;

    public Settings Settings => _local.Settings;

    public IInternalActorRef TempContainer => _local.TempContainer;

    public virtual Task TerminationTask => _local.TerminationTask;

    public Address DefaultAddress { get; private set; }

    /// <summary>The provider of a system.</summary>
    /// <exception cref="InvalidOperationException">The system has no remoting.</exception>
    public static RemoteActorRefProvider For(ActorSystem system) => ((ExtendedActorSystem)system).Provider as RemoteActorRefProvider
        ?? throw new InvalidOperationException($"ActorSystem [{system.Name}] has no remoting: set akka.actor.provider to remote or cluster.");

    public virtual void Init(ActorSystemImpl system)
    {
        _local.Init(system);
        RemoteWatcher = CreateRemoteWatcher(system);
    }

    public ActorPath TempPath() => _local.TempPath();

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _local.RegisterTempActor(actorRef, path);

    public void UnregisterTempActor(ActorPath path) => _local.UnregisterTempActor(path);

    public IActorRef RootGuardianAt(Address address) => _local.RootGuardianAt(address);

    public IActorRef ResolveActorRef(string path) => _local.ResolveActorRef(path);

    public IActorRef ResolveActorRef(ActorPath actorPath) => _local.ResolveActorRef(actorPath);

    public Address? GetExternalAddressFor(Address address) => DefaultAddress;

    /// <summary>Ends the talk with an incarnation of another system. What it is told goes to dead letters. With no uid the present one is meant.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="uid">Its uid, or null when it has not been learnt.</param>
    /// <param name="forGood">True when it must never come back, as what a cluster has removed; false when it may heal.</param>
    public void Quarantine(Address address, int? uid, bool forGood)
    {
    }

    /// <summary>Makes the actor that watches the actors of other systems. A cluster has its own.</summary>
    protected virtual IActorRef CreateRemoteWatcher(ActorSystemImpl system) => ActorRefs.Nobody;
}
