namespace Akka.Event;

/// <summary>How important a log event is.</summary>
public enum LogLevel
{
    /// <summary>Of use to those who look for a fault.</summary>
    DebugLevel = 0,

    /// <summary>Ordinary events.</summary>
    InfoLevel = 1,

    /// <summary>Something unexpected that does no harm yet.</summary>
    WarningLevel = 2,

    /// <summary>Something failed.</summary>
    ErrorLevel = 3,
}
