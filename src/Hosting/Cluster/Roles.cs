namespace Switchboard.Hosting.Cluster;

/// <summary>What members of the cluster are for.</summary>
internal static class Roles
{
    /// <summary>Carries rooms. Split-brain resolution counts these.</summary>
    public const string Node = "node";

    /// <summary>Carries nothing, and has no vote: it is there to be found.</summary>
    public const string Lighthouse = "lighthouse";
}
