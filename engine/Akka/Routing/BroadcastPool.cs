using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Routing;

/// <summary>A pool: all routees get every message.</summary>
public sealed class BroadcastPool : Pool
{
    /// <summary>From the configuration of a deployment.</summary>
    /// <param name="config">Has <c>nr-of-instances</c>, and may have <c>resizer</c> and <c>pool-dispatcher</c>.</param>
    public BroadcastPool(Config config) : this(Read(config))
    {
    }

    /// <summary>Routees that all get every message.</summary>
    /// <param name="nrOfInstances">How many routees it starts with.</param>
    public BroadcastPool(int nrOfInstances) : this(nrOfInstances, null, null, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees that all get every message.</summary>
    /// <param name="nrOfInstances">How many routees it starts with.</param>
    /// <param name="resizer">Grows and shrinks it; null to leave it as it is.</param>
    /// <param name="supervisorStrategy">What happens to a routee that fails; null for escalating.</param>
    /// <param name="routerDispatcher">The configured name of the dispatcher of the actor that manages the routees.</param>
    /// <param name="usePoolDispatcher">Whether the routees run on the dispatcher that the deployment's <c>pool-dispatcher</c> section describes.</param>
    public BroadcastPool(int nrOfInstances, Resizer? resizer, SupervisorStrategy? supervisorStrategy, string routerDispatcher, bool usePoolDispatcher = false)
        : base(nrOfInstances, resizer, supervisorStrategy, routerDispatcher, usePoolDispatcher)
    {
    }

    private BroadcastPool((int Routees, Resizer? Resizer, bool UsesPoolDispatcher) read)
        : this(read.Routees, read.Resizer, null, Dispatchers.DefaultDispatcherId, read.UsesPoolDispatcher)
    {
    }

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new BroadcastRoutingLogic());

    /// <inheritdoc/>
    public override int GetNrOfInstances(ActorSystem system) => NrOfInstances;

    /// <summary>The same with a strategy.</summary>
    /// <param name="strategy">What happens to a routee that fails.</param>
    /// <returns>A new pool.</returns>
    public BroadcastPool WithSupervisorStrategy(SupervisorStrategy strategy) => new(NrOfInstances, Resizer, strategy, RouterDispatcher, UsePoolDispatcher);

    /// <summary>The same with a resizer.</summary>
    /// <param name="resizer">Grows and shrinks it.</param>
    /// <returns>A new pool.</returns>
    public BroadcastPool WithResizer(Resizer resizer) => new(NrOfInstances, resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher);

    /// <summary>The same with a dispatcher for the actor that manages the routees.</summary>
    /// <param name="dispatcher">Its configured name.</param>
    /// <returns>A new pool.</returns>
    public BroadcastPool WithDispatcher(string dispatcher) => new(NrOfInstances, Resizer, SupervisorStrategy, dispatcher, UsePoolDispatcher);

    /// <inheritdoc/>
    public override ISurrogate ToSurrogate(ActorSystem system) => new BroadcastPoolSurrogate
    {
        NrOfInstances = NrOfInstances, Resizer = Resizer, RouterDispatcher = RouterDispatcher, SupervisorStrategy = SupervisorStrategy, UsePoolDispatcher = UsePoolDispatcher,
    };

    internal override Pool With(SupervisorStrategy strategy, Resizer? resizer) => new BroadcastPool(NrOfInstances, resizer, strategy, RouterDispatcher, UsePoolDispatcher);

    /// <summary>Stands for a <see cref="BroadcastPool"/> when it is serialized.</summary>
    public class BroadcastPoolSurrogate : ISurrogate
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
        public ISurrogated FromSurrogate(ActorSystem system) => new BroadcastPool(NrOfInstances, Resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher);
    }
}
