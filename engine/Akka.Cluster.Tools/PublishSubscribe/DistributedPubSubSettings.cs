using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>Settings of a mediator. Immutable.</summary>
public sealed class DistributedPubSubSettings : INoSerializationVerificationNeeded
{
    /// <summary>Makes settings.</summary>
    /// <param name="role">Only members with this role take part; null for all.</param>
    /// <param name="routingLogic">How one of several is chosen.</param>
    /// <param name="gossipInterval">How often what others have not confirmed is looked after.</param>
    /// <param name="removedTimeToLive">How long a node remembers what it has removed.</param>
    /// <param name="maxDeltaElements">How many entries one message about them carries at most.</param>
    /// <param name="sendToDeadLettersWhenNoSubscribers">Whether a message for nobody becomes a dead letter.</param>
    /// <exception cref="ArgumentNullException">There is no routing logic.</exception>
    /// <exception cref="ArgumentException">The routing logic is consistent hashing, which has no meaning here.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval or the number of elements is not positive, or the time to live is negative.</exception>
    public DistributedPubSubSettings(
        string? role,
        RoutingLogic routingLogic,
        TimeSpan gossipInterval,
        TimeSpan removedTimeToLive,
        int maxDeltaElements,
        bool sendToDeadLettersWhenNoSubscribers)
    {
        ArgumentNullException.ThrowIfNull(routingLogic);
        if (routingLogic is ConsistentHashingRoutingLogic)
            throw new ArgumentException($"{nameof(ConsistentHashingRoutingLogic)} can't be used by the pub-sub mediator", nameof(routingLogic));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(gossipInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(removedTimeToLive, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDeltaElements, 1);
        Role = string.IsNullOrEmpty(role) ? null : role;
        RoutingLogic = routingLogic;
        GossipInterval = gossipInterval;
        RemovedTimeToLive = removedTimeToLive;
        MaxDeltaElements = maxDeltaElements;
        SendToDeadLettersWhenNoSubscribers = sendToDeadLettersWhenNoSubscribers;
    }

    /// <summary>Only members with this role take part; null for all, which is the default.</summary>
    public string? Role { get; }

    /// <summary>How one of several is chosen: by chance, by default.</summary>
    public RoutingLogic RoutingLogic { get; }

    /// <summary>How often what others have not confirmed is looked after: 1 s by default.</summary>
    public TimeSpan GossipInterval { get; }

    /// <summary>How long a node remembers what it has removed: 120 s by default.</summary>
    public TimeSpan RemovedTimeToLive { get; }

    /// <summary>How many entries one message about them carries at most: 3,000 by default.</summary>
    public int MaxDeltaElements { get; }

    /// <summary>Whether a message for nobody becomes a dead letter: true by default.</summary>
    public bool SendToDeadLettersWhenNoSubscribers { get; }

    /// <summary>The settings of a system, under <c>akka.cluster.pub-sub</c>.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentException">A setting cannot be used.</exception>
    public static DistributedPubSubSettings Create(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        system.Settings.InjectTopLevelFallback(DistributedPubSub.DefaultConfig());
        var settings = Create(system.Settings.Config.GetConfig("akka.cluster.pub-sub")!);
        // Chance comes from the system, so that its seed decides.
        return settings.RoutingLogic is RandomLogic ? settings.WithRoutingLogic(new RandomLogic(system)) : settings;
    }

    /// <summary>Settings from a section such as <c>akka.cluster.pub-sub</c>.</summary>
    /// <param name="config">The section.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">There is no section.</exception>
    /// <exception cref="ArgumentException">A setting cannot be used.</exception>
    public static DistributedPubSubSettings Create(Config config)
    {
        if (config is null || config.IsEmpty) throw new ConfigurationException($"{nameof(DistributedPubSubSettings)} needs a section such as akka.cluster.pub-sub, and got none.");
        return new DistributedPubSubSettings(
            config.GetString("role"),
            LogicOf(config.GetString("routing-logic")),
            config.GetTimeSpan("gossip-interval"),
            config.GetTimeSpan("removed-time-to-live"),
            config.GetInt("max-delta-elements"),
            config.GetBoolean("send-to-dead-letters-when-no-subscribers"));
    }

    /// <summary>The same with another role.</summary>
    /// <param name="role">The role; null for all members.</param>
    /// <returns>New settings.</returns>
    public DistributedPubSubSettings WithRole(string? role) =>
        new(role, RoutingLogic, GossipInterval, RemovedTimeToLive, MaxDeltaElements, SendToDeadLettersWhenNoSubscribers);

    /// <summary>The same with another routing logic.</summary>
    /// <param name="routingLogic">How one of several is chosen.</param>
    /// <returns>New settings.</returns>
    /// <exception cref="ArgumentException">The routing logic is consistent hashing.</exception>
    public DistributedPubSubSettings WithRoutingLogic(RoutingLogic routingLogic) =>
        new(Role, routingLogic, GossipInterval, RemovedTimeToLive, MaxDeltaElements, SendToDeadLettersWhenNoSubscribers);

    /// <summary>The same with another interval.</summary>
    /// <param name="gossipInterval">How often what others have not confirmed is looked after.</param>
    /// <returns>New settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public DistributedPubSubSettings WithGossipInterval(TimeSpan gossipInterval) =>
        new(Role, RoutingLogic, gossipInterval, RemovedTimeToLive, MaxDeltaElements, SendToDeadLettersWhenNoSubscribers);

    /// <summary>The same with another time to live.</summary>
    /// <param name="removedTtl">How long a node remembers what it has removed.</param>
    /// <returns>New settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public DistributedPubSubSettings WithRemovedTimeToLive(TimeSpan removedTtl) =>
        new(Role, RoutingLogic, GossipInterval, removedTtl, MaxDeltaElements, SendToDeadLettersWhenNoSubscribers);

    /// <summary>The same with another bound.</summary>
    /// <param name="maxDeltaElements">How many entries one message about them carries at most.</param>
    /// <returns>New settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public DistributedPubSubSettings WithMaxDeltaElements(int maxDeltaElements) =>
        new(Role, RoutingLogic, GossipInterval, RemovedTimeToLive, maxDeltaElements, SendToDeadLettersWhenNoSubscribers);

    /// <summary>The same with messages for nobody treated another way.</summary>
    /// <param name="sendToDeadLetterWhenNoSubscribers">Whether a message for nobody becomes a dead letter.</param>
    /// <returns>New settings.</returns>
    public DistributedPubSubSettings WithSendToDeadLettersWhenNoSubscribers(bool sendToDeadLetterWhenNoSubscribers) =>
        new(Role, RoutingLogic, GossipInterval, RemovedTimeToLive, MaxDeltaElements, sendToDeadLetterWhenNoSubscribers);

    private static RoutingLogic LogicOf(string? name) => name switch
    {
        "random" => new RandomLogic(),
        "round-robin" => new RoundRobinRoutingLogic(),
        "broadcast" => new BroadcastRoutingLogic(),
        "consistent-hashing" => throw new ArgumentException("Consistent hashing routing logic cannot be used by the pub-sub mediator"),
        _ => throw new ArgumentException($"Unknown routing logic is tried to be applied to the pub-sub mediator: [{name}] under routing-logic; known are random, round-robin and broadcast"),
    };
}
