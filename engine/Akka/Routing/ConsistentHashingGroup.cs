using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Routing;

/// <summary>A group: messages with equal keys go to the same routee. See <see cref="IConsistentHashable"/>.</summary>
public sealed class ConsistentHashingGroup : Group
{
    private readonly ConsistentHashMapping? _hashMapping;

    /// <summary>From the configuration of a deployment.</summary>
    /// <param name="config">Has <c>routees.paths</c>, and may have <c>virtual-nodes-factor</c>.</param>
    public ConsistentHashingGroup(Config config) : this(Read(config), config.GetInt("virtual-nodes-factor", 0), null, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees of which each gets the messages of certain keys.</summary>
    /// <param name="paths">The paths of the routees.</param>
    public ConsistentHashingGroup(params string[] paths) : this(paths, 0, null, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees of which each gets the messages of certain keys.</summary>
    /// <param name="paths">The paths of the routees.</param>
    public ConsistentHashingGroup(IEnumerable<string> paths) : this(paths, 0, null, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees of which each gets the messages of certain keys.</summary>
    /// <param name="paths">The paths of the routees.</param>
    /// <param name="hashMapping">Gives messages their keys.</param>
    public ConsistentHashingGroup(IEnumerable<string> paths, ConsistentHashMapping hashMapping) : this(paths, 0, hashMapping, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees of which each gets the messages of certain keys.</summary>
    /// <param name="paths">The paths of the routees.</param>
    /// <param name="virtualNodesFactor">Points on the ring for each routee; 0 for <c>akka.actor.deployment.default.virtual-nodes-factor</c>.</param>
    /// <param name="hashMapping">Gives messages their keys; null when they know them.</param>
    /// <param name="routerDispatcher">The configured name of the dispatcher of the actor that manages them.</param>
    public ConsistentHashingGroup(IEnumerable<string> paths, int virtualNodesFactor, ConsistentHashMapping? hashMapping, string routerDispatcher) : base(paths, routerDispatcher)
    {
        VirtualNodesFactor = virtualNodesFactor;
        _hashMapping = hashMapping;
    }

    /// <summary>Points on the ring for each routee; 0 for <c>akka.actor.deployment.default.virtual-nodes-factor</c>.</summary>
    public int VirtualNodesFactor { get; }

    /// <inheritdoc/>
    public override IEnumerable<string> GetPaths(ActorSystem system) => InternalPaths;

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new ConsistentHashingRoutingLogic(system, VirtualNodesFactor, _hashMapping ?? ConsistentHashingRoutingLogic.NoMapping));

    /// <summary>The same with a dispatcher for the actor that manages the routees.</summary>
    /// <param name="dispatcher">Its configured name.</param>
    /// <returns>A new group.</returns>
    public ConsistentHashingGroup WithDispatcher(string dispatcher) => new(InternalPaths, VirtualNodesFactor, _hashMapping, dispatcher);

    /// <summary>The same with a number of points.</summary>
    /// <param name="vnodes">Points on the ring for each routee; 0 for <c>akka.actor.deployment.default.virtual-nodes-factor</c>.</param>
    /// <returns>A new group.</returns>
    public ConsistentHashingGroup WithVirtualNodesFactor(int vnodes) => new(InternalPaths, vnodes, _hashMapping, RouterDispatcher);

    /// <summary>The same with a mapping.</summary>
    /// <param name="mapping">Gives messages their keys.</param>
    /// <returns>A new group.</returns>
    public ConsistentHashingGroup WithHashMapping(ConsistentHashMapping mapping) => new(InternalPaths, VirtualNodesFactor, mapping, RouterDispatcher);

    /// <summary>Takes the mapping from a router in the code, where this has none.</summary>
    /// <param name="routerConfig">The router in the code.</param>
    /// <returns>A group.</returns>
    public override RouterConfig WithFallback(RouterConfig routerConfig) =>
        _hashMapping is null && routerConfig is ConsistentHashingGroup { _hashMapping: { } mapping } ? WithHashMapping(mapping) : this;

    /// <inheritdoc/>
    public override ISurrogate ToSurrogate(ActorSystem system) => new ConsistentHashingGroupSurrogate { Paths = InternalPaths, RouterDispatcher = RouterDispatcher };

    /// <summary>Stands for a <see cref="ConsistentHashingGroup"/> when it is serialized.</summary>
    public class ConsistentHashingGroupSurrogate : ISurrogate
    {
        /// <summary>The paths of the routees.</summary>
        public IEnumerable<string> Paths { get; set; } = [];

        /// <summary>The dispatcher of the actor that manages the routees.</summary>
        public string RouterDispatcher { get; set; } = Dispatchers.DefaultDispatcherId;

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new ConsistentHashingGroup(Paths, 0, null, RouterDispatcher);
    }
}
