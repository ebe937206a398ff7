namespace Akka.Cluster.SBR;

/// <summary>Settings of the strategy keep-oldest. Immutable.</summary>
public sealed class KeepOldestSettings
{
    /// <summary>Makes the settings.</summary>
    /// <param name="downIfAlone">Whether the oldest goes down when it is cut off from all others.</param>
    /// <param name="role">Only members with this role count; null for all.</param>
    public KeepOldestSettings(bool downIfAlone, string? role)
    {
        DownIfAlone = downIfAlone;
        Role = role;
    }

    /// <summary>Whether the oldest goes down when it is cut off from all others.</summary>
    public bool DownIfAlone { get; }

    /// <summary>Only members with this role count; null for all.</summary>
    public string? Role { get; }
}
