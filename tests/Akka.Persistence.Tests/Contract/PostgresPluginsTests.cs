using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Contract;

/// <summary>The journal on PostgreSQL keeps the contract of journals.</summary>
[NeedsPostgres]
public sealed class PostgresJournalTests : JournalContract
{
    protected override string Configuration => PostgresConfiguration.Patient();
}

/// <summary>The journal on PostgreSQL keeps the contract with the tables of Akka.Persistence.PostgreSql as well.</summary>
[NeedsPostgres]
public sealed class PostgresJournalWithCompatibleTablesTests : JournalContract
{
    protected override string Configuration => PostgresConfiguration.Patient() + "\n" + """
        akka.persistence.journal.sql { table-mapping = postgresql, delete-compatibility-mode = on, tag-write-mode = Csv }
        """;

    protected override bool KeepsWriters => false;
}

/// <summary>The journal on PostgreSQL keeps the contract with identity columns, tags in both places and a schema of its own.</summary>
[NeedsPostgres]
public sealed class PostgresJournalInItsOwnSchemaTests : JournalContract
{
    protected override string Configuration => PostgresConfiguration.Patient() + "\n" + """
        akka.persistence.journal.sql { provider-name = "PostgreSQL.15", default.schema-name = "events", tag-write-mode = Both }
        """;
}

/// <summary>The snapshot store on PostgreSQL keeps the contract of snapshot stores.</summary>
[NeedsPostgres]
public sealed class PostgresSnapshotStoreTests : SnapshotStoreContract
{
    protected override string Configuration => PostgresConfiguration.Patient();
}

/// <summary>The snapshot store on PostgreSQL keeps the contract with the table of Akka.Persistence.PostgreSql as well.</summary>
[NeedsPostgres]
public sealed class PostgresSnapshotStoreWithCompatibleTableTests : SnapshotStoreContract
{
    protected override string Configuration => PostgresConfiguration.Patient() + "\nakka.persistence.snapshot-store.sql.table-mapping = postgresql";
}
