using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Routing;

/// <summary>A pool: messages with equal keys go to the same routee. See <see cref="IConsistentHashable"/>.</summary>
public sealed class ConsistentHashingPool : Pool
{
    private readonly ConsistentHashMapping? _hashMapping;

    /// <summary>From the configuration of a deployment.</summary>
    /// <param name="config">Has <c>nr-of-instances</c>, and may have <c>virtual-nodes-factor</c>, <c>resizer</c> and <c>pool-dispatcher</c>.</param>
    public ConsistentHashingPool(Config config) : this(Read(config), config.GetInt("virtual-nodes-factor", 0))
    {
    }

    /// <summary>Routees of which each gets the messages of certain keys.</summary>
    /// <param name="nrOfInstances">How many routees it starts with.</param>
    public ConsistentHashingPool(int nrOfInstances) : this(nrOfInstances, null, null, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees of which each gets the messages of certain keys.</summary>
    /// <param name="nrOfInstances">How many routees it starts with.</param>
    /// <param name="hashMapping">Gives messages their keys.</param>
    public ConsistentHashingPool(int nrOfInstances, ConsistentHashMapping hashMapping) : this(nrOfInstances, null, null, Dispatchers.DefaultDispatcherId, hashMapping: hashMapping)
    {
    }

    /// <summary>Routees of which each gets the messages of certain keys.</summary>
    /// <param name="nrOfInstances">How many routees it starts with.</param>
    /// <param name="resizer">Grows and shrinks it; null to leave it as it is.</param>
    /// <param name="supervisorStrategy">What happens to a routee that fails; null for escalating.</param>
    /// <param name="routerDispatcher">The configured name of the dispatcher of the actor that manages the routees.</param>
    /// <param name="usePoolDispatcher">Whether the routees run on the dispatcher that the deployment's <c>pool-dispatcher</c> section describes.</param>
    /// <param name="virtualNodesFactor">Points on the ring for each routee; 0 for <c>akka.actor.deployment.default.virtual-nodes-factor</c>.</param>
    /// <param name="hashMapping">Gives messages their keys; null when they know them.</param>
    public ConsistentHashingPool(
        int nrOfInstances, Resizer? resizer, SupervisorStrategy? supervisorStrategy, string routerDispatcher, bool usePoolDispatcher = false, int virtualNodesFactor = 0,
        ConsistentHashMapping? hashMapping = null)
        : base(nrOfInstances, resizer, supervisorStrategy, routerDispatcher, usePoolDispatcher)
    {
        VirtualNodesFactor = virtualNodesFactor;
        _hashMapping = hashMapping;
    }

    private ConsistentHashingPool((int Routees, Resizer? Resizer, bool UsesPoolDispatcher) read, int virtualNodesFactor)
        : this(read.Routees, read.Resizer, null, Dispatchers.DefaultDispatcherId, read.UsesPoolDispatcher, virtualNodesFactor)
    {
    }

    /// <summary>Points on the ring for each routee; 0 for <c>akka.actor.deployment.default.virtual-nodes-factor</c>.</summary>
    public int VirtualNodesFactor { get; }

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new ConsistentHashingRoutingLogic(system, VirtualNodesFactor, _hashMapping ?? ConsistentHashingRoutingLogic.NoMapping));

    /// <inheritdoc/>
    public override int GetNrOfInstances(ActorSystem system) => NrOfInstances;

    /// <summary>The same with a strategy.</summary>
    /// <param name="strategy">What happens to a routee that fails.</param>
    /// <returns>A new pool.</returns>
    public ConsistentHashingPool WithSupervisorStrategy(SupervisorStrategy strategy) => new(NrOfInstances, Resizer, strategy, RouterDispatcher, UsePoolDispatcher, VirtualNodesFactor, _hashMapping);

    /// <summary>The same with a resizer.</summary>
    /// <param name="resizer">Grows and shrinks it.</param>
    /// <returns>A new pool.</returns>
    public ConsistentHashingPool WithResizer(Resizer resizer) => new(NrOfInstances, resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher, VirtualNodesFactor, _hashMapping);

    /// <summary>The same with a dispatcher for the actor that manages the routees.</summary>
    /// <param name="dispatcher">Its configured name.</param>
    /// <returns>A new pool.</returns>
    public ConsistentHashingPool WithDispatcher(string dispatcher) => new(NrOfInstances, Resizer, SupervisorStrategy, dispatcher, UsePoolDispatcher, VirtualNodesFactor, _hashMapping);

    /// <summary>The same with a number of points.</summary>
    /// <param name="vnodes">Points on the ring for each routee; 0 for <c>akka.actor.deployment.default.virtual-nodes-factor</c>.</param>
    /// <returns>A new pool.</returns>
    public ConsistentHashingPool WithVirtualNodesFactor(int vnodes) => new(NrOfInstances, Resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher, vnodes, _hashMapping);

    /// <summary>The same with a mapping.</summary>
    /// <param name="mapping">Gives messages their keys.</param>
    /// <returns>A new pool.</returns>
    public ConsistentHashingPool WithHashMapping(ConsistentHashMapping mapping) => new(NrOfInstances, Resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher, VirtualNodesFactor, mapping);

    /// <summary>Takes what this leaves open from a pool in the code: the strategy, the resizer and the mapping.</summary>
    /// <param name="routerConfig">The router in the code.</param>
    /// <returns>A pool.</returns>
    public override RouterConfig WithFallback(RouterConfig routerConfig)
    {
        var filled = (ConsistentHashingPool)base.WithFallback(routerConfig);
        return filled._hashMapping is null && routerConfig is ConsistentHashingPool { _hashMapping: { } mapping } ? filled.WithHashMapping(mapping) : filled;
    }

    /// <inheritdoc/>
    public override ISurrogate ToSurrogate(ActorSystem system) => new ConsistentHashingPoolSurrogate
    {
        NrOfInstances = NrOfInstances, Resizer = Resizer, RouterDispatcher = RouterDispatcher, SupervisorStrategy = SupervisorStrategy, UsePoolDispatcher = UsePoolDispatcher,
    };

    internal override Pool With(SupervisorStrategy strategy, Resizer? resizer) => new ConsistentHashingPool(NrOfInstances, resizer, strategy, RouterDispatcher, UsePoolDispatcher, VirtualNodesFactor, _hashMapping);

    /// <summary>Stands for a <see cref="ConsistentHashingPool"/> when it is serialized.</summary>
    public class ConsistentHashingPoolSurrogate : ISurrogate
    {
        /// <summary>How many routees the pool starts with.</summary>
        public int NrOfInstances { get; set; }

        /// <summary>Whether the routees run on the deployment's <c>pool-dispatcher</c>.</summary>
        public bool UsePoolDispatcher { get; set; }

        /// <summary>Grows and shrinks the pool, or null.</summary>
        public Resizer? Resizer { get; set; }

        /// <summary>What happens to a routee that fails; null for escalating.</summary>
        public SupervisorStrategy? SupervisorStrategy { get; set; }

        /// <summary>The dispatcher of the actor that manages the routees.</summary>
        public string RouterDispatcher { get; set; } = Dispatchers.DefaultDispatcherId;

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new ConsistentHashingPool(NrOfInstances, Resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher);
    }
}
