using System.Collections.Immutable;
using System.Reflection;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Cluster;

/// <summary>The settings under <c>akka.cluster</c>. Immutable. What each does stands beside it in cluster.conf.</summary>
public sealed class ClusterSettings
{
    private readonly string _downingProviderClass;

    /// <summary>Reads the settings.</summary>
    /// <param name="config">The configuration of an actor system.</param>
    /// <param name="systemName">The system's name.</param>
    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public ClusterSettings(Config config, string systemName)
    {
        ArgumentNullException.ThrowIfNull(config);
        var cluster = config.GetConfig("akka.cluster") ?? throw new ConfigurationException("akka.cluster is missing.");
        SystemName = systemName;
        LogInfoVerbose = cluster.GetBoolean("log-info-verbose");
        LogInfo = LogInfoVerbose || cluster.GetBoolean("log-info");
        FailureDetectorConfig = cluster.GetConfig("failure-detector") ?? throw new ConfigurationException("akka.cluster.failure-detector is missing.");
        FailureDetectorImplementationClass = FailureDetectorConfig.GetString("implementation-class", "");
        HeartbeatInterval = Positive(FailureDetectorConfig, "heartbeat-interval");
        HeartbeatExpectedResponseAfter = Positive(FailureDetectorConfig, "expected-response-after");
        MonitoredByNrOfMembers = FailureDetectorConfig.GetInt("monitored-by-nr-of-members");
        if (MonitoredByNrOfMembers <= 0) throw new ConfigurationException("akka.cluster.failure-detector.monitored-by-nr-of-members must be at least 1.");
        RefusedConnectionIsFailure = FailureDetectorConfig.GetBoolean("refused-connection-is-failure", true);
        SeedNodes = [.. cluster.GetStringList("seed-nodes").Select(Address.Parse)];
        SeedNodeTimeout = Positive(cluster, "seed-node-timeout");
        RetryUnsuccessfulJoinAfter = OrOff(cluster, "retry-unsuccessful-join-after");
        ShutdownAfterUnsuccessfulJoinSeedNodes = OrOff(cluster, "shutdown-after-unsuccessful-join-seed-nodes");
        PeriodicTasksInitialDelay = cluster.GetTimeSpan("periodic-tasks-initial-delay");
        GossipInterval = Positive(cluster, "gossip-interval");
        GossipTimeToLive = Positive(cluster, "gossip-time-to-live");
        LeaderActionsInterval = Positive(cluster, "leader-actions-interval");
        UnreachableNodesReaperInterval = Positive(cluster, "unreachable-nodes-reaper-interval");
        PublishStatsInterval = OrOff(cluster, "publish-stats-interval");
        AutoDownUnreachableAfter = OrOff(cluster, "auto-down-unreachable-after");
        DownRemovalMargin = OrOff(cluster, "down-removal-margin");
        Roles = [.. cluster.GetStringList("roles")];
        AppVersion = ReadAppVersion(cluster.GetString("app-version", ""));
        MinNrOfMembers = AtLeastOne(cluster.GetInt("min-nr-of-members"), "akka.cluster.min-nr-of-members");
        MinNrOfMembersOfRole = ReadRoles(cluster);
        UseDispatcher = cluster.GetString("use-dispatcher") is { Length: > 0 } dispatcher ? dispatcher : Dispatchers.InternalDispatcherId;
        GossipDifferentViewProbability = cluster.GetDouble("gossip-different-view-probability");
        ReduceGossipDifferentViewProbability = cluster.GetInt("reduce-gossip-different-view-probability");
        SchedulerTickDuration = cluster.GetTimeSpan("scheduler.tick-duration");
        SchedulerTicksPerWheel = cluster.GetInt("scheduler.ticks-per-wheel");
        UseLegacyHeartbeatMessage = cluster.GetBoolean("use-legacy-heartbeat-message");
        VerboseHeartbeatLogging = cluster.GetBoolean("debug.verbose-heartbeat-logging");
        VerboseGossipReceivedLogging = cluster.GetBoolean("debug.verbose-receive-gossip-logging");
        RunCoordinatedShutdownWhenDown = cluster.GetBoolean("run-coordinated-shutdown-when-down");
        WeaklyUpAfter = OrOff(cluster, "allow-weakly-up-members") ?? TimeSpan.Zero;
        AllowWeaklyUpMembers = WeaklyUpAfter > TimeSpan.Zero;
        _downingProviderClass = cluster.GetString("downing-provider-class", "");
        EnforceCompatibility = cluster.GetBoolean("configuration-compatibility-check.enforce-on-join", true);
        CheckedSettings = ReadChecked(config, cluster);
    }

