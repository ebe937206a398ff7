namespace Akka.Event;

/// <summary>
/// What to log with. Obtained from <see cref="Logging"/>; the usual calls are the extension methods of <see cref="LoggingExtensions"/>.
/// Thread-safe. A call below the log level costs a comparison.
/// </summary>
public interface ILoggingAdapter
{
    /// <summary>Makes the texts of log messages.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>True when <see cref="LogLevel.DebugLevel"/> is logged.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>True when <see cref="LogLevel.InfoLevel"/> is logged.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>True when <see cref="LogLevel.WarningLevel"/> is logged.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>True when <see cref="LogLevel.ErrorLevel"/> is logged.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>Tells whether a level is logged.</summary>
    /// <param name="logLevel">The level.</param>
    /// <returns>True when it is.</returns>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Logs a template with arguments.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">An exception, or null.</param>
    /// <param name="message">The template with its arguments.</param>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);

    /// <summary>Logs a text.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">An exception, or null.</param>
    /// <param name="format">The text, taken as it is.</param>
    void Log(LogLevel logLevel, Exception? cause, string format);
}

/// <summary>The usual base of a logging adapter.</summary>
public abstract class LoggingAdapterBase : ILoggingAdapter
{
    /// <summary>With a formatter.</summary>
    /// <param name="logMessageFormatter">Makes the texts of log messages.</param>
    protected LoggingAdapterBase(ILogMessageFormatter logMessageFormatter)
    {
        ArgumentNullException.ThrowIfNull(logMessageFormatter);
        Formatter = logMessageFormatter;
    }

    /// <inheritdoc/>
    public ILogMessageFormatter Formatter { get; }

    /// <inheritdoc/>
    public abstract bool IsDebugEnabled { get; }

    /// <inheritdoc/>
    public abstract bool IsInfoEnabled { get; }

    /// <inheritdoc/>
    public abstract bool IsWarningEnabled { get; }

    /// <inheritdoc/>
    public abstract bool IsErrorEnabled { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public bool IsEnabled(LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => IsDebugEnabled,
        LogLevel.InfoLevel => IsInfoEnabled,
        LogLevel.WarningLevel => IsWarningEnabled,
        LogLevel.ErrorLevel => IsErrorEnabled,
        Logging.Off => false,
        _ => throw new ArgumentOutOfRangeException(nameof(logLevel), logLevel, "Unknown log level."),
    };

    /// <inheritdoc/>
    public void Log(LogLevel logLevel, Exception? cause, LogMessage message)
    {
        if (IsEnabled(logLevel)) NotifyLog(logLevel, message, cause);
    }

    /// <inheritdoc/>
    public void Log(LogLevel logLevel, Exception? cause, string format)
    {
        if (IsEnabled(logLevel)) NotifyLog(logLevel, format, cause);
    }

    /// <summary>Logs a message whose level is enabled.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="message">The text, or a <see cref="LogMessage"/>.</param>
    /// <param name="cause">An exception, or null.</param>
    protected abstract void NotifyLog(LogLevel logLevel, object message, Exception? cause = null);
}

/// <summary>Logs by publishing <see cref="LogEvent"/>s on a bus.</summary>
public class BusLogging : LoggingAdapterBase
{
    private readonly Actor.IActorRef? _actor;
    private string? _logSource;

    /// <summary>With a source.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="logSource">Who logs.</param>
    /// <param name="logClass">The class that logs.</param>
    /// <param name="logMessageFormatter">Makes the texts of log messages.</param>
    public BusLogging(LoggingBus bus, string logSource, Type logClass, ILogMessageFormatter logMessageFormatter) : base(logMessageFormatter)
    {
        Bus = bus;
        _logSource = logSource;
        LogClass = logClass;
    }

    /// <summary>Of an actor, whose path is made into a text only when it logs something.</summary>
    internal BusLogging(LoggingBus bus, Actor.IActorRef actor, Type logClass, ILogMessageFormatter logMessageFormatter) : base(logMessageFormatter)
    {
        Bus = bus;
        _actor = actor;
        LogClass = logClass;
    }

    /// <summary>The bus.</summary>
    public LoggingBus Bus { get; }

    /// <summary>Who logs.</summary>
    public string LogSource => _logSource ??= Event.LogSource.Create(_actor!).Source;

    /// <summary>The class that logs.</summary>
    public Type LogClass { get; }

    /// <inheritdoc/>
    public override bool IsDebugEnabled => Bus.LogLevel <= LogLevel.DebugLevel;

    /// <inheritdoc/>
    public override bool IsInfoEnabled => Bus.LogLevel <= LogLevel.InfoLevel;

    /// <inheritdoc/>
    public override bool IsWarningEnabled => Bus.LogLevel <= LogLevel.WarningLevel;

    /// <inheritdoc/>
    public override bool IsErrorEnabled => Bus.LogLevel <= LogLevel.ErrorLevel;

    /// <inheritdoc/>
    protected override void NotifyLog(LogLevel logLevel, object message, Exception? cause = null) => Bus.Publish(logLevel switch
    {
        LogLevel.DebugLevel => new Debug(cause, LogSource, LogClass, message),
        LogLevel.InfoLevel => new Info(cause, LogSource, LogClass, message),
        LogLevel.WarningLevel => new Warning(cause, LogSource, LogClass, message),
        _ => (LogEvent)new Error(cause, LogSource, LogClass, message),
    });
}

/// <summary>Logs nothing.</summary>
public sealed class NoLogger : ILoggingAdapter
{
    /// <summary>The only instance.</summary>
    public static readonly ILoggingAdapter Instance = new NoLogger();

    private NoLogger()
    {
    }

    /// <inheritdoc/>
    public ILogMessageFormatter Formatter => DefaultLogMessageFormatter.Instance;

    /// <summary>False.</summary>
    public bool IsDebugEnabled => false;

    /// <summary>False.</summary>
    public bool IsInfoEnabled => false;

    /// <summary>False.</summary>
    public bool IsWarningEnabled => false;

    /// <summary>False.</summary>
    public bool IsErrorEnabled => false;

    /// <summary>False.</summary>
    /// <param name="logLevel">Any level.</param>
    /// <returns>False.</returns>
    public bool IsEnabled(LogLevel logLevel) => false;

    /// <summary>Does nothing.</summary>
    /// <param name="logLevel">Any level.</param>
    /// <param name="cause">Any exception.</param>
    /// <param name="message">Any message.</param>
    public void Log(LogLevel logLevel, Exception? cause, LogMessage message)
    {
    }

    /// <summary>Does nothing.</summary>
    /// <param name="logLevel">Any level.</param>
    /// <param name="cause">Any exception.</param>
    /// <param name="format">Any text.</param>
    public void Log(LogLevel logLevel, Exception? cause, string format)
    {
    }
}
