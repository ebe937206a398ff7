using Akka.Configuration;

namespace Akka.Remote;

/// <summary>What the configuration says about handshakes and the supervision of connections.</summary>
public sealed class AkkaProtocolSettings
{
    /// <summary>Reads the settings.</summary>
    /// <param name="config">The configuration of a system, the defaults of remoting included.</param>
    /// <exception cref="ConfigurationException">A value is wrong.</exception>
    public AkkaProtocolSettings(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        TransportFailureDetectorConfig = config.GetConfig("akka.remote.transport-failure-detector")
            ?? throw new ConfigurationException("akka.remote.transport-failure-detector is missing.");
        TransportFailureDetectorImplementationClass = TransportFailureDetectorConfig.GetString("implementation-class", "")!;
        TransportHeartBeatInterval = TransportFailureDetectorConfig.GetTimeSpan("heartbeat-interval");
        if (TransportHeartBeatInterval <= TimeSpan.Zero)
            throw new ConfigurationException("akka.remote.transport-failure-detector.heartbeat-interval must be greater than zero.");
        HandshakeTimeout = config.GetTimeSpan("akka.remote.handshake-timeout");
        if (HandshakeTimeout <= TimeSpan.Zero) throw new ConfigurationException("akka.remote.handshake-timeout must be greater than zero.");
    }

    /// <summary>The section of the failure detector for connections.</summary>
    public Config TransportFailureDetectorConfig { get; }

    /// <summary>The class of that failure detector.</summary>
    public string TransportFailureDetectorImplementationClass { get; }

    /// <summary>How often a connection is probed: every 4 s by default.</summary>
    public TimeSpan TransportHeartBeatInterval { get; }

    /// <summary>How long a handshake may take: 15 s by default.</summary>
    public TimeSpan HandshakeTimeout { get; }
}
