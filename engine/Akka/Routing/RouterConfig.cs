using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Routing;

/// <summary>
/// What makes an actor a router: <see cref="Props.WithRouter"/> with it gives the actor's reference routees. Messages go to them on the thread
/// of whoever tells the router; an actor behind it manages them. Immutable and thread-safe.
/// </summary>
public abstract class RouterConfig : ISurrogated
{
    private readonly string _routerDispatcher;

    /// <summary>With the default dispatcher for the actor that manages the routees.</summary>
    protected RouterConfig() : this(Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>With a dispatcher for the actor that manages the routees.</summary>
    /// <param name="routerDispatcher">Its configured name.</param>
    protected RouterConfig(string routerDispatcher) => _routerDispatcher = string.IsNullOrEmpty(routerDispatcher) ? Dispatchers.DefaultDispatcherId : routerDispatcher;

    /// <summary>The dispatcher of the actor that manages the routees. The routees' own is that of their props.</summary>
    public virtual string RouterDispatcher => _routerDispatcher;

    /// <summary>Whether the router stops when its last routee has been removed or has stopped: true, unless a pool has a resizer.</summary>
    public virtual bool StopRouterWhenAllRouteesRemoved => true;

    /// <summary>Makes the router: the logic, and the routees that are neither children of a pool nor paths of a group.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The router.</returns>
    public abstract Router CreateRouter(ActorSystem system);

    /// <summary>Tells the messages that are for the router itself from those that go to routees. Called for every message on its sender's thread.</summary>
    /// <param name="message">The message.</param>
    /// <returns>True for <see cref="IAutoReceivedMessage"/> and <see cref="RouterManagementMessage"/>.</returns>
    public virtual bool IsManagementMessage(object message) => message is RouterManagementMessage or IAutoReceivedMessage;

    /// <summary>An actor that helps the logic: a child of the router, which forwards to it the management messages that it does not know.</summary>
    /// <param name="routingLogic">The logic.</param>
    /// <returns>Its props; null for none, the default.</returns>
    public virtual Props? RoutingLogicController(RoutingLogic routingLogic) => null;

    /// <summary>Makes what stands for this when it is serialized.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The stand-in.</returns>
    public abstract ISurrogate ToSurrogate(ActorSystem system);

    /// <summary>Refuses to be used where the configuration lacks something.</summary>
    /// <param name="path">The path of the router that is about to be made.</param>
    /// <exception cref="ConfigurationException">Something is missing.</exception>
    public virtual void VerifyConfig(ActorPath path)
    {
    }

    /// <summary>Fills what this leaves open: a router of the configuration is filled up from the one in the code.</summary>
    /// <param name="routerConfig">What to fill it from.</param>
    /// <returns>A router configuration.</returns>
    public virtual RouterConfig WithFallback(RouterConfig routerConfig) => this;
}

/// <summary>Derive it for a router of your own whose routees <see cref="RouterConfig.CreateRouter"/> names. It watches them, and removes those that stop.</summary>
public abstract class CustomRouterConfig : RouterConfig
{
    /// <summary>With the default dispatcher for the actor that manages the routees.</summary>
    protected CustomRouterConfig()
    {
    }

    /// <summary>With a dispatcher for the actor that manages the routees.</summary>
    /// <param name="routerDispatcher">Its configured name.</param>
    protected CustomRouterConfig(string routerDispatcher) : base(routerDispatcher)
    {
    }
}

/// <summary>No router: the actor handles its messages itself.</summary>
public class NoRouter : RouterConfig
{
    /// <summary>For <see cref="Instance"/>.</summary>
    protected NoRouter()
    {
    }

    /// <summary>The only instance.</summary>
    public static NoRouter Instance { get; } = new();

    /// <summary>Always throws: there is no router.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override string RouterDispatcher => throw new NotSupportedException("NoRouter has no dispatcher.");

    /// <summary>Always throws: there is no router.</summary>
    /// <param name="system">The system.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Router CreateRouter(ActorSystem system) => throw new NotSupportedException("NoRouter does not create a router.");

    /// <summary>The props as they are, without a router.</summary>
    /// <param name="routeeProps">The props.</param>
    /// <returns>The props.</returns>
    public Props Props(Props routeeProps) => routeeProps.WithRouter(this);

    /// <inheritdoc/>
    public override RouterConfig WithFallback(RouterConfig routerConfig) => routerConfig;

    /// <inheritdoc/>
    public override ISurrogate ToSurrogate(ActorSystem system) => new NoRouterSurrogate();

    /// <summary>Stands for <see cref="NoRouter"/> when it is serialized.</summary>
    public class NoRouterSurrogate : ISurrogate
    {
        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => Instance;
    }
}
