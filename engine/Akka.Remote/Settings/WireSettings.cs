using Akka.Configuration;

namespace Akka.Remote;

/// <summary>The settings of connections, read once.</summary>
internal sealed class WireSettings
{
    /// <summary>A frame must have room for the longest paths.</summary>
    public const int LeastFrameSize = 32_000;

    public WireSettings(Config config, RemoteSettings remote)
    {
        var tcp = remote.Transports.Length > 0 ? remote.Transports[0].Config : Config.Empty;
        var defaults = config.GetConfig("akka.remote.dot-netty.tcp");
        Tcp = tcp.WithFallback(defaults);
        var protocol = new AkkaProtocolSettings(config);
        Secret = config.GetString("akka.remote.secret", "")!;
        LargestFrame = Size(Tcp, "maximum-frame-size", "akka.remote.dot-netty.tcp.", LeastFrameSize);
        LargestMessage = Size(config, "akka.remote.maximum-message-size", "", LargestFrame);
        QueueSize = AtLeastOne(config, "akka.remote.outbound-queue-size");
        Lanes = AtLeastOne(config, "akka.remote.outbound-lanes");
        if (Lanes > 64) throw new ConfigurationException($"akka.remote.outbound-lanes = {Lanes}: at most 64 make sense.");
        MostPending = AtLeastOne(config, "akka.remote.maximum-pending-connections");
        MostInbound = AtLeastOne(config, "akka.remote.maximum-inbound-connections");
        SilenceTimeout = config.GetTimeSpan("akka.remote.connection-silence-timeout");
        if (SilenceTimeout <= TimeSpan.Zero) throw new ConfigurationException("akka.remote.connection-silence-timeout must be greater than zero.");
        ProbeInterval = Min(protocol.TransportHeartBeatInterval, SilenceTimeout / 3);
        HandshakeTimeout = Min(protocol.HandshakeTimeout, SilenceTimeout);
        ConnectTimeout = Min(Tcp.GetTimeSpan("connection-timeout"), SilenceTimeout);
        Listens = config.GetBoolean("akka.remote.listen", true);
        QuarantineHeals = config.GetBoolean("akka.remote.quarantine-heals", true);
        Batching = Tcp.GetBoolean("batching.enabled", true);
    }

    public Config Tcp { get; }

    public string Secret { get; }

    /// <summary>The largest frame taken and sent, without its head.</summary>
    public int LargestFrame { get; }

    public int LargestMessage { get; }

    public int QueueSize { get; }

    public int Lanes { get; }

    public int MostPending { get; }

    public int MostInbound { get; }

    public TimeSpan SilenceTimeout { get; }

    /// <summary>How often a connection is probed.</summary>
    public TimeSpan ProbeInterval { get; }

    public TimeSpan HandshakeTimeout { get; }

    public TimeSpan ConnectTimeout { get; }

    /// <summary>False for a system that is alone.</summary>
    public bool Listens { get; }

    public bool QuarantineHeals { get; }

    public bool Batching { get; }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other && one > TimeSpan.Zero ? one : other;

    private static int Size(Config config, string key, string prefix, int least)
    {
        var size = config.GetByteSize(key) ?? throw new ConfigurationException($"{prefix}{key} is missing.");
        return size >= least && size <= int.MaxValue / 2
            ? (int)size
            : throw new ConfigurationException($"{prefix}{key} = {size} bytes: it must be at least {least} and less than 1 GiB.");
    }

    private static int AtLeastOne(Config config, string key)
    {
        var value = config.GetInt(key);
        return value >= 1 ? value : throw new ConfigurationException($"{key} = {value}: it must be at least 1.");
    }
}
