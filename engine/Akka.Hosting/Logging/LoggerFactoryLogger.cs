using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.Logging;

/// <summary>
/// Logs into Microsoft.Extensions.Logging, category <c>Akka.Actor.ActorSystem</c>. The values of a log message's template stay values under their
/// names, beside <c>LogSource</c> (the actor's path), <c>LogClass</c>, <c>Timestamp</c> and <c>ThreadId</c>; the text is made only by a
/// provider that writes one.
/// </summary>
public class LoggerFactoryLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    /// <summary>Where the logger's own troubles are logged.</summary>
    protected readonly ILoggingAdapter InternalLogger;

    private readonly ILogger _logger;
    private readonly LogFilterEvaluator _filter;

    /// <summary>Takes the factory from the system's <see cref="LoggerFactorySetup"/>, or else from its services.</summary>
    /// <exception cref="ConfigurationException">Neither has one.</exception>
    public LoggerFactoryLogger()
    {
        var system = Context.System;
        InternalLogger = Event.Logging.GetLogger(system.EventStream, nameof(LoggerFactoryLogger));
        _filter = system.Settings.LogFilter;
        _logger = FactoryOf(system).CreateLogger<ActorSystem>();
    }

    /// <summary>Logs an event, unless its level is off or the system's filter drops it.</summary>
    /// <param name="log">The event.</param>
    /// <param name="path">The path of the sender of the event: dead letters', since log events are published without one. Who logs is <see cref="LogEvent.LogSource"/>.</param>
    protected virtual void Log(LogEvent log, ActorPath path)
    {
        ArgumentNullException.ThrowIfNull(log);
        var level = LevelOf(log.LogLevel());
        if (!_logger.IsEnabled(level) || !_filter.ShouldTryKeepMessage(log, out _)) return;
        _logger.Log(level, default, new LogEventState(log), log.Cause, static (state, _) => state.ToString());
    }

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                InternalLogger.Debug("{0} started", nameof(LoggerFactoryLogger));
                Sender.Tell(new LoggerInitialized(), Self);
                return true;
            case LogEvent logEvent:
                Log(logEvent, Sender.Path);
                return true;
            default:
                return false;
        }
    }

    private static ILoggerFactory FactoryOf(ActorSystem system)
    {
        var setup = system.Settings.Setup.Get<LoggerFactorySetup>();
        if (setup.HasValue) return setup.Value.LoggerFactory;
        return DependencyResolver.For(system).Resolver.GetService<ILoggerFactory>()
            ?? throw new ConfigurationException($"{nameof(LoggerFactoryLogger)} has nowhere to log: the system has no {nameof(LoggerFactorySetup)}, and its services no {nameof(ILoggerFactory)}.");
    }

    private static Level LevelOf(AkkaLevel level) => level switch
    {
        AkkaLevel.DebugLevel => Level.Debug,
        AkkaLevel.InfoLevel => Level.Information,
        AkkaLevel.WarningLevel => Level.Warning,
        _ => Level.Error,
    };
}
