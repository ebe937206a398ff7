using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The settings of an actor system, read from its configuration once.</summary>
public class Settings
{
    private readonly Config _userConfig;
    private Config? _fallback;

    /// <summary>Reads the settings.</summary>
    /// <param name="system">The system.</param>
    /// <param name="config">Its configuration, which counts over the defaults.</param>
    public Settings(ActorSystem system, Config config) : this(system, config, ActorSystemSetup.Empty)
    {
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="system">The system.</param>
    /// <param name="config">Its configuration, which counts over the defaults.</param>
    /// <param name="setup">Its setup.</param>
    /// <exception cref="ConfigurationException">A value is missing or wrong.</exception>
    public Settings(ActorSystem system, Config config, ActorSystemSetup setup)
    {
        _userConfig = config;
        System = system;
        Setup = setup;
        Config = config.WithFallback(ConfigurationFactory.Default());

        ConfigVersion = Text("akka.version");
        var bootstrap = setup.Get<BootstrapSetup>();
        ProviderSelectionType = bootstrap.HasValue && bootstrap.Value.ActorRefProvider.HasValue
            ? bootstrap.Value.ActorRefProvider.Value
            : Text("akka.actor.provider") switch
            {
                "local" or "Akka.Actor.LocalActorRefProvider" or "Akka.Actor.LocalActorRefProvider, Akka" => ProviderSelection.Local.Instance,
                "remote" => ProviderSelection.Remote.Instance,
                "cluster" => ProviderSelection.Cluster.Instance,
                var other => new ProviderSelection.Custom(other, hasCluster: other.Contains("Cluster", StringComparison.Ordinal)),
            };
        ProviderClass = ProviderSelectionType.Fqn;
        HasCluster = ProviderSelectionType.HasCluster;
        SupervisorStrategyClass = Text("akka.actor.guardian-supervisor-strategy");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout", Timeout.InfiniteTimeSpan, allowInfinite: true);
        CreationTimeout = Config.GetTimeSpan("akka.actor.creation-timeout");
        UnstartedPushTimeout = Config.GetTimeSpan("akka.actor.unstarted-push-timeout");
        SerializeAllMessages = Config.GetBoolean("akka.actor.serialize-messages");
        SerializeAllCreators = Config.GetBoolean("akka.actor.serialize-creators");
        SlowHandlerTime = Text("akka.actor.slow-handlers.report-after") is "off" or "false" ? null : Config.GetTimeSpan("akka.actor.slow-handlers.report-after", allowInfinite: false);
        if (SlowHandlerTime is { } time && time < TimeSpan.FromMilliseconds(1))
            throw new ConfigurationException($"akka.actor.slow-handlers.report-after is {time.TotalMilliseconds} ms; it must be at least 1 ms, or off.");
        EmitActorTelemetry = Config.GetBoolean("akka.actor.telemetry.enabled");

        LogLevel = Text("akka.loglevel");
        StdoutLogLevel = Text("akka.stdout-loglevel");
        Loggers = Config.GetStringList("akka.loggers");
        LoggersDispatcher = Text("akka.loggers-dispatcher");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        LoggerAsyncStart = Config.GetBoolean("akka.logger-async-start");
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start");
        LogSerializerOverrideOnStart = Config.GetBoolean("akka.log-serializer-override-on-start");
        LogDeadLetters = Text("akka.log-dead-letters") switch
        {
            "on" or "true" => int.MaxValue,
            "off" or "false" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        LogDeadLettersSuspendDuration = Config.GetTimeSpan("akka.log-dead-letters-suspend-duration", TimeSpan.FromMinutes(5), allowInfinite: true);

        var filters = setup.Get<LogFilterSetup>();
        LogFilter = filters.HasValue ? filters.Value.CreateEvaluator() : LogFilterEvaluator.NoFilters;
        LogFormatter = Create<ILogMessageFormatter>("akka.logger-formatter") ?? DefaultLogMessageFormatter.Instance;
        StdoutLogger = Create<MinimalLogger>("akka.stdout-logger-class") ?? new StandardOutLogger();

        AddLoggingReceive = Config.GetBoolean("akka.actor.debug.receive");
        DebugAutoReceive = Config.GetBoolean("akka.actor.debug.autoreceive");
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle");
        DebugRouterMisconfiguration = Config.GetBoolean("akka.actor.debug.router-misconfiguration");
        DebugEventStream = Config.GetBoolean("akka.actor.debug.event-stream");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        DebugTimerScheduler = Config.GetBoolean("akka.actor.debug.log-timers");
        FsmDebugEvent = Config.GetBoolean("akka.actor.debug.fsm");

        Home = Config.GetString("akka.home", "")!;
        SchedulerClass = Text("akka.scheduler.implementation");
        SchedulerShutdownTimeout = Config.GetTimeSpan("akka.scheduler.shutdown-timeout");
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
        if (CoordinatedShutdownRunByActorSystemTerminate && !CoordinatedShutdownTerminateActorSystem)
            throw new ConfigurationException("akka.coordinated-shutdown.run-by-actor-system-terminate=on and akka.coordinated-shutdown.terminate-actor-system=off exclude each other.");
    }

    /// <summary>The system.</summary>
    public ActorSystem System { get; }

    /// <summary>The whole configuration, defaults included.</summary>
    public Config Config { get; private set; }

    /// <summary>The system's setup.</summary>
    public ActorSystemSetup Setup { get; }

    /// <summary><c>akka.version</c>.</summary>
    public string ConfigVersion { get; }

    /// <summary>Which provider of references is used.</summary>
    public ProviderSelection ProviderSelectionType { get; }

    /// <summary>The provider's class.</summary>
    public string ProviderClass { get; }

    /// <summary>True when the provider belongs to a cluster.</summary>
    public bool HasCluster { get; }

    /// <summary><c>akka.actor.guardian-supervisor-strategy</c>.</summary>
    public string SupervisorStrategyClass { get; }

    /// <summary><c>akka.actor.ask-timeout</c>: infinite (-1 ms) by default.</summary>
    public TimeSpan AskTimeout { get; }

    /// <summary><c>akka.actor.creation-timeout</c>: 20 s by default.</summary>
    public TimeSpan CreationTimeout { get; }

    /// <summary><c>akka.actor.unstarted-push-timeout</c>: 10 s by default.</summary>
    public TimeSpan UnstartedPushTimeout { get; }

    /// <summary><c>akka.actor.serialize-messages</c>: whether every message that an actor is told is serialized and read back, to find those that cannot be; off by default.</summary>
    public bool SerializeAllMessages { get; }

    /// <summary>Whether props are checked for being serializable: off by default.</summary>
    public bool SerializeAllCreators { get; }

    /// <summary><c>akka.actor.slow-handlers.report-after</c>: 1 s by default; null when it is off.</summary>
    internal TimeSpan? SlowHandlerTime { get; }

    /// <summary>Whether starts, restarts and stops of actors are published: off by default.</summary>
    public bool EmitActorTelemetry { get; }

    /// <summary><c>akka.loglevel</c>: INFO by default.</summary>
    public string LogLevel { get; }

    /// <summary><c>akka.stdout-loglevel</c>, in force while the system starts and stops: WARNING by default.</summary>
    public string StdoutLogLevel { get; }

    /// <summary>The loggers' classes.</summary>
    public IList<string> Loggers { get; }

    /// <summary>The dispatcher that loggers run on.</summary>
    public string LoggersDispatcher { get; }

    /// <summary>How long a logger may take to start: 5 s by default.</summary>
    public TimeSpan LoggerStartTimeout { get; }

    /// <summary>Whether the system starts without waiting for its loggers: off by default.</summary>
    public bool LoggerAsyncStart { get; }

    /// <summary>Whether the configuration is logged at start, each value with where it was written, secrets hidden: off by default.</summary>
    public bool LogConfigOnStart { get; }

    /// <summary>Whether a serializer that replaces another is logged: on by default.</summary>
    public bool LogSerializerOverrideOnStart { get; }

    /// <summary>Points on the ring for each routee of a consistent-hashing router that does not say itself: 10 by default.</summary>
    public int DefaultVirtualNodesFactor => Config.GetInt("akka.actor.deployment.default.virtual-nodes-factor", 10);

    /// <summary>How many dead letters are logged: 10 by default, 0 for none, <see cref="int.MaxValue"/> for all.</summary>
    public int LogDeadLetters { get; }

    /// <summary>Whether dead letters are logged while the system stops: off by default.</summary>
    public bool LogDeadLettersDuringShutdown { get; }

    /// <summary>How long the log of dead letters rests after it has logged as many as it may: 5 min by default.</summary>
    public TimeSpan LogDeadLettersSuspendDuration { get; }

    /// <summary>Decides which log events the loggers get, beside their level.</summary>
    public LogFilterEvaluator LogFilter { get; }

    /// <summary><c>akka.logger-formatter</c>: makes the text of a log message.</summary>
    public ILogMessageFormatter LogFormatter { get; }

    /// <summary><c>akka.stdout-logger-class</c>: the logger in force while the system starts and stops.</summary>
    public MinimalLogger StdoutLogger { get; }

    /// <summary><c>akka.actor.debug.receive</c>: whether what actors that are <see cref="ILogReceive"/> receive is logged; off by default.</summary>
    public bool AddLoggingReceive { get; }

    /// <summary>Whether messages that the engine handles itself are logged: off by default.</summary>
    public bool DebugAutoReceive { get; }

    /// <summary>Whether starts, restarts and stops of actors are logged: off by default.</summary>
    public bool DebugLifecycle { get; }

    /// <summary>Whether to warn of actors whose configuration says that they are routers when their props do not.</summary>
    public bool DebugRouterMisconfiguration { get; }

    /// <summary>Whether subscriptions to the event stream are logged: off by default.</summary>
    public bool DebugEventStream { get; }

    /// <summary>Whether unhandled messages are logged: off by default.</summary>
    public bool DebugUnhandledMessage { get; }

    /// <summary>Whether actors' timers are logged: off by default.</summary>
    public bool DebugTimerScheduler { get; }

    /// <summary>Whether events of state machines are logged: off by default.</summary>
    public bool FsmDebugEvent { get; }

    /// <summary><c>akka.home</c>.</summary>
    public string Home { get; }

    /// <summary>The scheduler's class.</summary>
    public string SchedulerClass { get; }

    /// <summary>How long the scheduler may take to stop: 5 s by default.</summary>
    public TimeSpan SchedulerShutdownTimeout { get; }

    /// <summary>Whether the last phase of a coordinated shutdown terminates the system: on by default.</summary>
    public bool CoordinatedShutdownTerminateActorSystem { get; }

    /// <summary>Whether terminating the system runs the coordinated shutdown: on by default.</summary>
    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>The configuration without any defaults.</summary>
    internal Config UserConfig => _userConfig;

    /// <summary>The defaults: the engine's own, then those that modules have added so far.</summary>
    internal Config Defaults => ConfigurationFactory.Default().WithFallback(_fallback);

    /// <summary>Adds defaults below everything that is there: a module's own, when it is first used.</summary>
    /// <param name="config">The defaults.</param>
    public void InjectTopLevelFallback(Config config)
    {
        lock (_userConfig)
        {
            if (_fallback is not null && ReferenceEquals(_fallback, config)) return;
            _fallback = _fallback is null ? config : _fallback.WithFallback(config);
            Config = _userConfig.WithFallback(ConfigurationFactory.Default()).WithFallback(_fallback);
        }
    }

    // The engine's own default formatter is written with its assembly, which may be left out.
    private T? Create<T>(string key) where T : class
    {
        var name = Config.GetString(key);
        if (string.IsNullOrEmpty(name) || name is "Akka.Event.DefaultLogMessageFormatter, Akka" or "Akka.Event.StandardOutLogger") return null;
        return Type.GetType(name) is { } type && typeof(T).IsAssignableFrom(type)
            ? (T)Activator.CreateInstance(type)!
            : throw new ConfigurationException($"{key}: [{name}] is no {typeof(T).Name} that can be loaded.");
    }

    private string Text(string key) =>
        Config.GetString(key) ?? throw new ConfigurationException($"{key} has no value: the engine's defaults set it, and it must not be set to null.");

    /// <inheritdoc/>
    public override string ToString() => Config.ToString(includeFallback: true);
}
