using Akka.Actor;
using Akka.Configuration;
using Akka.Cluster.Tools.PublishSubscribe.Serialization;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>
/// Publish-subscribe between the nodes of a cluster, as configured under <c>akka.cluster.pub-sub</c>: it starts one mediator on this node, which talks to those of the
/// others. Thread-safe.
/// </summary>
public sealed class DistributedPubSub : IExtension
{
    private static readonly Config Defaults = ConfigurationFactory.FromResource<DistributedPubSub>("Akka.Cluster.Tools.pubsub.conf");

    private readonly string? _role;
    private readonly Cluster _cluster;

    /// <summary>Starts the mediator. Use <see cref="Get"/>.</summary>
    /// <param name="system">The actor system.</param>
    /// <exception cref="ConfigurationException">The system is no node of a cluster, or a setting is wrong.</exception>
    /// <exception cref="ArgumentException">The configured routing logic cannot be used.</exception>
    public DistributedPubSub(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var settings = DistributedPubSubSettings.Create(system);
        var config = system.Settings.Config.GetConfig("akka.cluster.pub-sub")!;
        _role = settings.Role;
        _cluster = Cluster.Get(system);
        AddSerializer(system);
        Mediator = IsTerminated ? system.DeadLetters : Start(system, settings, config);
    }

    /// <summary>Whether this node takes no part: its part in the cluster has ended, or it lacks the configured role.</summary>
    public bool IsTerminated => _cluster.IsTerminated || (_role is not null && !_cluster.SelfRoles.Contains(_role));

    /// <summary>The mediator, or the dead letters when this node took no part when the extension was made.</summary>
    public IActorRef Mediator { get; }

    /// <summary>The publish-subscribe of an actor system. The first call starts the mediator.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    /// <exception cref="ConfigurationException">The system is no node of a cluster, or a setting is wrong.</exception>
    /// <exception cref="ArgumentException">The configured routing logic cannot be used.</exception>
    public static DistributedPubSub Get(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.WithExtension<DistributedPubSub, DistributedPubSubExtensionProvider>();
    }

    /// <summary>The defaults of everything under <c>akka.cluster.pub-sub</c>.</summary>
    /// <returns>The configuration.</returns>
    public static Config DefaultConfig() => Defaults;

    /// <summary>Makes a system able to talk to other mediators: these modules start after it, so that what its configuration says about serializers has been read.</summary>
    internal static void AddSerializer(ExtendedActorSystem system)
    {
        if (system.Serialization.FindSerializerForType(typeof(IDistributedPubSubMessage)) is DistributedPubSubMessageSerializer) return;
        system.Settings.InjectTopLevelFallback(Defaults);
        var serializer = new DistributedPubSubMessageSerializer(system);
        system.Serialization.AddSerializer("akka-pubsub", serializer);
        system.Serialization.AddSerializationMap(typeof(IDistributedPubSubMessage), serializer);
    }

    private static IActorRef Start(ExtendedActorSystem system, DistributedPubSubSettings settings, Config config)
    {
        var dispatcher = config.GetString("use-dispatcher", "");
        var props = DistributedPubSubMediator.Props(settings);
        return system.SystemActorOf(string.IsNullOrEmpty(dispatcher) ? props : props.WithDispatcher(dispatcher), config.GetString("name"));
    }
}
