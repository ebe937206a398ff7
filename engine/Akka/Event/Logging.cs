using Akka.Actor;

namespace Akka.Event;

/// <summary>Makes logging adapters, and translates between the names, levels and types of log events.</summary>
public static class Logging
{
    /// <summary>Above every level: nothing is logged.</summary>
    internal const LogLevel Off = (LogLevel)int.MaxValue;

    /// <summary>What an actor logs with. Its path is the source.</summary>
    /// <param name="context">The actor's context.</param>
    /// <param name="logMessageFormatter">Makes the texts; null for the system's.</param>
    /// <returns>The adapter.</returns>
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new BusLogging(context.System.EventStream, context.Self, context.Props.Type, logMessageFormatter ?? context.System.Settings.LogFormatter);
    }

    /// <summary>What a part of an application logs with.</summary>
    /// <param name="system">The system whose loggers get it.</param>
    /// <param name="logSourceObj">Who logs: a name, a type, an actor, or an object that stands for its type.</param>
    /// <param name="logMessageFormatter">Makes the texts; null for the system's.</param>
    /// <returns>The adapter.</returns>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        var source = LogSource.Create(logSourceObj, system);
        return new BusLogging(system.EventStream, source.Source, source.Type, logMessageFormatter ?? system.Settings.LogFormatter);
    }

    /// <summary>What a part of an application logs with.</summary>
    /// <param name="loggingBus">The bus whose loggers get it.</param>
    /// <param name="logSourceObj">Who logs: a name, a type, an actor, or an object that stands for its type.</param>
    /// <param name="logMessageFormatter">Makes the texts; null for <see cref="DefaultLogMessageFormatter"/>.</param>
    /// <returns>The adapter.</returns>
    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        ArgumentNullException.ThrowIfNull(loggingBus);
        var source = LogSource.Create(logSourceObj);
        return new BusLogging(loggingBus, source.Source, source.Type, logMessageFormatter ?? DefaultLogMessageFormatter.Instance);
    }

    /// <summary>The name of an object's type, without its namespace.</summary>
    /// <param name="o">The object.</param>
    /// <returns>The name.</returns>
    public static string SimpleName(object o) => SimpleName(o.GetType());

    /// <summary>The name of a type, without its namespace.</summary>
    /// <param name="t">The type.</param>
    /// <returns>The name.</returns>
    public static string SimpleName(Type t) => t.Name;

    /// <summary>The level that a name stands for.</summary>
    /// <param name="logLevel">DEBUG, INFO, WARNING, ERROR or OFF, in any case.</param>
    /// <returns>The level.</returns>
    /// <exception cref="ArgumentException">It is no level.</exception>
    public static LogLevel LogLevelFor(string logLevel) => logLevel?.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => Off,
        _ => throw new ArgumentException($"Unknown log level [{logLevel}]. Expected DEBUG, INFO, WARNING, ERROR or OFF.", nameof(logLevel)),
    };

    /// <summary>The level of a type of log events.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The level.</returns>
    /// <exception cref="ArgumentException">It is no such type.</exception>
    public static LogLevel LogLevelFor<T>() where T : LogEvent
    {
        foreach (var level in Enum.GetValues<LogLevel>())
            if (ClassFor(level) == typeof(T)) return level;
        throw new ArgumentException($"Unknown log event type [{typeof(T)}]. Expected Debug, Info, Warning or Error.");
    }

    /// <summary>The name of a level.</summary>
    /// <param name="logLevel">The level.</param>
    /// <returns>DEBUG, INFO, WARNING, ERROR or OFF.</returns>
    /// <exception cref="ArgumentException">It is no level.</exception>
    public static string StringFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        LogLevel.ErrorLevel => "ERROR",
        Off => "OFF",
        _ => throw new ArgumentException($"Unknown log level [{logLevel}].", nameof(logLevel)),
    };

    /// <summary>The type of the log events of a level.</summary>
    /// <param name="logLevel">The level.</param>
    /// <returns>The type.</returns>
    /// <exception cref="ArgumentException">It is no level.</exception>
    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        LogLevel.ErrorLevel => typeof(Error),
        _ => throw new ArgumentException($"Unknown log level [{logLevel}].", nameof(logLevel)),
    };
}
