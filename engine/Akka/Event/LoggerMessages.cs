using Akka.Actor;

namespace Akka.Event;

/// <summary>The first message that a logger gets. It answers with <see cref="LoggerInitialized"/>, and may subscribe to more.</summary>
public class InitializeLogger : INoSerializationVerificationNeeded
{
    /// <summary>Names the bus.</summary>
    /// <param name="loggingBus">The bus.</param>
    public InitializeLogger(LoggingBus loggingBus) => LoggingBus = loggingBus;

    /// <summary>The bus that the log events come from.</summary>
    public LoggingBus LoggingBus { get; }
}

/// <summary>A logger's answer to <see cref="InitializeLogger"/>.</summary>
public class LoggerInitialized : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    /// <summary>Makes the answer.</summary>
    public LoggerInitialized()
    {
    }
}

/// <summary>The class of log events whose source is a mere name.</summary>
public class DummyClassForStringSources
{
    /// <summary>It holds nothing.</summary>
    public DummyClassForStringSources()
    {
    }
}

/// <summary>The mailbox of a logger.</summary>
public interface ILoggerMessageQueueSemantics : Dispatch.ISemantics;
