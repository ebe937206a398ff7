using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Something to be logged. Published on the event stream, where the loggers subscribe. Immutable once published.</summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    private long _ticks;

    /// <summary>Notes the thread.</summary>
    protected LogEvent() => Thread = Thread.CurrentThread;

    private protected LogEvent(Exception? cause, string logSource, Type logClass, object message) : this()
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <summary>The exception behind it, or null.</summary>
    public Exception? Cause { get; protected set; }

    /// <summary>When it was published, in UTC, on the clock of its actor system; <see cref="DateTime.MinValue"/> before.</summary>
    public DateTime Timestamp => new(Volatile.Read(ref _ticks), DateTimeKind.Utc);

    /// <summary>The thread that made it.</summary>
    public Thread Thread { get; }

    /// <summary>Who logs: an actor's path, or a name.</summary>
    public string LogSource { get; protected set; } = "";

    /// <summary>The class that logs.</summary>
    public Type LogClass { get; protected set; } = typeof(DummyClassForStringSources);

    /// <summary>The text, or a <see cref="LogMessage"/> that becomes one when it is asked for its text.</summary>
    public object Message { get; protected set; } = "";

    /// <summary>How important it is.</summary>
    /// <returns>The level.</returns>
    public abstract LogLevel LogLevel();

    /// <summary>The event on one line, as the console loggers print it; the exception, if any, on the lines below.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Render(Message?.ToString());

    /// <summary>Sets the time of the event unless it has been published before.</summary>
    internal void Stamp(DateTimeOffset now) => Interlocked.CompareExchange(ref _ticks, now.UtcTicks, 0);

    internal string Render(string? message)
    {
        var line = string.Create(CultureInfo.InvariantCulture,
            $"[{Logging.StringFor(LogLevel())}][{Timestamp:MM/dd/yyyy HH:mm:ss.fff}Z][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {message}");
        return Cause is null ? line : $"{line}{Environment.NewLine}Cause: {Cause}";
    }
}

/// <summary>A log event of use to those who look for a fault.</summary>
public class Debug : LogEvent
{
    /// <summary>Without an exception.</summary>
    /// <param name="logSource">Who logs.</param>
    /// <param name="logClass">The class that logs.</param>
    /// <param name="message">The text.</param>
    public Debug(string logSource, Type logClass, object message) : this(null, logSource, logClass, message)
    {
    }

    /// <summary>With an exception.</summary>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="logSource">Who logs.</param>
    /// <param name="logClass">The class that logs.</param>
    /// <param name="message">The text.</param>
    public Debug(Exception? cause, string logSource, Type logClass, object message) : base(cause, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}

/// <summary>A log event about something ordinary.</summary>
public class Info : LogEvent
{
    /// <summary>Without an exception.</summary>
    /// <param name="logSource">Who logs.</param>
    /// <param name="logClass">The class that logs.</param>
    /// <param name="message">The text.</param>
    public Info(string logSource, Type logClass, object message) : this(null, logSource, logClass, message)
    {
    }

    /// <summary>With an exception.</summary>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="logSource">Who logs.</param>
    /// <param name="logClass">The class that logs.</param>
    /// <param name="message">The text.</param>
    public Info(Exception? cause, string logSource, Type logClass, object message) : base(cause, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;
}

/// <summary>A log event about something unexpected that does no harm yet.</summary>
public class Warning : LogEvent
{
    /// <summary>Without an exception.</summary>
    /// <param name="logSource">Who logs.</param>
    /// <param name="logClass">The class that logs.</param>
    /// <param name="message">The text.</param>
    public Warning(string logSource, Type logClass, object message) : this(null, logSource, logClass, message)
    {
    }

    /// <summary>With an exception.</summary>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="logSource">Who logs.</param>
    /// <param name="logClass">The class that logs.</param>
    /// <param name="message">The text.</param>
    public Warning(Exception? cause, string logSource, Type logClass, object message) : base(cause, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;
}

/// <summary>A log event about a failure.</summary>
public class Error : LogEvent
{
    /// <summary>A failure.</summary>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="logSource">Who logs.</param>
    /// <param name="logClass">The class that logs.</param>
    /// <param name="message">The text.</param>
    public Error(Exception? cause, string logSource, Type logClass, object message) : base(cause, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;
}