    /// <summary>Whether what happens in the cluster is logged at info level.</summary>
    public bool LogInfo { get; }

    /// <summary>Whether also what happens often is logged at info level.</summary>
    public bool LogInfoVerbose { get; }

    /// <summary>The section of the failure detector.</summary>
    public Config FailureDetectorConfig { get; }

    /// <summary>The class of the failure detector, with its assembly.</summary>
    public string FailureDetectorImplementationClass { get; }

    /// <summary>How often a node asks those it watches for a sign of life.</summary>
    public TimeSpan HeartbeatInterval { get; }

    /// <summary>How long after the first question a sign of life is expected.</summary>
    public TimeSpan HeartbeatExpectedResponseAfter { get; }

    /// <summary>How many nodes watch each node.</summary>
    public int MonitoredByNrOfMembers { get; }

    /// <summary>The nodes to join through.</summary>
    public ImmutableList<Address> SeedNodes { get; }

    /// <summary>How long the first seed node looks for a cluster before it founds one.</summary>
    public TimeSpan SeedNodeTimeout { get; }

    /// <summary>How long to wait for an answer before asking again to be taken in; null for ever.</summary>
    public TimeSpan? RetryUnsuccessfulJoinAfter { get; }

    /// <summary>How long to try to join through seed nodes before shutting down; null for ever.</summary>
    public TimeSpan? ShutdownAfterUnsuccessfulJoinSeedNodes { get; }

    /// <summary>How long after the start periodic work begins.</summary>
    public TimeSpan PeriodicTasksInitialDelay { get; }

    /// <summary>Four times the time between two gossips of an unsettled node.</summary>
    public TimeSpan GossipInterval { get; }

    /// <summary>How old gossip may be.</summary>
    public TimeSpan GossipTimeToLive { get; }

    /// <summary>Of no effect: the leader acts at once.</summary>
    public TimeSpan LeaderActionsInterval { get; }

    /// <summary>How often to look for nodes that stopped answering.</summary>
    public TimeSpan UnreachableNodesReaperInterval { get; }

    /// <summary>Of no effect: there are no statistics of gossip to publish.</summary>
    public TimeSpan? PublishStatsInterval { get; }

    /// <summary>Of no effect: the downing provider decides.</summary>
    public TimeSpan? AutoDownUnreachableAfter { get; }

    /// <summary>The roles of this node.</summary>
    public ImmutableHashSet<string> Roles { get; }

    /// <summary>The version of the application on this node.</summary>
    public AppVersion AppVersion { get; }

    /// <summary>Nobody becomes up before there are so many members.</summary>
    public int MinNrOfMembers { get; }

    /// <summary>The same by role.</summary>
    public ImmutableDictionary<string, int> MinNrOfMembersOfRole { get; }

    /// <summary>The dispatcher of the cluster's actors.</summary>
    public string UseDispatcher { get; }

    /// <summary>How likely gossip goes to a node that has not seen the newest state.</summary>
    public double GossipDifferentViewProbability { get; }

    /// <summary>Of no effect: the probability is the same in clusters of every size.</summary>
    public int ReduceGossipDifferentViewProbability { get; }

    /// <summary>Of no effect: the cluster has no scheduler of its own.</summary>
    public TimeSpan SchedulerTickDuration { get; }

    /// <summary>Of no effect: the cluster has no scheduler of its own.</summary>
    public int SchedulerTicksPerWheel { get; }

    /// <summary>Of no effect.</summary>
    public bool UseLegacyHeartbeatMessage { get; }

