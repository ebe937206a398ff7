using System.Data;

namespace Akka.Persistence.Hosting;

/// <summary>Values as HOCON writes them.</summary>
public static class Extensions
{
    /// <summary>An isolation level as the plugins' settings name it.</summary>
    /// <param name="level">The level; null counts as unspecified.</param>
    public static string ToHocon(this IsolationLevel? level) => (level ?? IsolationLevel.Unspecified).ToHocon();

    /// <summary>An isolation level as the plugins' settings name it.</summary>
    /// <param name="level">The level.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no name for the level.</exception>
    public static string ToHocon(this IsolationLevel level) => level switch
    {
        IsolationLevel.Unspecified => "unspecified",
        IsolationLevel.ReadCommitted => "read-committed",
        IsolationLevel.ReadUncommitted => "read-uncommitted",
        IsolationLevel.RepeatableRead => "repeatable-read",
        IsolationLevel.Serializable => "serializable",
        IsolationLevel.Snapshot => "snapshot",
        IsolationLevel.Chaos => "chaos",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "This isolation level has no name in the configuration."),
    };
}
