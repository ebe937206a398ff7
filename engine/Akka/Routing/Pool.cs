using Akka.Actor;
using Akka.Configuration;

namespace Akka.Routing;

/// <summary>A router that makes its routees itself and supervises them: its children, all from the same props.</summary>
public abstract class Pool : RouterConfig
{
    /// <summary>Sets a pool up.</summary>
    /// <param name="nrOfInstances">How many routees it starts with.</param>
    /// <param name="resizer">Grows and shrinks it; null to leave it as it is.</param>
    /// <param name="supervisorStrategy">What happens to a routee that fails; null for <see cref="DefaultSupervisorStrategy"/>.</param>
    /// <param name="routerDispatcher">The configured name of the dispatcher of the actor that manages the routees.</param>
    /// <param name="usePoolDispatcher">Whether the routees run on the dispatcher that the deployment's <c>pool-dispatcher</c> section describes.</param>
    protected Pool(int nrOfInstances, Resizer? resizer, SupervisorStrategy? supervisorStrategy, string routerDispatcher, bool usePoolDispatcher) : base(routerDispatcher)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nrOfInstances);
        NrOfInstances = nrOfInstances;
        Resizer = resizer;
        SupervisorStrategy = supervisorStrategy ?? DefaultSupervisorStrategy;
        UsePoolDispatcher = usePoolDispatcher;
    }

    /// <summary>
    /// Escalates every failure: the router's parent decides as if the router had failed. A restart of the router restarts all routees.
    /// </summary>
    public static SupervisorStrategy DefaultSupervisorStrategy { get; } = new OneForOneStrategy(static _ => Directive.Escalate);

    /// <summary>How many routees the pool starts with.</summary>
    public int NrOfInstances { get; }

    /// <summary>Grows and shrinks the pool, or null.</summary>
    public virtual Resizer? Resizer { get; }

    /// <summary>What happens to a routee that fails.</summary>
    public virtual SupervisorStrategy SupervisorStrategy { get; }

    /// <summary>Whether the routees run on the dispatcher that the deployment's <c>pool-dispatcher</c> section describes.</summary>
    public virtual bool UsePoolDispatcher { get; }

    /// <summary>True without a resizer, which could bring routees back.</summary>
    public override bool StopRouterWhenAllRouteesRemoved => Resizer is null;

    /// <summary>How many routees the pool starts with in a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The number.</returns>
    public abstract int GetNrOfInstances(ActorSystem system);

    /// <summary>Props of a router whose routees are made from other props.</summary>
    /// <param name="routeeProps">How to make a routee.</param>
    /// <returns>The router's props.</returns>
    public Props Props(Props routeeProps) => routeeProps.WithRouter(this);

    /// <summary>Takes what this leaves open from a pool in the code: the strategy and the resizer.</summary>
    /// <param name="routerConfig">The router in the code.</param>
    /// <returns>A pool.</returns>
    public override RouterConfig WithFallback(RouterConfig routerConfig)
    {
        if (routerConfig is not Pool other) return this;
        var strategy = ReferenceEquals(SupervisorStrategy, DefaultSupervisorStrategy) ? other.SupervisorStrategy : SupervisorStrategy;
        var resizer = Resizer ?? other.Resizer;
        return ReferenceEquals(strategy, SupervisorStrategy) && ReferenceEquals(resizer, Resizer) ? this : With(strategy, resizer);
    }

    /// <summary>The same pool with another strategy and resizer. A pool of the user's own keeps what it has.</summary>
    internal virtual Pool With(SupervisorStrategy strategy, Resizer? resizer) => this;

    /// <summary>What every kind of pool reads of its deployment.</summary>
    internal static (int Routees, Resizer? Resizer, bool UsesPoolDispatcher) Read(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return (config.GetInt("nr-of-instances", 0), Resizer.FromConfig(config), config.HasPath("pool-dispatcher"));
    }
}
