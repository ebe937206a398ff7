namespace Akka.Cluster.SBR;

/// <summary>Settings of the strategy static-quorum. Immutable.</summary>
public sealed class StaticQuorumSettings
{
    /// <summary>Makes the settings.</summary>
    /// <param name="size">How many members a side needs to stay.</param>
    /// <param name="role">Only members with this role count; null for all.</param>
    public StaticQuorumSettings(int size, string? role)
    {
        Size = size;
        Role = role;
    }

    /// <summary>How many members a side needs to stay.</summary>
    public int Size { get; }

    /// <summary>Only members with this role count; null for all.</summary>
    public string? Role { get; }
}
