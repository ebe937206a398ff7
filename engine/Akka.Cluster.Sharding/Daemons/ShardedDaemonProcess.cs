using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Sharding;

/// <summary>
/// Keeps a fixed number of actors running, spread over the nodes of a cluster: each runs once, on some node, and is started elsewhere when that node is gone. For work that is cut into as
/// many parts. Thread-safe. Call <see cref="Init(string, int, Func{int, Props})"/> on all nodes, with the same number.
/// </summary>
public sealed class ShardedDaemonProcess : IExtension
{
    private readonly ExtendedActorSystem _system;
    private readonly Lock _gate = new(); // guards _started, and with it starting
    private readonly Dictionary<string, IActorRef> _started = new(StringComparer.Ordinal);

    /// <summary>Makes the extension. Use <see cref="Get"/>.</summary>
    /// <param name="system">The actor system, a node of a cluster.</param>
    public ShardedDaemonProcess(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        _system = system;
    }

    /// <summary>The daemon processes of an actor system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    public static ShardedDaemonProcess Get(ActorSystem system) => system.WithExtension<ShardedDaemonProcess, ShardedDaemonProcessExtensionProvider>();

    /// <summary>Starts a daemon process with the settings of the configuration. Without effect when one of that name was started before.</summary>
    /// <param name="name">Its name, the same on all nodes.</param>
    /// <param name="numberOfInstances">How many instances there are, at least 1, the same on all nodes.</param>
    /// <param name="propsFactory">How to make an instance, by its number from 0. Called by several threads.</param>
    /// <returns>Passes messages on to the instances in turn. What the instances get before they run waits, in bounds, as for all sharded entities.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    /// <exception cref="ConfigurationException">The settings are wrong, or ask for something that is not available.</exception>
    public IActorRef Init(string name, int numberOfInstances, Func<int, Props> propsFactory) => Init(name, numberOfInstances, propsFactory, PoisonPill.Instance);

    /// <summary>Starts a daemon process with the settings of the configuration. Without effect when one of that name was started before.</summary>
    /// <param name="name">Its name, the same on all nodes.</param>
    /// <param name="numberOfInstances">How many instances there are, at least 1, the same on all nodes.</param>
    /// <param name="propsFactory">How to make an instance, by its number from 0. Called by several threads.</param>
    /// <param name="stopMessage">What an instance is told when it is to stop, to run elsewhere.</param>
    /// <returns>Passes messages on to the instances in turn.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    /// <exception cref="ConfigurationException">The settings are wrong, or ask for something that is not available.</exception>
    public IActorRef Init(string name, int numberOfInstances, Func<int, Props> propsFactory, object stopMessage) =>
        Init(name, numberOfInstances, propsFactory, ShardedDaemonProcessSettings.Create(_system), stopMessage);

    /// <summary>Starts a daemon process. On a node without the role that its settings name, only the way to its instances. Without effect when one of that name was started before.</summary>
    /// <param name="name">Its name, the same on all nodes.</param>
    /// <param name="numberOfInstances">How many instances there are, at least 1, the same on all nodes.</param>
    /// <param name="propsFactory">How to make an instance, by its number from 0. Called by several threads.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="stopMessage">What an instance is told when it is to stop, to run elsewhere.</param>
    /// <returns>Passes messages on to the instances in turn.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    /// <exception cref="ConfigurationException">The settings are wrong, or ask for something that is not available.</exception>
    public IActorRef Init(string name, int numberOfInstances, Func<int, Props> propsFactory, ShardedDaemonProcessSettings settings, object stopMessage)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfInstances, 1);
        ArgumentNullException.ThrowIfNull(propsFactory);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stopMessage);
        lock (_gate)
        {
            if (_started.TryGetValue(name, out var there)) return there;
            var sharding = RegionSettings(settings);
            var region = ClusterSharding.Get(_system).Start(
                TypeName(name),
                id => propsFactory(int.Parse(id, null)),
                sharding,
                DaemonExtractor.Instance,
                ShardAllocationStrategy.LeastShardAllocationStrategy(numberOfInstances, relativeLimit: 1.0),
                stopMessage);
            return Start(name, region, numberOfInstances, sharding.ShouldHostShard(Cluster.Get(_system)) ? settings.KeepAliveInterval : null);
        }
    }

    /// <summary>Starts a way to the instances of a daemon process on a node that runs none of them. Without effect when one of that name was started before.</summary>
    /// <param name="name">The name of the process.</param>
    /// <param name="numberOfInstances">How many instances there are.</param>
    /// <param name="role">The role of the nodes that run them; null or empty for all nodes.</param>
    /// <returns>Passes messages on to the instances in turn.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public IActorRef InitProxy(string name, int numberOfInstances, string? role)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfInstances, 1);
        lock (_gate)
        {
            return _started.TryGetValue(name, out var there)
                ? there
                : Start(name, ClusterSharding.Get(_system).StartProxy(TypeName(name), role, DaemonExtractor.Instance), numberOfInstances, keepAliveInterval: null);
        }
    }

    private static string TypeName(string name) => $"sharded-daemon-process-{name}";

    private IActorRef Start(string name, IActorRef region, int numberOfInstances, TimeSpan? keepAliveInterval)
    {
        var props = Props.Create(() => new DaemonRouter(region, numberOfInstances, keepAliveInterval)).WithDeploy(Deploy.Local);
        var router = _system.SystemActorOf(props, Uri.EscapeDataString($"{TypeName(name)}-router"));
        _started.Add(name, router);
        return router;
    }

    // An instance without messages is not idle, and what has to run is known: all of them.
    private ClusterShardingSettings RegionSettings(ShardedDaemonProcessSettings settings)
    {
        var sharding = settings.ShardingSettings ?? ClusterShardingSettings.Create(_system, "akka.cluster.sharded-daemon-process.sharding");
        return sharding.WithRole(settings.Role ?? sharding.Role).WithPassivateIdleAfter(TimeSpan.Zero).WithRememberEntities(false);
    }
}
