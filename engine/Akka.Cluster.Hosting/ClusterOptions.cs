using System.Text;
using Akka.Cluster.Hosting.SBR;
using Akka.Hosting;
using Akka.Remote.Hosting;

namespace Akka.Cluster.Hosting;

/// <summary>The settings of a cluster in code. What is null stays as the configuration has it.</summary>
public class ClusterOptions
{
    /// <summary>The roles of this node.</summary>
    public string[]? Roles { get; set; }

    /// <summary>By role, how many members with it there must be before anybody is up.</summary>
    public Dictionary<string, int>? MinimumNumberOfMembersPerRole { get; set; }

    /// <summary>Addresses of the nodes to join through, such as "akka.tcp://system@host:4053".</summary>
    public string[]? SeedNodes { get; set; }

    /// <summary>How many members there must be before anybody is up.</summary>
    public int? MinimumNumberOfMembers { get; set; }

    /// <summary>The version of the application on this node.</summary>
    public string? AppVersion { get; set; }

    /// <summary>Whether what happens in the cluster is logged at info level.</summary>
    public bool? LogInfo { get; set; }

    /// <summary>Whether also what happens often is logged at info level.</summary>
    public bool? LogInfoVerbose { get; set; }

    /// <summary>What to do after a split. Null leaves that to the configuration, which has keep-majority by default.</summary>
    public SplitBrainResolverOption? SplitBrainResolver { get; set; }

    /// <summary>How nodes notice that another one is gone.</summary>
    public PhiAccrualFailureDetectorOptions? FailureDetector { get; set; }

    internal string ToHocon()
    {
        var hocon = new StringBuilder("akka.cluster {\n");
        if (Roles is { Length: > 0 }) hocon.AppendLine($"roles = [{string.Join(", ", Roles.Select(static role => role.ToHocon()))}]");
        if (SeedNodes is { Length: > 0 })
        {
            foreach (var seed in SeedNodes)
                if (!Actor.Address.TryParse(seed, out _)) throw new Configuration.ConfigurationException($"Seed node [{seed}] is no address: write it as akka.tcp://system@host:port.");
            hocon.AppendLine($"seed-nodes = [{string.Join(", ", SeedNodes.Select(static seed => seed.ToHocon()))}]");
        }

        if (MinimumNumberOfMembers is { } least) hocon.AppendLine($"min-nr-of-members = {least.ToHocon()}");
        foreach (var (role, number) in (MinimumNumberOfMembersPerRole ?? []).OrderBy(static entry => entry.Key, StringComparer.Ordinal))
            hocon.AppendLine($"role.{Quoted(role)}.min-nr-of-members = {number.ToHocon()}");
        if (AppVersion is { } version) hocon.AppendLine($"app-version = {version.ToHocon()}");
        if (LogInfo is { } info) hocon.AppendLine($"log-info = {info.ToHocon()}");
        if (LogInfoVerbose is { } verbose) hocon.AppendLine($"log-info-verbose = {verbose.ToHocon()}");
        if (FailureDetector is { } detector)
        {
            // In a cluster this one key stands one section higher.
            if (detector.UnreachableNodesReaperInterval is { } reaper) hocon.AppendLine($"unreachable-nodes-reaper-interval = {reaper.ToHocon()}");
            var own = new PhiAccrualFailureDetectorOptions
            {
                HeartbeatInterval = detector.HeartbeatInterval,
                Threshold = detector.Threshold,
                MaxSampleSize = detector.MaxSampleSize,
                MinStandardDeviation = detector.MinStandardDeviation,
                AcceptableHeartbeatPause = detector.AcceptableHeartbeatPause,
                ExpectedResponseAfter = detector.ExpectedResponseAfter,
            };
            hocon.AppendLine("failure-detector {").Append(own.ToHocon()).AppendLine("}");
        }

        return hocon.AppendLine("}").ToString();
    }

    private static string Quoted(string key) => "\"" + key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
