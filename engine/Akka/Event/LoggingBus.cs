using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Event;

/// <summary>A bus that also carries log events to the loggers, as many as the log level lets through. Thread-safe.</summary>
public class LoggingBus : ActorEventBus<object, Type>
{
    private static readonly LogLevel[] Levels = [LogLevel.DebugLevel, LogLevel.InfoLevel, LogLevel.WarningLevel, LogLevel.ErrorLevel];

    private readonly Lock _gate = new(); // guards the loggers and the changes of the level
    private readonly List<IActorRef> _loggers = [];
    private MinimalLogger? _stdout;
    private LogLevel _stdoutLevel;
    private int _level;
    private int _started;

    /// <summary>Makes a bus without loggers, at the level of debugging.</summary>
    public LoggingBus()
    {
    }

    /// <summary>The least important level that the loggers get; <see cref="Logging.Off"/> for none.</summary>
    public LogLevel LogLevel => (LogLevel)Volatile.Read(ref _level);

    /// <summary>Tells the time of log events. A bus outside of any actor system takes the machine's.</summary>
    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Changes the level for every logger, at once.</summary>
    /// <param name="logLevel">The least important level that the loggers get.</param>
    public void SetLogLevel(LogLevel logLevel)
    {
        lock (_gate)
        {
            Volatile.Write(ref _level, (int)logLevel);
            foreach (var logger in _loggers) SubscribeFrom(logLevel, logger);
        }
    }

    /// <summary>Lets the logger that writes to standard output have the log events, until the configured loggers run.</summary>
    /// <param name="config">Names that logger and its level, <c>akka.stdout-loglevel</c>.</param>
    public void StartStdoutLogger(Settings config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _stdout = config.StdoutLogger;
        _stdout.Filter = config.LogFilter;
        _stdoutLevel = Logging.LogLevelFor(config.StdoutLogLevel);
        SetLogLevel(_stdoutLevel);
        SubscribeFrom(_stdoutLevel, _stdout);
    }

