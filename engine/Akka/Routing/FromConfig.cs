using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Routing;

/// <summary>A router that the configuration of its path describes, under <c>akka.actor.deployment</c>. Without one it is refused.</summary>
public class FromConfig : Pool
{
    /// <summary>Leaves everything to the configuration.</summary>
    public FromConfig() : this(null, null, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>For what the configuration does not say.</summary>
    /// <param name="resizer">Grows and shrinks the pool; null for none.</param>
    /// <param name="supervisorStrategy">What happens to a routee that fails; null for escalating.</param>
    /// <param name="routerDispatcher">The configured name of the dispatcher of the actor that manages the routees.</param>
    public FromConfig(Resizer? resizer, SupervisorStrategy? supervisorStrategy, string routerDispatcher) : base(0, resizer, supervisorStrategy, routerDispatcher, false)
    {
    }

    /// <summary>One that leaves everything to the configuration.</summary>
    public static FromConfig Instance { get; } = new();

    /// <summary>Always throws: the configuration describes the router.</summary>
    /// <param name="system">The system.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Router CreateRouter(ActorSystem system) => throw new NotSupportedException("FromConfig does not create a router: the configuration describes it.");

    /// <summary>Zero: the configuration says how many.</summary>
    /// <param name="system">The system.</param>
    /// <returns>0.</returns>
    public override int GetNrOfInstances(ActorSystem system) => 0;

    /// <inheritdoc/>
    /// <exception cref="ConfigurationException">Always: it is only asked when no deployment has taken its place.</exception>
    public override void VerifyConfig(ActorPath path) =>
        throw new ConfigurationException($"Configuration missing for router [{path}] in 'akka.actor.deployment' section.");

    /// <summary>Props of a router without actors of its own: a group.</summary>
    /// <returns>The props.</returns>
    public Props Props() => Actor.Props.Empty.WithRouter(this);

    /// <summary>The same with a strategy for pools.</summary>
    /// <param name="strategy">What happens to a routee that fails.</param>
    /// <returns>A new configuration.</returns>
    public FromConfig WithSupervisorStrategy(SupervisorStrategy strategy) => new(Resizer, strategy, RouterDispatcher);

    /// <summary>The same with a resizer for pools.</summary>
    /// <param name="resizer">Grows and shrinks the pool.</param>
    /// <returns>A new configuration.</returns>
    public FromConfig WithResizer(Resizer resizer) => new(resizer, SupervisorStrategy, RouterDispatcher);

    /// <summary>The same with a dispatcher for the actor that manages the routees.</summary>
    /// <param name="dispatcherId">Its configured name.</param>
    /// <returns>A new configuration.</returns>
    public FromConfig WithDispatcher(string dispatcherId) => new(Resizer, SupervisorStrategy, dispatcherId);

    /// <inheritdoc/>
    public override ISurrogate ToSurrogate(ActorSystem system) => new FromConfigSurrogate();

    /// <summary>Stands for <see cref="FromConfig"/> when it is serialized.</summary>
    public class FromConfigSurrogate : ISurrogate
    {
        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => Instance;
    }
}
