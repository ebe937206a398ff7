using Akka.Actor;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Starts singletons and the proxies that reach them. Thread-safe.</summary>
public class ClusterSingleton : IExtension
{
    private readonly ExtendedActorSystem _system;
    private readonly Cluster _cluster;
    private readonly Lock _gate = new(); // guards _proxies, and with it what is started
    private readonly Dictionary<string, IActorRef> _proxies = new(StringComparer.Ordinal);

    /// <summary>Use <see cref="Get"/>.</summary>
    /// <param name="system">The actor system.</param>
    /// <exception cref="Configuration.ConfigurationException">The system is no node of a cluster.</exception>
    public ClusterSingleton(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        _system = system;
        _cluster = Cluster.Get(system);
        SingletonModule.ConfigOf(system);
    }

    /// <summary>The singletons of an actor system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    public static ClusterSingleton Get(ActorSystem system) => system.WithExtension<ClusterSingleton, ClusterSingletonProvider>();

    /// <summary>
    /// Starts a singleton's manager, when this node has the role that its settings name, and a proxy that reaches the instance from any node. Call it on all
    /// nodes. Once started, a later call with the same name changes nothing.
    /// </summary>
    /// <param name="singleton">The singleton.</param>
    /// <returns>The proxy.</returns>
    public IActorRef Init(SingletonActor singleton)
    {
        ArgumentNullException.ThrowIfNull(singleton);
        lock (_gate)
        {
            if (_proxies.TryGetValue(singleton.Name, out var known)) return known;
            var settings = singleton.Settings.HasValue ? singleton.Settings.Value : ClusterSingletonSettings.Create(_system);
            var manager = $"singletonManager{singleton.Name}";
            if (settings.Role is not { } role || _cluster.SelfRoles.Contains(role))
            {
                var stop = singleton.StopMessage.HasValue ? singleton.StopMessage.Value : PoisonPill.Instance;
                _system.SystemActorOf(ClusterSingletonManager.Props(singleton.Props, stop, settings.ToManagerSettings(singleton.Name)), manager);
            }

            var proxy = _system.SystemActorOf(ClusterSingletonProxy.Props($"/system/{manager}", settings.ToProxySettings(singleton.Name)), $"singletonProxy{singleton.Name}");
            _proxies.Add(singleton.Name, proxy);
            return proxy;
        }
    }
}
