using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe.Internal;
using Akka.Event;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>
/// Keeps the subscribers of this node, tells the mediators of other nodes what it has (not who), and passes messages on: one copy to each node that has
/// subscribers, whose mediator gives it to them. <see cref="DistributedPubSub"/> starts one on each node; one started by hand must be at the same path on all nodes.
/// </summary>
/// <remarks>
/// Commands: <see cref="Subscribe"/>, <see cref="Unsubscribe"/>, <see cref="Publish"/>, <see cref="Put"/>, <see cref="Remove"/>, <see cref="Send"/>, <see cref="SendToAll"/>,
/// <see cref="GetTopics"/>. Messages reach subscribers with the sender of the command, at most once, in order for one sender and one subscriber.
/// </remarks>
public partial class DistributedPubSubMediator : ReceiveActor
{
    private readonly DistributedPubSubSettings _settings;
    private readonly Cluster _cluster;
    private readonly LocalSubscriptions _local = new();
    private readonly RoutingTable _routes = new();

    /// <summary>Makes a mediator. Use <see cref="Props"/>.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ArgumentException">This node's part in the cluster has ended, or it does not have the role of the settings.</exception>
    public DistributedPubSubMediator(DistributedPubSubSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _cluster = Cluster.Get(Context.System);
        if (_cluster.IsTerminated) throw new ArgumentException("Cluster node must not be terminated", nameof(settings));
        if (settings.Role is { } role && !_cluster.SelfRoles.Contains(role))
            throw new ArgumentException($"This cluster member [{_cluster.SelfAddress}] doesn't have the role [{role}]", nameof(settings));
        var system = (ExtendedActorSystem)Context.System;
        DistributedPubSub.AddSerializer(system);
        _time = system.Scheduler;
        _own = new OwnEntries(_time.MonotonicClock.Ticks);
        _pushed = _own.Version;
        ReceiveMessages();
        ReceiveRegistration();
        ReceiveRegistry();
    }

    /// <summary>The mediator's log.</summary>
    public ILoggingAdapter Log { get; } = Context.GetLogger();

    /// <summary>Up to which version the mediator knows what each node has, its own included, by address. To be read in the mediator only.</summary>
    public IImmutableDictionary<Address, long> OwnVersions =>
        _peers.Values.ToImmutableDictionary(static peer => peer.Node.Address, static peer => peer.Entries.Version).SetItem(_cluster.SelfAddress, _own.Version);

    /// <summary>Props of a mediator.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The props.</returns>
    public static Props Props(DistributedPubSubSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Actor.Props.Create(() => new DistributedPubSubMediator(settings)).WithDeploy(Deploy.Local);
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        base.PreStart();
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
    }

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object message)
    {
        // The next instance finds who is here in its mailbox.
        foreach (var command in _local.Commands()) Self.Tell(command, ActorRefs.NoSender);
        base.PreRestart(reason, message);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        base.PostStop();
        _timer?.Cancel();
        _cluster.Unsubscribe(Self);
    }

    private void ReceiveRegistration()
    {
        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(OnUnsubscribe);
        Receive<Put>(OnPut);
        Receive<Remove>(OnRemove);
        Receive<Terminated>(terminated =>
        {
            foreach (var key in _local.RemoveAll(terminated.ActorRef)) Withdraw(key);
        });
        Receive<GetTopics>(_ => Sender.Tell(new CurrentTopics(_local.Topics.Concat(_routes.Topics).ToImmutableHashSet(StringComparer.Ordinal))));
        Receive<CountSubscribers>(count => Sender.Tell(_local.CountOf(count.Topic)));
    }

    private void OnSubscribe(Subscribe subscribe)
    {
        if (!_local.Knows(subscribe.Ref)) Context.Watch(subscribe.Ref);
        var key = LocalSubscriptions.KeyOf(subscribe.Topic, subscribe.Group);
        if (_local.Subscribe(key, subscribe.Ref)) Announce(key);
        Sender.Tell(new SubscribeAck(subscribe));
    }

    private void OnUnsubscribe(Unsubscribe unsubscribe)
    {
        var key = LocalSubscriptions.KeyOf(unsubscribe.Topic, unsubscribe.Group);
        if (_local.Unsubscribe(key, unsubscribe.Ref)) Withdraw(key);
        UnwatchIfUnknown(unsubscribe.Ref);
        Sender.Tell(new UnsubscribeAck(unsubscribe));
    }

    private void OnPut(Put put)
    {
        if (put.Ref.Path.Address.HasGlobalScope)
        {
            Log.Warning("Registered actor must be local: [{0}]", put.Ref);
            return;
        }

        if (!_local.Knows(put.Ref)) Context.Watch(put.Ref);
        var path = put.Ref.Path.ToStringWithoutAddress();
        var isNew = !put.Ref.Equals(_local.At(path));
        if (_local.Put(path, put.Ref) is { } earlier) UnwatchIfUnknown(earlier);
        if (isNew) Announce(new RegistryKey(RegistryKind.Path, path), put.Ref.Path.Uid);
    }

    private void OnRemove(Remove remove)
    {
        if (_local.Remove(remove.Path) is not { } actor) return;
        UnwatchIfUnknown(actor);
        Withdraw(new RegistryKey(RegistryKind.Path, remove.Path));
    }

    private void UnwatchIfUnknown(IActorRef actor)
    {
        if (!_local.Knows(actor)) Context.Unwatch(actor);
    }
}
