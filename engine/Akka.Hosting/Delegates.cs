using Akka.Actor;
using Akka.DependencyInjection;

namespace Akka.Hosting;

/// <summary>Starts actors and registers them.</summary>
/// <param name="system">The system.</param>
/// <param name="registry">Where to register them.</param>
/// <returns>Completes when they are started; the host's start waits for it.</returns>
public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);

/// <summary>Starts actors that need services, and registers them.</summary>
/// <param name="system">The system.</param>
/// <param name="registry">Where to register them.</param>
/// <param name="resolver">Makes props of actors that need services.</param>
/// <returns>Completes when they are started; the host's start waits for it.</returns>
public delegate Task ActorStarterWithResolver(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver);

/// <summary>Work that is done once all actors have been started.</summary>
/// <param name="system">The system.</param>
/// <param name="registry">The registered actors.</param>
/// <returns>Completes when it is done; the host's start waits for it.</returns>
public delegate Task StartupTask(ActorSystem system, IActorRegistry registry);
