using Akka.Actor.Setup;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting.Logging;

/// <summary>Where <see cref="LoggerFactoryLogger"/> logs.</summary>
public class LoggerFactorySetup : Setup
{
    /// <summary>With a factory.</summary>
    /// <param name="loggerFactory">Makes the logger.</param>
    public LoggerFactorySetup(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        LoggerFactory = loggerFactory;
    }

    /// <summary>Makes the logger.</summary>
    public ILoggerFactory LoggerFactory { get; }
}
