namespace Akka.Actor;

/// <summary>Makes and finds the references of an actor system.</summary>
public interface IActorRefProvider
{
    /// <summary>The root of the tree.</summary>
    IInternalActorRef RootGuardian { get; }

    /// <summary>The parent of an application's top-level actors: /user.</summary>
    [Annotations.InternalApi]
    ActorCell Guardian { get; }

    /// <summary>The parent of the engine's own top-level actors: /system.</summary>
    [Annotations.InternalApi]
    ActorCell SystemGuardian { get; }

    /// <summary>Dead letters.</summary>
    IActorRef DeadLetters { get; }

    /// <summary>Takes messages that nobody is to see again.</summary>
    IActorRef IgnoreRef { get; }

    /// <summary>The path of the root.</summary>
    ActorPath RootPath { get; }

    /// <summary>The settings of the system.</summary>
    Settings Settings { get; }

    /// <summary>What is to be done with actors at certain paths.</summary>
    Deployer Deployer { get; }

    /// <summary>The parent of those who ask: /temp.</summary>
    IInternalActorRef TempContainer { get; }

    /// <summary>Completes when the root has stopped.</summary>
    Task TerminationTask { get; }

    /// <summary>The address under which the system is reached: local when it has no remoting.</summary>
    Address DefaultAddress { get; }

    /// <summary>Called once, when the system has what the provider needs.</summary>
    /// <param name="system">The system.</param>
    void Init(Internal.ActorSystemImpl system);

    /// <summary>A path for someone who asks.</summary>
    /// <returns>A path that was not given before.</returns>
    ActorPath TempPath();

    /// <summary>Lets a reference be found at a path under /temp.</summary>
    /// <param name="actorRef">The reference.</param>
    /// <param name="path">The path.</param>
    void RegisterTempActor(IInternalActorRef actorRef, ActorPath path);

    /// <summary>Takes that back.</summary>
    /// <param name="path">The path.</param>
    void UnregisterTempActor(ActorPath path);

    /// <summary>Finds the reference of an address's root.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The root, or dead letters.</returns>
    IActorRef RootGuardianAt(Address address);

    /// <summary>Finds the actor at a path.</summary>
    /// <param name="path">The path with address.</param>
    /// <returns>The actor, or a reference to nobody.</returns>
    IActorRef ResolveActorRef(string path);

    /// <summary>Finds the actor at a path.</summary>
    /// <param name="actorPath">The path.</param>
    /// <returns>The actor, or a reference to nobody.</returns>
    IActorRef ResolveActorRef(ActorPath actorPath);

    /// <summary>The address by which another system can answer, or null when it cannot.</summary>
    /// <param name="address">The other system's address.</param>
    /// <returns>Our address as it sees us.</returns>
    Address? GetExternalAddressFor(Address address);
}
