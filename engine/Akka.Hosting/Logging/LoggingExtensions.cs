using Akka.Event;
using Akka.Hosting.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Says how a system in a host logs.</summary>
public static class LoggingExtensions
{
    /// <summary>Changes the logging. It counts over the configuration added so far.</summary>
    /// <param name="builder">The system's builder.</param>
    /// <param name="configurator">Says how to log.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder ConfigureLoggers(this AkkaConfigurationBuilder builder, Action<LoggerConfigBuilder> configurator)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configurator);
        var loggers = new LoggerConfigBuilder(builder);
        configurator(loggers);
        loggers.Apply();
        return builder;
    }

    /// <summary>Adds the default logger, which writes to standard output.</summary>
    /// <param name="configBuilder">The builder.</param>
    /// <returns>The builder.</returns>
    public static LoggerConfigBuilder AddDefaultLogger(this LoggerConfigBuilder configBuilder) => configBuilder.Add(typeof(DefaultLogger));

    /// <summary>Logs into the application's Microsoft.Extensions.Logging.</summary>
    /// <param name="configBuilder">The builder.</param>
    /// <returns>The builder.</returns>
    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder configBuilder)
    {
        // Asked for on the thread that creates the system: the logger's own thread must not wait for a container that is waiting for it.
        configBuilder.Builder.AddSetup(services => new LoggerFactorySetup(services.GetRequiredService<ILoggerFactory>()));
        return configBuilder.Add(typeof(LoggerFactoryLogger));
    }

    /// <summary>Logs into Microsoft.Extensions.Logging.</summary>
    /// <param name="configBuilder">The builder.</param>
    /// <param name="loggerFactory">Makes the logger.</param>
    /// <returns>The builder.</returns>
    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder configBuilder, ILoggerFactory loggerFactory)
    {
        configBuilder.Builder.AddSetup(new LoggerFactorySetup(loggerFactory));
        return configBuilder.Add(typeof(LoggerFactoryLogger));
    }
}