    /// <summary>Hands an event to everyone who subscribed to its type. Log events are given their time here.</summary>
    /// <param name="event">The event.</param>
    public override void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        if (@event is LogEvent logEvent) logEvent.Stamp(TimeProvider.GetUtcNow());
        base.Publish(@event);
    }

    /// <inheritdoc/>
    protected override bool IsSubClassification(Type parent, Type child) => parent.IsAssignableFrom(child);

    /// <inheritdoc/>
    protected override void Publish(object @event, IActorRef subscriber)
    {
        // Its unsubscription is on the way; until then its events are no dead letters.
        if (subscriber is IInternalActorRef { IsTerminated: true }) Unsubscribe(subscriber);
        else subscriber.Tell(@event, ActorRefs.NoSender);
    }

    /// <inheritdoc/>
    protected override bool Classify(object @event, Type classifier) => classifier.IsInstanceOfType(@event);

    /// <inheritdoc/>
    protected override Type GetClassifier(object @event) => @event.GetType();

    /// <summary>
    /// Starts the loggers of <c>akka.loggers</c> and lets them have the log events in place of standard output. Every logger is told
    /// <see cref="InitializeLogger"/> before anything else; unless <c>akka.logger-async-start</c> is on, this waits for its answer.
    /// </summary>
    /// <exception cref="ConfigurationException">A class cannot be loaded or is no logger.</exception>
    /// <exception cref="LoggerInitializationException">A logger failed or did not answer within <c>akka.logger-startup-timeout</c>.</exception>
    internal void StartDefaultLoggers(ActorSystemImpl system)
    {
        var settings = system.Settings;
        var level = Logging.LogLevelFor(settings.LogLevel);
        var keepsStdout = false;
        var starting = new List<(string Name, IActorRef Logger, Task<LoggerInitialized> Answer)>();
        foreach (var name in settings.Loggers)
        {
            var type = Type.GetType(name) ?? throw new ConfigurationException($"akka.loggers: class [{name}] cannot be loaded. Give its assembly too, as in \"Namespace.Class, Assembly\".");
            if (typeof(MinimalLogger).IsAssignableFrom(type)) keepsStdout = true;
            else if (typeof(ActorBase).IsAssignableFrom(type)) starting.Add(Start(system, name, type));
            else throw new ConfigurationException($"akka.loggers: class [{name}] is no logger: it must be an actor or a {nameof(MinimalLogger)}.");
        }

        if (!settings.LoggerAsyncStart)
            foreach (var (name, _, answer) in starting) Await(system, name, answer);
        lock (_gate) _loggers.AddRange(starting.Select(static one => one.Logger));
        if (_stdout is not null)
        {
            if (keepsStdout) lock (_gate) _loggers.Add(_stdout);
            else Unsubscribe(_stdout);
        }

        SetLogLevel(level);
        if (settings.DebugUnhandledMessage)
            Subscribe(system.SystemActorOf(Props.Create(() => new UnhandledMessageForwarder(this)), "UnhandledMessageForwarder"), typeof(UnhandledMessage));
        Publish(new Debug(Logging.SimpleName(this), GetType(), "Default Loggers started"));
    }

    /// <summary>
    /// Takes the log events from the configured loggers and gives them to standard output again. The loggers handle what they have got,
    /// then stop.
    /// </summary>
    /// <returns>Completes when they have stopped, or after <c>akka.logger-startup-timeout</c>.</returns>
    internal Task StopDefaultLoggers(ActorSystem system)
    {
        IActorRef[] loggers;
        lock (_gate)
        {
            loggers = [.. _loggers];
            _loggers.Clear();
        }

        if (_stdout is not null)
        {
            SubscribeFrom(_stdoutLevel, _stdout);
            SetLogLevel(_stdoutLevel);
        }

        foreach (var logger in loggers)
            if (!ReferenceEquals(logger, _stdout)) Unsubscribe(logger);
        return Task.WhenAll(loggers.Where(one => !ReferenceEquals(one, _stdout)).Select(one => StopLogger(one, system.Settings.LoggerStartTimeout)));
    }

    private static void Await(ActorSystemImpl system, string name, Task<LoggerInitialized> answer)
    {
        // A system that runs on the thread of its test must be driven; otherwise the question itself has a time limit.
        if (system.Runtime.Driver is { } driver) driver.RunUntil(() => answer.IsCompleted, system.Settings.LoggerStartTimeout);
        else Task.WhenAny(answer).Wait();
        if (!answer.IsCompletedSuccessfully) throw NotStarted(system, name, answer.Exception?.InnerException);
    }

    private static LoggerInitializationException NotStarted(ActorSystemImpl system, string name, Exception? cause) =>
        new($"Logger [{name}] of akka.loggers did not answer {nameof(InitializeLogger)} with {nameof(LoggerInitialized)} within {system.Settings.LoggerStartTimeout} (akka.logger-startup-timeout).", cause);

    private (string Name, IActorRef Logger, Task<LoggerInitialized> Answer) Start(ActorSystemImpl system, string name, Type type)
    {
        var number = Interlocked.Increment(ref _started);
        var logger = system.SystemActorOf(Props.Create(type).WithDispatcher(system.Settings.LoggersDispatcher), $"log{number}-{Logging.SimpleName(type)}");
        var answer = logger.Ask<LoggerInitialized>(new InitializeLogger(this), system.Settings.LoggerStartTimeout);
        if (system.Settings.LoggerAsyncStart)
        {
            answer.ContinueWith(
                failed => Publish(new Error(NotStarted(system, name, failed.Exception?.InnerException), Logging.SimpleName(this), GetType(), $"Logger [{name}] did not start.")),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.NotOnRanToCompletion,
                TaskScheduler.Default);
        }

        return (name, logger, answer);
    }

    private async Task StopLogger(IActorRef logger, TimeSpan limit)
    {
        try
        {
            await logger.GracefulStop(limit).ConfigureAwait(false);
        }
        catch (TaskCanceledException late)
        {
            Publish(new Warning(late, Logging.SimpleName(this), GetType(), $"Logger {logger} did not stop within {limit}."));
        }
    }

    private void SubscribeFrom(LogLevel least, IActorRef logger)
    {
        foreach (var level in Levels)
        {
            if (level >= least) Subscribe(logger, Logging.ClassFor(level));
            else Unsubscribe(logger, Logging.ClassFor(level));
        }
    }

    /// <summary>Turns unhandled messages into log events, for <c>akka.actor.debug.unhandled</c>.</summary>
    private sealed class UnhandledMessageForwarder(LoggingBus bus) : ActorBase
    {
        protected override bool Receive(object message)
        {
            if (message is not UnhandledMessage unhandled) return false;
            bus.Publish(new Debug(unhandled.Recipient.Path.ToString(), unhandled.Recipient.GetType(), $"Unhandled message from {unhandled.Sender} : {unhandled.Message}"));
            return true;
        }
    }
}
