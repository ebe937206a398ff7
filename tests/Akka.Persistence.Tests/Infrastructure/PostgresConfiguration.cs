using Processes;

namespace Akka.Persistence.Tests.Infrastructure;

/// <summary>Makes a PostgreSQL database journal and snapshot store.</summary>
internal static class PostgresConfiguration
{
    /// <summary>A new database of the server that these tests share.</summary>
    public static string New() => For(PostgresServer.Shared.CreateDatabase());

    /// <summary>As <see cref="New"/>, and no statement is ended for how long a busy machine takes.</summary>
    public static string Patient() => New() + """

        akka.persistence {
          journal.sql.circuit-breaker.call-timeout = 1h
          snapshot-store.sql.circuit-breaker.call-timeout = 1h
        }
        """;

    public static string For(string connectionString) => $$"""
        akka.extensions = ["Akka.Persistence.Sql.SqlPersistenceProvider, Akka.Persistence.Sql"]
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql { provider-name = "PostgreSQL", connection-string = "{{connectionString}}" }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql { provider-name = "PostgreSQL", connection-string = "{{connectionString}}" }
          }
        }
        """;
}
