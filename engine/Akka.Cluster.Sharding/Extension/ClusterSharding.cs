using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Cluster.Sharding.Coordination;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Cluster.Sharding;

/// <summary>
/// Starts and finds the regions of an actor system: actors called entities, each known by an id, of which exactly one runs somewhere in the cluster, started by the first message for it.
/// Thread-safe. What it promises and how it works is in docs/engine/sharding.md.
/// </summary>
public sealed partial class ClusterSharding : IExtension
{
    private readonly Lock _gate = new(); // guards _regions, _proxies and starting
    private readonly ActorSystemImpl _system;
    private readonly Cluster _cluster;
    private readonly ILoggingAdapter _log;
    private readonly Lazy<ActorCell> _guardian;
    private ImmutableDictionary<string, Started> _regions = ImmutableDictionary<string, Started>.Empty;
    private ImmutableDictionary<string, Started> _proxies = ImmutableDictionary<string, Started>.Empty;

    /// <summary>Makes the extension. Use <see cref="Get"/>.</summary>
    /// <param name="system">The actor system, a node of a cluster.</param>
    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public ClusterSharding(ExtendedActorSystem system)
    {
        _system = (ActorSystemImpl)system;
        _cluster = Cluster.Get(system);
        _log = Logging.GetLogger(system, nameof(ClusterSharding));
        Settings = ClusterShardingSettings.Create(system);
        _guardian = new Lazy<ActorCell>(() => (ActorCell)_system.SystemActorOf(Props.Create(() => new ShardingGuardian()).WithDispatcher(Settings.Dispatcher), Settings.GuardianName));
    }

    /// <summary>The settings that regions have which are started without any.</summary>
    public ClusterShardingSettings Settings { get; }

    /// <summary>The names of the types whose regions have been started on this node; proxies do not count.</summary>
    public ImmutableHashSet<string> ShardTypeNames
    {
        get
        {
            lock (_gate) return [.. _regions.Keys];
        }
    }

    /// <summary>The sharding of an actor system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The sharding.</returns>
    /// <exception cref="ConfigurationException">The system is no node of a cluster, or a setting is wrong.</exception>
    public static ClusterSharding Get(ActorSystem system) => system.WithExtension<ClusterSharding, ClusterShardingExtensionProvider>();

    /// <summary>The defaults of everything under <c>akka.cluster.sharding</c>.</summary>
    /// <returns>The configuration.</returns>
    public static Config DefaultConfig() => ShardingModule.Defaults;

    /// <summary>The region of a type, or the proxy when there is no region on this node.</summary>
    /// <param name="typeName">The type's name.</param>
    /// <returns>The region.</returns>
    /// <exception cref="ArgumentException">Neither has been started here.</exception>
    public IActorRef ShardRegion(string typeName)
    {
        lock (_gate)
        {
            if (_regions.TryGetValue(typeName, out var region) || _proxies.TryGetValue(typeName, out region)) return region.Ref;
            throw new ArgumentException(
                $"Shard type [{typeName}] must be started first. Started shard types: [{string.Join(", ", _regions.Keys)}], proxies: [{string.Join(", ", _proxies.Keys)}]", nameof(typeName));
        }
    }

    /// <summary>The proxy of a type.</summary>
    /// <param name="typeName">The type's name.</param>
    /// <returns>The proxy.</returns>
    /// <exception cref="ArgumentException">None has been started here.</exception>
    public IActorRef ShardRegionProxy(string typeName)
    {
        lock (_gate)
        {
            if (_proxies.TryGetValue(typeName, out var proxy)) return proxy.Ref;
            throw new ArgumentException($"Shard type [{typeName}] must be started first. Started proxies: [{string.Join(", ", _proxies.Keys)}]", nameof(typeName));
        }
    }

    /// <summary>The strategy that regions have which are started without one: least load, with the limits of the settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>A new strategy.</returns>
    public IShardAllocationStrategy DefaultShardAllocationStrategy(ClusterShardingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var tuning = settings.TuningParameters;
        return tuning.LeastShardAllocationAbsoluteLimit > 0
            ? ShardAllocationStrategy.LeastShardAllocationStrategy(tuning.LeastShardAllocationAbsoluteLimit, tuning.LeastShardAllocationRelativeLimit)
#pragma warning disable CS0618 // It is the default still.
            : new LeastShardAllocationStrategy(tuning.LeastShardAllocationRebalanceThreshold, tuning.LeastShardAllocationMaxSimultaneousRebalance);
#pragma warning restore CS0618
    }

    /// <summary>What others may know of a region or proxy, or null when there is none of that type.</summary>
    internal RegionLife? LifeOf(string typeName)
    {
        lock (_gate) return _regions.TryGetValue(typeName, out var region) || _proxies.TryGetValue(typeName, out region) ? region.Life : null;
    }

    private sealed record Started(IActorRef Ref, RegionLife Life);
}
