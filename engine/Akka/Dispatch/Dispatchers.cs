using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>The dispatchers of an actor system, made when first asked for by their configured names. Thread-safe.</summary>
public sealed class Dispatchers
{
    /// <summary>The dispatcher of actors that name none: <c>akka.actor.default-dispatcher</c>.</summary>
    public static readonly string DefaultDispatcherId = "akka.actor.default-dispatcher";

    /// <summary>For actors that block their thread: <c>akka.actor.default-blocking-io-dispatcher</c>.</summary>
    public static readonly string DefaultBlockingDispatcherId = "akka.actor.default-blocking-io-dispatcher";

    /// <summary>For actors that run in the SynchronizationContext of a user interface: <c>akka.actor.synchronized-dispatcher</c>.</summary>
    public static readonly string SynchronizedDispatcherId = "akka.actor.synchronized-dispatcher";

    /// <summary>For the engine's own actors.</summary>
    internal const string InternalDispatcherId = "akka.actor.internal-dispatcher";

    private readonly ConcurrentDictionary<string, MessageDispatcherConfigurator> _configurators = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<MessageDispatcher> _made = new();
    private readonly ActorSystem _system;
    private readonly ILoggingAdapter _log;
    private MessageDispatcher? _default;

    /// <summary>Makes the registry of a system.</summary>
    /// <param name="system">The system.</param>
    /// <param name="prerequisites">What every dispatcher needs of it.</param>
    /// <param name="logger">Where failures of dispatchers' own threads are logged.</param>
    public Dispatchers(ActorSystem system, IDispatcherPrerequisites prerequisites, ILoggingAdapter logger)
    {
        _system = system;
        _log = logger;
        Prerequisites = prerequisites;
    }

    /// <summary>What every dispatcher needs of the system.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>The configuration of the default dispatcher, which other dispatchers fall back to.</summary>
    public Config DefaultDispatcherConfig => _system.Settings.Config.GetConfig(DefaultDispatcherId)!;

    /// <summary>The default dispatcher.</summary>
    public MessageDispatcher DefaultGlobalDispatcher => _default ??= Lookup(DefaultDispatcherId);

    /// <summary>Finds or makes a dispatcher.</summary>
    /// <param name="dispatcherName">The path of its configuration section; null or empty for the default one.</param>
    /// <returns>The dispatcher.</returns>
    /// <exception cref="ConfigurationException">There is no such section, or it is wrong.</exception>
    public MessageDispatcher Lookup(string? dispatcherName) =>
        (string.IsNullOrEmpty(dispatcherName) ? ConfiguratorFor(DefaultDispatcherId) : ConfiguratorFor(dispatcherName)).Dispatcher();

    /// <summary>Tells whether a dispatcher is configured or registered.</summary>
    /// <param name="id">Its name.</param>
    /// <returns>True when it is.</returns>
    public bool HasDispatcher(string id) => _configurators.ContainsKey(id) || _system.Settings.Config.HasPath(id);

    /// <summary>Registers a dispatcher made in code.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="configurator">Makes it.</param>
    /// <returns>False when the name was taken.</returns>
    public bool RegisterConfigurator(string id, MessageDispatcherConfigurator configurator) => _configurators.TryAdd(id, configurator);

    /// <summary>The dispatchers that several actors may share, as far as they have been used.</summary>
    internal MessageDispatcher[] Made => [.. _made];

    internal void Track(MessageDispatcher dispatcher) => _made.Enqueue(dispatcher);

    internal void Report(Exception failure) => _log.Error(failure, "Work scheduled on a dispatcher failed.");

    internal void Shutdown()
    {
        while (_made.TryDequeue(out var dispatcher)) dispatcher.Shutdown();
    }

    private MessageDispatcherConfigurator ConfiguratorFor(string id) => _configurators.GetOrAdd(id, static (name, self) => self.Create(name), this);

    private MessageDispatcherConfigurator Create(string id)
    {
        var config = _system.Settings.Config;
        if (!config.HasPath(id)) throw new ConfigurationException($"Dispatcher [{id}] is not configured: there is no section [{id}].");
        var section = config.GetConfig(id)!.WithFallback(ConfigurationFactory.ParseString($"id = \"{id}\""));
        if (id != DefaultDispatcherId) section = section.WithFallback(DefaultDispatcherConfig);
        var type = section.GetString("type", "Dispatcher");
        switch (type)
        {
            case "Dispatcher" or "TaskDispatcher" or "ForkJoinDispatcher" or "ChannelDispatcher":
                return new DispatcherConfigurator(section, Prerequisites);
            case "SynchronizedDispatcher":
                return new DispatcherConfigurator(ConfigurationFactory.ParseString("executor = current-context-executor").WithFallback(section), Prerequisites);
            case "PinnedDispatcher":
                return new PinnedConfigurator(section, Prerequisites, this);
        }

        var configurator = Type.GetType(type) ?? throw new ConfigurationException(
            $"Dispatcher type [{type}] of [{id}] is none of Dispatcher, TaskDispatcher, ForkJoinDispatcher, ChannelDispatcher, SynchronizedDispatcher, PinnedDispatcher, nor a class that can be loaded.");
        return (MessageDispatcherConfigurator)Activator.CreateInstance(configurator, section, Prerequisites)!;
    }

    /// <summary>A dispatcher, and a thread, for every actor.</summary>
    private sealed class PinnedConfigurator(Config config, IDispatcherPrerequisites prerequisites, Dispatchers owner)
        : MessageDispatcherConfigurator(config, prerequisites)
    {
        public override MessageDispatcher Dispatcher() =>
            Runtime.Executor is { } injected
                ? new Dispatcher(this, injected)
                : new PinnedDispatcher(this, new DedicatedThreadExecutor(Config.GetString("id")!, 1, owner.Report));
    }
}

/// <summary>A dispatcher whose one actor has a thread of its own, which ends with the actor.</summary>
public sealed class PinnedDispatcher : Dispatcher
{
    internal PinnedDispatcher(MessageDispatcherConfigurator configurator, ExecutorService executor) : base(configurator, executor)
    {
    }
}
