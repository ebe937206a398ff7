using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// A tree of actors with what they share: dispatchers, scheduler, event stream, configuration. It is heavy: an application has one.
/// Every member is thread-safe.
/// </summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    /// <summary>The system's name.</summary>
    public abstract string Name { get; }

    /// <summary>The settings that the system was started with.</summary>
    public abstract Settings Settings { get; }

    /// <summary>The serializers, and which types they are for.</summary>
    public abstract Serialization.Serialization Serialization { get; }

    /// <summary>Where dead letters, unhandled messages, log events and an application's own events are published.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>Takes messages that found no receiver.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>Takes messages that nobody wants to see again, as dead letters or otherwise.</summary>
    public abstract IActorRef IgnoreRef { get; }

    /// <summary>The dispatchers by their configured names.</summary>
    public abstract Dispatchers Dispatchers { get; }

    /// <summary>The mailbox types by their configured names.</summary>
    public abstract Mailboxes Mailboxes { get; }

    /// <summary>The scheduler.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>Completes when every actor has stopped.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>The log of the system itself.</summary>
    public abstract ILoggingAdapter Log { get; }

    /// <summary>When the system started, on its monotonic clock.</summary>
    public TimeSpan StartTime => Times.Start;

    /// <summary>How long the system has been running.</summary>
    public TimeSpan Uptime => Times.Up;

    /// <summary>When the system started, and how long it has been running.</summary>
    private protected abstract (TimeSpan Start, TimeSpan Up) Times { get; }

    /// <summary>Creates a system from a setup.</summary>
    /// <param name="name">Letters, digits, '-' and '_'; the first a letter or digit.</param>
    /// <param name="setup">The setup.</param>
    /// <returns>The system, started.</returns>
    /// <exception cref="ArgumentException">The name is not legal.</exception>
    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    /// <summary>Creates a system from a setup.</summary>
    /// <param name="name">Letters, digits, '-' and '_'; the first a letter or digit.</param>
    /// <param name="setup">The setup.</param>
    /// <returns>The system, started.</returns>
    /// <exception cref="ArgumentException">The name is not legal.</exception>
    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        var system = new ActorSystemImpl(name, setup);
        system.Start();
        return system;
    }

    /// <summary>Creates a system with a configuration over the defaults.</summary>
    /// <param name="name">Letters, digits, '-' and '_'; the first a letter or digit.</param>
    /// <param name="config">The configuration.</param>
    /// <returns>The system, started.</returns>
    /// <exception cref="ArgumentException">The name is not legal.</exception>
    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));

    /// <summary>Creates a system with the default configuration.</summary>
    /// <param name="name">Letters, digits, '-' and '_'; the first a letter or digit.</param>
    /// <returns>The system, started.</returns>
    /// <exception cref="ArgumentException">The name is not legal.</exception>
    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <summary>Finds an extension.</summary>
    /// <param name="extensionId">Its id.</param>
    /// <returns>The extension, or null when it is not registered.</returns>
    public abstract object GetExtension(IExtensionId extensionId);

    /// <summary>Finds an extension.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The extension, or null when it is not registered.</returns>
    public abstract T GetExtension<T>() where T : class, IExtension;

    /// <summary>Tells whether an extension is registered.</summary>
    /// <param name="type">Its type.</param>
    /// <returns>True when it is.</returns>
    public abstract bool HasExtension(Type type);

    /// <summary>Tells whether an extension is registered.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>True when it is.</returns>
    public abstract bool HasExtension<T>() where T : class, IExtension;

    /// <summary>Finds an extension.</summary>
    /// <param name="extensionType">Its type.</param>
    /// <param name="extension">The extension, or null.</param>
    /// <returns>True when it is registered.</returns>
    public abstract bool TryGetExtension(Type extensionType, out object? extension);

    /// <summary>Finds an extension.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="extension">The extension, or null.</param>
    /// <returns>True when it is registered.</returns>
    public abstract bool TryGetExtension<T>(out T? extension) where T : class, IExtension;

    /// <summary>Adds an action to run when the system has terminated. The last added runs first.</summary>
    /// <param name="code">The action.</param>
    /// <exception cref="InvalidOperationException">The system has terminated already.</exception>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Stops every actor, children before their parents, through the phases of <see cref="CoordinatedShutdown"/> unless configured otherwise.</summary>
    /// <returns>Completes when everything has stopped.</returns>
    public abstract Task Terminate();

    /// <summary>Stops an actor after the message it is handling.</summary>
    /// <param name="actor">The actor.</param>
    public abstract void Stop(IActorRef actor);

    /// <summary>Terminates the system and waits for it, up to 5 s.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Finds an extension, making and registering it when it is not there yet.</summary>
    /// <param name="extension">Its id.</param>
    /// <returns>The extension.</returns>
    public abstract object RegisterExtension(IExtensionId extension);

    /// <inheritdoc/>
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(string actorPath);

    private protected abstract void Dispose(bool disposing);
}

/// <summary>What the engine's modules see of an actor system beyond its users.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    /// <summary>The provider of references.</summary>
    public abstract IActorRefProvider Provider { get; }

    /// <summary>The parent of an application's top-level actors.</summary>
    public abstract IInternalActorRef Guardian { get; }

    /// <summary>The root from which relative paths of the system are resolved: /user's parent.</summary>
    public abstract IInternalActorRef LookupRoot { get; }

    /// <summary>The parent of the engine's own top-level actors.</summary>
    public abstract IInternalActorRef SystemGuardian { get; }

    /// <summary>Creates an actor under /system.</summary>
    /// <param name="props">How to make the actor.</param>
    /// <param name="name">Its name, or null.</param>
    /// <returns>The new actor.</returns>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    /// <summary>Creates an actor under /system.</summary>
    /// <typeparam name="TActor">The actor's type.</typeparam>
    /// <param name="name">Its name, or null.</param>
    /// <returns>The new actor.</returns>
    public abstract IActorRef SystemActorOf<TActor>(string? name = null) where TActor : ActorBase, new();

    /// <summary>Stops at once, without the phases of <see cref="CoordinatedShutdown"/>.</summary>
    public abstract void Abort();

    /// <summary>The tree of actors as text, one a line, cut off after 10,000 actors.</summary>
    /// <returns>The text.</returns>
    public abstract string PrintTree();
}
