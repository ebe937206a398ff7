using System.Collections.Immutable;
using Akka.Configuration;

namespace Akka.Cluster.SBR;

/// <summary>The settings under <c>akka.cluster.split-brain-resolver</c>. Immutable.</summary>
public sealed class SplitBrainResolverSettings
{
    /// <summary>The side with most members stays; of two equal ones the one with the lowest address.</summary>
    public static readonly string KeepMajorityName = "keep-majority";

    /// <summary>The side with the oldest member stays.</summary>
    public static readonly string KeepOldestName = "keep-oldest";

    /// <summary>A side with so many members stays.</summary>
    public static readonly string StaticQuorumName = "static-quorum";

    /// <summary>The side that gets a lease stays.</summary>
    public static readonly string LeaseMajorityName = "lease-majority";

    /// <summary>Nobody stays.</summary>
    public static readonly string DownAllName = "down-all";

    /// <summary>The names above.</summary>
    public static readonly ImmutableHashSet<string> AllStrategyNames = [KeepMajorityName, KeepOldestName, StaticQuorumName, LeaseMajorityName, DownAllName];

    private const string Path = "akka.cluster.split-brain-resolver";

    private readonly Lazy<StaticQuorumSettings> _staticQuorum;
    private readonly Lazy<LeaseMajoritySettings> _leaseMajority;

    /// <summary>Reads the settings.</summary>
    /// <param name="config">The configuration of an actor system.</param>
    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public SplitBrainResolverSettings(Config config)
    {
        var section = config.GetConfig(Path) ?? throw new ConfigurationException($"{Path} is missing.");
        DowningStableAfter = section.GetTimeSpan("stable-after");
        if (DowningStableAfter <= TimeSpan.Zero) throw new ConfigurationException($"{Path}.stable-after must be longer than nothing.");
        DowningStrategy = section.GetString("active-strategy", "");
        if (!AllStrategyNames.Contains(DowningStrategy))
            throw new ConfigurationException($"{Path}.active-strategy = [{DowningStrategy}] is none of {string.Join(", ", AllStrategyNames.Order(StringComparer.Ordinal))}.");
        DownAllWhenUnstable = ReadDownAllWhenUnstable(section);
        KeepMajorityRole = Text(section, "keep-majority.role");
        KeepOldestSettings = new KeepOldestSettings(section.GetBoolean("keep-oldest.down-if-alone"), Text(section, "keep-oldest.role"));
        _staticQuorum = new Lazy<StaticQuorumSettings>(() => ReadStaticQuorum(section));
        _leaseMajority = new Lazy<LeaseMajoritySettings>(() => ReadLeaseMajority(section));
    }

    /// <summary>How long members and their reachability must have been the same before anybody is downed.</summary>
    public TimeSpan DowningStableAfter { get; }

    /// <summary>The name of the strategy.</summary>
    public string DowningStrategy { get; }

    /// <summary>How long changes may go on beyond <see cref="DowningStableAfter"/> before everybody is downed; zero for ever.</summary>
    public TimeSpan DownAllWhenUnstable { get; }

    /// <summary>The role whose members count in keep-majority; null for all members.</summary>
    public string? KeepMajorityRole { get; }

    /// <summary>Settings of keep-oldest.</summary>
    public KeepOldestSettings KeepOldestSettings { get; }

    /// <summary>Settings of static-quorum.</summary>
    /// <exception cref="ConfigurationException">The quorum's size is not configured.</exception>
    public StaticQuorumSettings StaticQuorumSettings => _staticQuorum.Value;

    /// <summary>Settings of lease-majority.</summary>
    /// <exception cref="ConfigurationException">The lease is not configured.</exception>
    public LeaseMajoritySettings LeaseMajoritySettings => _leaseMajority.Value;

    private TimeSpan ReadDownAllWhenUnstable(Config section)
    {
        const string Key = "down-all-when-unstable";
        switch (section.GetString(Key, "")?.ToLowerInvariant())
        {
            case "off" or "false":
                return TimeSpan.Zero;
            case "on" or "true":
                var least = TimeSpan.FromSeconds(4);
                var share = DowningStableAfter * 3 / 4;
                return share > least ? share : least;
            default:
                var given = section.GetTimeSpan(Key);
                return given > TimeSpan.Zero ? given : throw new ConfigurationException($"{Path}.{Key} must be on, off, or a duration longer than nothing.");
        }
    }

    private static StaticQuorumSettings ReadStaticQuorum(Config section)
    {
        var text = Text(section, "static-quorum.quorum-size");
        return int.TryParse(text, out var size) && size > 0
            ? new StaticQuorumSettings(size, Text(section, "static-quorum.role"))
            : throw new ConfigurationException($"{Path}.static-quorum.quorum-size = [{text}] must be at least 1.");
    }

    private static LeaseMajoritySettings ReadLeaseMajority(Config section) => new(
        Text(section, "lease-majority.lease-implementation") ?? throw new ConfigurationException($"{Path}.lease-majority.lease-implementation must be defined."),
        section.GetTimeSpan("lease-majority.acquire-lease-delay-for-minority"),
        section.GetTimeSpan("lease-majority.release-after"),
        Text(section, "lease-majority.role"),
        Text(section, "lease-majority.lease-name")?.Trim());

    private static string? Text(Config section, string key) => section.GetString(key) is { Length: > 0 } text ? text : null;
}
