using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Cluster.Actors;
using Akka.Cluster.Events;
using Akka.Cluster.Gossiping;
using Akka.Cluster.Membership;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote;
using Akka.Util;

namespace Akka.Cluster;

/// <summary>This node's part in a cluster: joining, leaving, and who else is there. Thread-safe.</summary>
public partial class Cluster : IExtension
{
    private readonly ActorSystemImpl _system;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Lazy<IDowningProvider> _downing;
    private readonly PeerRefs _peers;
    private View _view;

    /// <summary>Starts the cluster's actors, and joins when seed nodes are configured. Use <see cref="Get"/>.</summary>
    /// <param name="system">The actor system.</param>
    /// <exception cref="ConfigurationException">The system's provider is not the cluster's, or a setting is wrong.</exception>
    public Cluster(ActorSystemImpl system)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (system.Provider is not ClusterActorRefProvider provider)
            throw new ConfigurationException($"ActorSystem [{system.Name}] needs to have 'akka.actor.provider' set to 'cluster' in the configuration, currently uses [{system.Provider.GetType().FullName}]");
        _system = system;
        _time = system.Runtime.TimeProvider;
        _started = _time.GetTimestamp();
        _peers = new PeerRefs(provider);
        Log = Logging.GetLogger(system, "Cluster");
        Settings = new ClusterSettings(system.Settings.Config, system.Name);
        SelfUniqueAddress = new UniqueAddress(provider.DefaultAddress, AddressUidExtension.Uid(system));
        _view = new View(Gossip.Empty, SelfUniqueAddress);
        Up = new Milestone(Log);
        Exiting = new Milestone(Log);
        Removed = new Milestone(Log);
        FailureDetector = new DefaultFailureDetectorRegistry<Address>(() => FailureDetectorLoader.Load(Settings.FailureDetectorImplementationClass, Settings.FailureDetectorConfig, system));
        _downing = new Lazy<IDowningProvider>(() => CreateDowning(Settings.DowningProviderType));
        if (_downing.Value.DowningActorProps is var _ && Settings.LogInfo) Log.Info("Cluster Node [{0}] - Starting up...", SelfAddress);
        AddShutdownTasks(CoordinatedShutdown.Get(system));
        Heartbeats = provider.ReceiveHeartbeats(this); // before there is an actor that they would reach
        Daemon = system.SystemActorOf(Props.Create(() => new ClusterDaemon(this)).WithDispatcher(Settings.UseDispatcher), "cluster");
    }

    /// <summary>The settings.</summary>
    public ClusterSettings Settings { get; }

    /// <summary>This incarnation of this node.</summary>
    public UniqueAddress SelfUniqueAddress { get; }

    /// <summary>This node's address.</summary>
    public Address SelfAddress => SelfUniqueAddress.Address;

    /// <summary>The roles of this node.</summary>
    public ImmutableHashSet<string> SelfRoles => Settings.Roles;

    /// <summary>This node as a member: as the newest state has it, and removed when it is not in it.</summary>
    public Member SelfMember => Volatile.Read(ref _view).Self(Settings);

    /// <summary>The newest state that this node knows.</summary>
    public ClusterEvent.CurrentClusterState State => Volatile.Read(ref _view).State;

    /// <summary>Whether this node is up.</summary>
    public bool IsUp => SelfMember.Status is MemberStatus.Up;

    /// <summary>Whether this node has left the cluster, was removed or went down. It cannot join again: start a new actor system.</summary>
    public bool IsTerminated => Removed.IsReached;

    /// <summary>The actor system.</summary>
    public ExtendedActorSystem System => _system;

    /// <summary>What decides who goes down after a failure.</summary>
    public IDowningProvider DowningProvider => _downing.Value;

    /// <summary>The failure detectors of the nodes that this one watches, by address.</summary>
    public DefaultFailureDetectorRegistry<Address> FailureDetector { get; }

    /// <summary>Known from the moment on at which it starts: its children use it before whoever makes the cluster has got it.</summary>
    internal IActorRef Daemon { get; set; }

    /// <summary>What other nodes' heartbeats come to.</summary>
    internal HeartbeatRef Heartbeats { get; }

    internal ILoggingAdapter Log { get; }

    /// <summary>Reached when this node is up.</summary>
    internal Milestone Up { get; }

    /// <summary>Reached when this node is exiting.</summary>
    internal Milestone Exiting { get; }

    /// <summary>Reached when this node's part in the cluster has ended.</summary>
    internal Milestone Removed { get; }

    internal Moment Now => new(_time.GetElapsedTime(_started), _time.GetUtcNow().ToUnixTimeSeconds());

    internal Gossip Latest => Volatile.Read(ref _view).Gossip;

    /// <summary>The cluster of an actor system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="ConfigurationException">The system's provider is not the cluster's, or a setting is wrong.</exception>
    public static Cluster Get(ActorSystem system) => system.WithExtension<Cluster, ClusterExtension>();

    /// <summary>Asks to be sent what happens in the cluster, and first the state as it is now.</summary>
    /// <param name="subscriber">Who wants to know. Its subscription ends when it stops.</param>
    /// <param name="to">Kinds of events: types that are, or implement, <see cref="ClusterEvent.IClusterDomainEvent"/>.</param>
    /// <exception cref="ArgumentException">A type is no such kind.</exception>
    public void Subscribe(IActorRef subscriber, params Type[] to) => Subscribe(subscriber, ClusterEvent.InitialStateAsSnapshot, to);

    /// <summary>Asks to be sent what happens in the cluster.</summary>
    /// <param name="subscriber">Who wants to know. Its subscription ends when it stops.</param>
    /// <param name="initialStateMode">In which form it first gets the state as it is now.</param>
    /// <param name="to">Kinds of events: types that are, or implement, <see cref="ClusterEvent.IClusterDomainEvent"/>.</param>
    /// <exception cref="ArgumentException">A type is no such kind.</exception>
    public void Subscribe(IActorRef subscriber, ClusterEvent.SubscriptionInitialStateMode initialStateMode, params Type[] to)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(to);
        if (to.Length == 0) throw new ArgumentException("At least one type of event is required.", nameof(to));
        if (Array.Find(to, static type => !typeof(ClusterEvent.IClusterDomainEvent).IsAssignableFrom(type)) is { } wrong)
            throw new ArgumentException($"Subscribe to `ClusterEvent.IClusterDomainEvent` or types that implement it, not to [{wrong}].", nameof(to));
        Daemon.Tell(new DaemonCommand.Subscribe(subscriber, initialStateMode, [.. to]));
    }

    /// <summary>Ends all subscriptions of a subscriber.</summary>
    /// <param name="subscriber">The subscriber.</param>
    public void Unsubscribe(IActorRef subscriber) => Daemon.Tell(new DaemonCommand.Unsubscribe(subscriber, null));

    /// <summary>Ends the subscription of a subscriber to one kind of events.</summary>
    /// <param name="subscriber">The subscriber.</param>
    /// <param name="to">The kind.</param>
    public void Unsubscribe(IActorRef subscriber, Type to) => Daemon.Tell(new DaemonCommand.Unsubscribe(subscriber, to));

    /// <summary>Sends the state as it is now, once.</summary>
    /// <param name="receiver">Who gets it.</param>
    public void SendCurrentClusterState(IActorRef receiver) => Daemon.Tell(new DaemonCommand.SendState(receiver));

    /// <summary>Calls back when this node is up, or at once when it is.</summary>
    /// <param name="callback">Called once, on an actor's thread: it must not block.</param>
    public void RegisterOnMemberUp(Action callback) => Up.Register(callback);

    /// <summary>Calls back when this node's part in the cluster has ended, or at once when it has.</summary>
    /// <param name="callback">Called once, on an actor's thread: it must not block.</param>
    public void RegisterOnMemberRemoved(Action callback) => Removed.Register(callback);

    /// <summary>The path of an actor as other nodes know it.</summary>
    /// <param name="actorRef">The actor.</param>
    /// <returns>Its path with an address.</returns>
    public ActorPath RemotePathOf(IActorRef actorRef)
    {
        ArgumentNullException.ThrowIfNull(actorRef);
        var path = actorRef.Path;
        return string.IsNullOrEmpty(path.Address.Host) ? ActorPath.Parse(path.ToSerializationFormatWithAddress(SelfAddress)) : path;
    }

    internal void Publish(Gossip gossip) => Volatile.Write(ref _view, new View(gossip, SelfUniqueAddress));

    internal void Send(Address to, IClusterMessage message) => _peers.Find(to, message is Heartbeat or HeartbeatRsp).Tell(message, ActorRefs.NoSender);

    // By this thread: for what must not wait, or is not worth another thread.
    internal void SendAtOnce(Address to, IClusterMessage message)
    {
        var peer = _peers.Find(to, message is Heartbeat or HeartbeatRsp);
        if (peer is RemoteActorRef remote) remote.TellAtOnce(message);
        else peer.Tell(message, ActorRefs.NoSender);
    }

    internal int Random(int bound) => _system.Runtime.NextInt(bound);

    private IDowningProvider CreateDowning(Type type)
    {
        try
        {
            return (IDowningProvider)Activator.CreateInstance(type, _system, this)!;
        }
        catch (global::System.Reflection.TargetInvocationException failure) when (failure.InnerException is ConfigurationException wrong)
        {
            throw new ConfigurationException(wrong.Message, wrong);
        }
        catch (Exception failure) when (failure is MissingMethodException or InvalidCastException)
        {
            throw new ConfigurationException($"akka.cluster.downing-provider-class: [{type}] must implement {nameof(IDowningProvider)} and have a public constructor that takes an ActorSystem and a Cluster.", failure);
        }
    }

    // A state and what is made of it when somebody asks.
    private sealed class View(Gossip gossip, UniqueAddress self)
    {
        private ClusterEvent.CurrentClusterState? _state;

        public Gossip Gossip => gossip;

        public ClusterEvent.CurrentClusterState State => _state ??= StateOf.Gossip(gossip, self);

        public Member Self(ClusterSettings settings) =>
            gossip.Find(self) ?? Member.Create(self, int.MaxValue, MemberStatus.Removed, settings.Roles, settings.AppVersion);
    }
}
