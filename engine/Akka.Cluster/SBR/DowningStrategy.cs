namespace Akka.Cluster.SBR;

/// <summary>Which side of a split stays.</summary>
internal abstract record DowningStrategy
{
    /// <summary>The side with most members; of two equal ones the one with the lowest address.</summary>
    public sealed record KeepMajority(string? Role = null) : DowningStrategy;

    /// <summary>The side with the oldest member.</summary>
    public sealed record KeepOldest(bool DownIfAlone = true, string? Role = null) : DowningStrategy;

    /// <summary>A side with at least so many members, if the other cannot have as many.</summary>
    public sealed record StaticQuorum(int Size, string? Role = null) : DowningStrategy;

    /// <summary>None.</summary>
    public sealed record DownAll : DowningStrategy;

    /// <exception cref="Configuration.ConfigurationException">The strategy is not there, or a setting of it is missing.</exception>
    public static DowningStrategy From(SplitBrainResolverSettings settings)
    {
        var name = settings.DowningStrategy;
        if (name == SplitBrainResolverSettings.KeepMajorityName) return new KeepMajority(settings.KeepMajorityRole);
        if (name == SplitBrainResolverSettings.KeepOldestName) return new KeepOldest(settings.KeepOldestSettings.DownIfAlone, settings.KeepOldestSettings.Role);
        if (name == SplitBrainResolverSettings.StaticQuorumName) return new StaticQuorum(settings.StaticQuorumSettings.Size, settings.StaticQuorumSettings.Role);
        if (name == SplitBrainResolverSettings.DownAllName) return new DownAll();
        throw new Configuration.ConfigurationException($"akka.cluster.split-brain-resolver.active-strategy = [{name}] is not available in this engine yet.");
    }
}
