using Akka.Hosting;
using Microsoft.Extensions.Logging;

namespace Switchboard.Hosting;

/// <summary>How programs log: one line an event, the actor system's through the same loggers as everything else's.</summary>
internal static class ProgramLogging
{
    public static void AddPlainConsole(this ILoggingBuilder logging, LogLevel level) => logging
        .SetMinimumLevel(level)
        .AddFilter("Microsoft", LogLevel.Warning)
        // A start that fails is told in one sentence instead.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddSimpleConsole(console => console.SingleLine = true);

    public static AkkaConfigurationBuilder WithLoggerFactory(this AkkaConfigurationBuilder akka, LogLevel level) => akka.ConfigureLoggers(loggers =>
    {
        loggers.ClearLoggers();
        loggers.AddLoggerFactory();
        loggers.LogLevel = level switch
        {
            LogLevel.Debug => Akka.Event.LogLevel.DebugLevel,
            LogLevel.Warning => Akka.Event.LogLevel.WarningLevel,
            LogLevel.Error => Akka.Event.LogLevel.ErrorLevel,
            _ => Akka.Event.LogLevel.InfoLevel,
        };
    });
}
