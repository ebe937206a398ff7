namespace Akka.Persistence.Sql.Hosting;

/// <summary>Which names tables and columns have.</summary>
public enum DatabaseMapping
{
    /// <summary>Those of Akka.Persistence.Sql. This is the default.</summary>
    Default = 0,

    /// <summary>Those of Akka.Persistence.Sqlite.</summary>
    Sqlite = 1,

    /// <summary>Those of Akka.Persistence.SqlServer.</summary>
    SqlServer = 2,

    /// <summary>Those of Akka.Persistence.PostgreSql.</summary>
    PostgreSql = 3,

    /// <summary>Those of Akka.Persistence.MySql.</summary>
    MySql = 4,
}

/// <summary>What a <see cref="DatabaseMapping"/> is called in the configuration.</summary>
public static class DatabaseMappingExtension
{
    /// <summary>The name of the section with the table and column names.</summary>
    /// <param name="map">The mapping.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mapping.</exception>
    public static string Name(this DatabaseMapping map) => map switch
    {
        DatabaseMapping.Default => "default",
        DatabaseMapping.Sqlite => "sqlite",
        DatabaseMapping.SqlServer => "sql-server",
        DatabaseMapping.PostgreSql => "postgresql",
        DatabaseMapping.MySql => "mysql",
        _ => throw new ArgumentOutOfRangeException(nameof(map), map, "There is no such mapping."),
    };

    /// <summary>The names that a journal has by a mapping.</summary>
    /// <param name="map">The mapping.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mapping.</exception>
    public static JournalDatabaseOptions JournalOption(this DatabaseMapping map) => map switch
    {
        DatabaseMapping.Default => JournalDatabaseOptions.Default,
        DatabaseMapping.Sqlite => JournalDatabaseOptions.Sqlite,
        DatabaseMapping.SqlServer => JournalDatabaseOptions.SqlServer,
        DatabaseMapping.PostgreSql => JournalDatabaseOptions.PostgreSql,
        DatabaseMapping.MySql => JournalDatabaseOptions.MySql,
        _ => throw new ArgumentOutOfRangeException(nameof(map), map, "There is no such mapping."),
    };

    /// <summary>The names that a snapshot store has by a mapping.</summary>
    /// <param name="map">The mapping.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mapping.</exception>
    public static SnapshotDatabaseOptions SnapshotOption(this DatabaseMapping map) => map switch
    {
        DatabaseMapping.Default => SnapshotDatabaseOptions.Default,
        DatabaseMapping.Sqlite => SnapshotDatabaseOptions.Sqlite,
        DatabaseMapping.SqlServer => SnapshotDatabaseOptions.SqlServer,
        DatabaseMapping.PostgreSql => SnapshotDatabaseOptions.PostgreSql,
        DatabaseMapping.MySql => SnapshotDatabaseOptions.MySql,
        _ => throw new ArgumentOutOfRangeException(nameof(map), map, "There is no such mapping."),
    };
}
