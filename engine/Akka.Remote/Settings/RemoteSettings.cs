using Akka.Actor;
using Akka.Configuration;

namespace Akka.Remote;

/// <summary>What the configuration says under <c>akka.remote</c>.</summary>
public sealed class RemoteSettings
{
    /// <summary>The scheme of addresses that leave a system: "akka".</summary>
    public static readonly string AkkaScheme = "akka";

    /// <summary>Reads the settings.</summary>
    /// <param name="config">The configuration of a system, the defaults of remoting included.</param>
    /// <exception cref="ConfigurationException">A value is missing or wrong.</exception>
    public RemoteSettings(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        Config = config;
        LogReceive = config.GetBoolean("akka.remote.log-received-messages");
        LogSend = config.GetBoolean("akka.remote.log-sent-messages");
        UntrustedMode = config.GetBoolean("akka.remote.untrusted-mode");
        TrustedSelectionPaths = [.. config.GetStringList("akka.remote.trusted-selection-paths")];
        RemoteLifecycleEventsLogLevel = Level(config.GetString("akka.remote.log-remote-lifecycle-events", "on")!);
        Dispatcher = config.GetString("akka.remote.use-dispatcher", "")!;
        LogBufferSizeExceeding = config.GetString("akka.remote.log-buffer-size-exceeding") is "off" or "false"
            ? int.MaxValue
            : config.GetInt("akka.remote.log-buffer-size-exceeding");
        ShutdownTimeout = Positive("shutdown-timeout");
        FlushWait = Positive("flush-wait-on-shutdown");
        StartupTimeout = Positive("startup-timeout");
        CommandAckTimeout = Positive("command-ack-timeout");
        RetryGateClosedFor = config.GetTimeSpan("akka.remote.retry-gate-closed-for");
        UsePassiveConnections = config.GetBoolean("akka.remote.use-passive-connections");
        BackoffPeriod = Positive("backoff-interval");
        SysMsgAckTimeout = Positive("system-message-ack-piggyback-timeout");
        SysResendTimeout = Positive("resend-interval");
        SysResendLimit = AtLeastOne("resend-limit");
        SysMsgBufferSize = AtLeastOne("system-message-buffer-size");
        InitialSysMsgDeliveryTimeout = Positive("initial-system-message-delivery-timeout");
        QuarantineSilentSystemTimeout = Positive("quarantine-after-silence");
        QuarantineDuration = Positive("prune-quarantine-marker-after");
        WatchFailureDetectorConfig = Section("watch-failure-detector");
        WatchFailureDetectorImplementationClass = WatchFailureDetectorConfig.GetString("implementation-class", "")!;
        WatchHeartBeatInterval = Positive("watch-failure-detector.heartbeat-interval");
        WatchUnreachableReaperInterval = Positive("watch-failure-detector.unreachable-nodes-reaper-interval");
        WatchHeartbeatExpectedResponseAfter = Positive("watch-failure-detector.expected-response-after");
        TransportNames = [.. config.GetStringList("akka.remote.enabled-transports")];
        Transports = [.. TransportNames.Select(name => new TransportSettings(config.GetConfig(name)
            ?? throw new ConfigurationException($"akka.remote.enabled-transports names [{name}], and there is no such section.")))];
        Adapters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Section("adapters").AsEnumerable()) Adapters[name] = value.GetString() ?? "";
    }

    /// <summary>The configuration that was read.</summary>
    public Config Config { get; }

    /// <summary>Actors outside of untrusted mode that may be selected in it.</summary>
    public HashSet<string> TrustedSelectionPaths { get; set; }

    /// <summary>Whether harmful messages from outside are refused: off by default.</summary>
    public bool UntrustedMode { get; set; }

    /// <summary>Whether messages sent are logged: off by default.</summary>
    public bool LogSend { get; set; }

    /// <summary>Whether messages received are logged: off by default.</summary>
    public bool LogReceive { get; set; }

    /// <summary>A warning is logged when so many messages wait for a peer: 50,000 by default.</summary>
    public int LogBufferSizeExceeding { get; set; }

    /// <summary>The least level of lifecycle events that are logged; "OFF" for none.</summary>
    public string RemoteLifecycleEventsLogLevel { get; set; }

    /// <summary>The dispatcher of remoting; empty for the default one.</summary>
    public string Dispatcher { get; set; }

    /// <summary>How long the shutdown may take: 10 s by default.</summary>
    public TimeSpan ShutdownTimeout { get; set; }

    /// <summary>How long the shutdown waits for what is to be written: 2 s by default.</summary>
    public TimeSpan FlushWait { get; set; }

    /// <summary>How long the start may take: 10 s by default.</summary>
    public TimeSpan StartupTimeout { get; set; }

    /// <summary>The longest pause between attempts to connect: 5 s by default.</summary>
    public TimeSpan RetryGateClosedFor { get; set; }

    /// <summary>Accepted for compatibility: every system opens its own connections.</summary>
    public bool UsePassiveConnections { get; set; }

    /// <summary>The pause before the first attempt to connect again: 50 ms by default.</summary>
    public TimeSpan BackoffPeriod { get; set; }

    /// <summary>How long acknowledgements wait for company: 0.3 s by default.</summary>
    public TimeSpan SysMsgAckTimeout { get; set; }

    /// <summary>Accepted for compatibility: 2 s by default.</summary>
    public TimeSpan SysResendTimeout { get; set; }

    /// <summary>Accepted for compatibility: 200 by default.</summary>
    public int SysResendLimit { get; set; }

    /// <summary>How many system messages may wait for acknowledgement: 20,000 by default.</summary>
    public int SysMsgBufferSize { get; set; }

    /// <summary>When system messages for a system that was never reached are given up: after 3 min by default.</summary>
    public TimeSpan InitialSysMsgDeliveryTimeout { get; set; }

    /// <summary>When a silent system with undelivered system messages is quarantined: after 2 days by default.</summary>
    public TimeSpan QuarantineSilentSystemTimeout { get; set; }

    /// <summary>How long quarantined incarnations are remembered: 5 days by default.</summary>
    public TimeSpan? QuarantineDuration { get; set; }

    /// <summary>Accepted for compatibility: 30 s by default.</summary>
    public TimeSpan CommandAckTimeout { get; set; }

    /// <summary>The section of the failure detector for watched actors.</summary>
    public Config WatchFailureDetectorConfig { get; set; }

    /// <summary>The class of that failure detector.</summary>
    public string WatchFailureDetectorImplementationClass { get; set; }

    /// <summary>How often watched systems get a heartbeat: every second by default.</summary>
    public TimeSpan WatchHeartBeatInterval { get; set; }

    /// <summary>How often watched systems are looked over for unreachable ones: every second by default.</summary>
    public TimeSpan WatchUnreachableReaperInterval { get; set; }

    /// <summary>How long after the first heartbeat the answer is expected: 1 s by default.</summary>
    public TimeSpan WatchHeartbeatExpectedResponseAfter { get; set; }

    /// <summary>The transports in use.</summary>
    public TransportSettings[] Transports { get; set; }

    /// <summary>The paths of their sections.</summary>
    public IList<string> TransportNames { get; set; }

    /// <summary>Adapters by name. Accepted for compatibility.</summary>
    public IDictionary<string, string> Adapters { get; set; }

    /// <summary>Puts an actor on the dispatcher of remoting.</summary>
    /// <param name="props">How to make the actor.</param>
    /// <returns>The same with the dispatcher.</returns>
    public Props ConfigureDispatcher(Props props) => string.IsNullOrEmpty(Dispatcher) ? props : props.WithDispatcher(Dispatcher);

    private static string Level(string given) => given switch
    {
        "on" or "true" => "DEBUG",
        "off" or "false" => "OFF",
        _ => given,
    };

    private Config Section(string name) => Config.GetConfig("akka.remote." + name) ?? throw new ConfigurationException($"akka.remote.{name} is missing.");

    private TimeSpan Positive(string name)
    {
        var value = Config.GetTimeSpan("akka.remote." + name);
        return value > TimeSpan.Zero ? value : throw new ConfigurationException($"akka.remote.{name} = {value}: it must be greater than zero.");
    }

    private int AtLeastOne(string name)
    {
        var value = Config.GetInt("akka.remote." + name);
        return value >= 1 ? value : throw new ConfigurationException($"akka.remote.{name} = {value}: it must be at least 1.");
    }

    /// <summary>What the configuration says about one transport.</summary>
    public class TransportSettings
    {
        /// <summary>Reads the settings.</summary>
        /// <param name="config">The transport's section.</param>
        public TransportSettings(Config config)
        {
            ArgumentNullException.ThrowIfNull(config);
            TransportClass = config.GetString("transport-class", "")!;
            Adapters = [.. config.GetStringList("applied-adapters")];
            Config = config;
        }

        /// <summary>The transport's section.</summary>
        public Config Config { get; set; }

        /// <summary>Accepted for compatibility.</summary>
        public IList<string> Adapters { get; set; }

        /// <summary>Accepted for compatibility: there is one transport over TCP.</summary>
        public string TransportClass { get; set; }
    }
}