    /// <summary>Whether every heartbeat is logged at debug level.</summary>
    public bool VerboseHeartbeatLogging { get; }

    /// <summary>Whether every gossip received is logged at debug level.</summary>
    public bool VerboseGossipReceivedLogging { get; }

    /// <summary>Whether a node that finds itself down runs <see cref="CoordinatedShutdown"/>.</summary>
    public bool RunCoordinatedShutdownWhenDown { get; }

    /// <summary>Whether there are weakly-up members.</summary>
    public bool AllowWeaklyUpMembers { get; }

    /// <summary>After how long those who wait become weakly up; zero for never.</summary>
    public TimeSpan WeaklyUpAfter { get; }

    /// <summary>The class that decides who goes down.</summary>
    /// <exception cref="ConfigurationException">It cannot be loaded.</exception>
    public Type DowningProviderType => _downingProviderClass.Length == 0
        ? typeof(NoDowning)
        : Type.GetType(_downingProviderClass) ?? throw new ConfigurationException($"Downing provider class [{_downingProviderClass}] could not be loaded");

    internal string SystemName { get; }

    internal TimeSpan? DownRemovalMargin { get; }

    internal bool EnforceCompatibility { get; }

    /// <summary>Whether a node at whose port nobody listens is unreachable at once.</summary>
    internal bool RefusedConnectionIsFailure { get; }

    /// <summary>The settings that must be the same on all nodes.</summary>
    internal ImmutableSortedDictionary<string, string> CheckedSettings { get; }

    private static ImmutableSortedDictionary<string, string> ReadChecked(Config config, Config cluster)
    {
        const string Resolver = "akka.cluster.split-brain-resolver";
        var provider = cluster.GetString("downing-provider-class", "");
        List<string> keys = [.. cluster.GetStringList("configuration-compatibility-check.checked-keys"), "akka.cluster.downing-provider-class"];
        if (provider.Contains("SplitBrainResolver", StringComparison.Ordinal))
        {
            var strategy = config.GetString($"{Resolver}.active-strategy", "");
            keys.Add($"{Resolver}.active-strategy");
            if (config.GetConfig($"{Resolver}.{strategy}") is { } section) keys.AddRange(section.AsEnumerable().Select(entry => $"{Resolver}.{strategy}.{entry.Key}"));
        }

        return keys.Distinct(StringComparer.Ordinal).Where(config.HasPath).ToImmutableSortedDictionary(
            static key => key, key => config.GetValue(key) is { } value && value.IsObject() ? value.ToString() ?? "" : config.GetString(key, "") ?? "", StringComparer.Ordinal);
    }

    private static ImmutableDictionary<string, int> ReadRoles(Config cluster)
    {
        if (cluster.GetConfig("role") is not { } section) return ImmutableDictionary<string, int>.Empty;
        return section.AsEnumerable().Where(static role => role.Value.IsObject())
            .Select(static role => (role.Key, Least: role.Value.ToConfig().GetInt("min-nr-of-members", 1)))
            .ToImmutableDictionary(static role => role.Key, static role => AtLeastOne(role.Least, $"akka.cluster.role.{role.Key}.min-nr-of-members"), StringComparer.Ordinal);
    }

    private static AppVersion ReadAppVersion(string text)
    {
        if (text is not ("assembly-version" or "")) return AppVersion.Create(text);
        return Assembly.GetEntryAssembly()?.GetName().Version is { } version ? AppVersion.Create(version.ToString()) : AppVersion.Zero;
    }

    private static int AtLeastOne(int value, string key) => value >= 1 ? value : throw new ConfigurationException($"{key} = [{value}] must be at least 1.");

    private static TimeSpan Positive(Config config, string key)
    {
        var value = config.GetTimeSpan(key);
        return value > TimeSpan.Zero ? value : throw new ConfigurationException($"akka.cluster: {key} = [{config.GetString(key)}] must be longer than nothing.");
    }

    private static TimeSpan? OrOff(Config config, string key) =>
        config.GetString(key, "")?.ToLowerInvariant() is "off" or "false" or "" ? null : config.GetTimeSpan(key);
}
