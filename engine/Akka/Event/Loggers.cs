using Akka.Actor;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Event;

/// <summary>A logger that is no actor: it logs on the thread that publishes. It is there before the first actor and after the last.</summary>
public abstract class MinimalLogger : MinimalActorRef
{
    private readonly ActorPath _path;

    /// <summary>Makes a logger without filters.</summary>
    protected MinimalLogger() => _path = new RootActorPath(Address.AllSystems) / GetType().Name;

    /// <summary>What it leaves out. The system sets it from its setup.</summary>
    public LogFilterEvaluator Filter { get; internal set; } = LogFilterEvaluator.NoFilters;

    /// <summary>A path that names the class of the logger.</summary>
    public sealed override ActorPath Path => _path;

    /// <summary>Always throws: it belongs to no system.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public sealed override IActorRefProvider Provider => throw new NotSupportedException($"{GetType().Name} belongs to no actor system.");

    /// <summary>Logs a message. Called by several threads at once.</summary>
    /// <param name="message">Usually a <see cref="LogEvent"/>.</param>
    protected abstract void Log(object message);

    /// <inheritdoc/>
    protected sealed override void TellInternal(object message, IActorRef? sender) => Log(message);
}

/// <summary>Writes log events to standard output.</summary>
public class StandardOutLogger : MinimalLogger
{
    /// <summary>Makes the logger.</summary>
    public StandardOutLogger()
    {
    }

    /// <summary>Colour of <see cref="Debug"/> events.</summary>
    public static ConsoleColor DebugColor { get; set; } = ConsoleColor.Gray;

    /// <summary>Colour of <see cref="Info"/> events.</summary>
    public static ConsoleColor InfoColor { get; set; } = ConsoleColor.White;

    /// <summary>Colour of <see cref="Warning"/> events.</summary>
    public static ConsoleColor WarningColor { get; set; } = ConsoleColor.Yellow;

    /// <summary>Colour of <see cref="Error"/> events.</summary>
    public static ConsoleColor ErrorColor { get; set; } = ConsoleColor.Red;

    /// <summary>Whether to use colours. They are never written to a file or a pipe.</summary>
    public static bool UseColors { get; set; } = true;

    /// <inheritdoc/>
    protected override void Log(object message)
    {
        if (message is LogEvent logEvent) Print(logEvent, Filter);
        else StandardOutWriter.WriteLine(message.ToString() ?? "");
    }

    internal static void Print(LogEvent logEvent, LogFilterEvaluator filter)
    {
        if (filter.ShouldTryKeepMessage(logEvent, out var text)) StandardOutWriter.WriteLine(logEvent.Render(text.Length > 0 ? text : logEvent.Message?.ToString()), ColorOf(logEvent));
    }

    private static ConsoleColor? ColorOf(LogEvent logEvent) => !UseColors ? null : logEvent.LogLevel() switch
    {
        LogLevel.DebugLevel => DebugColor,
        LogLevel.InfoLevel => InfoColor,
        LogLevel.WarningLevel => WarningColor,
        _ => ErrorColor,
    };
}

/// <summary>The logger of a system that is configured for no other: an actor that writes to standard output.</summary>
public class DefaultLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    /// <summary>Makes the logger.</summary>
    public DefaultLogger()
    {
    }

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized(), Self);
                return true;
            case LogEvent logEvent:
                Print(logEvent);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Logs an event that the filters of the system let through.</summary>
    /// <param name="logEvent">The event.</param>
    protected virtual void Print(LogEvent logEvent) => StandardOutLogger.Print(logEvent, Context.System.Settings.LogFilter);
}

/// <summary>A logger that writes to <see cref="System.Diagnostics.Trace"/>.</summary>
public class TraceLogger : UntypedActor
{
    /// <summary>Makes the logger.</summary>
    public TraceLogger()
    {
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized(), Self);
                break;
            case LogEvent logEvent when Context.System.Settings.LogFilter.ShouldTryKeepMessage(logEvent, out _):
                Trace(logEvent);
                break;
            case LogEvent:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private static void Trace(LogEvent logEvent)
    {
        var text = logEvent.ToString();
        switch (logEvent.LogLevel())
        {
            case LogLevel.ErrorLevel:
                System.Diagnostics.Trace.TraceError(text);
                break;
            case LogLevel.WarningLevel:
                System.Diagnostics.Trace.TraceWarning(text);
                break;
            case LogLevel.InfoLevel:
                System.Diagnostics.Trace.TraceInformation(text);
                break;
            default:
                System.Diagnostics.Trace.WriteLine(text);
                break;
        }
    }
}
