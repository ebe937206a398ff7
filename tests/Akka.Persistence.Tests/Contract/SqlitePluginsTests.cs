using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Contract;

/// <summary>The journal on SQLite keeps the contract of journals.</summary>
public sealed class SqliteJournalTests : JournalContract
{
    private readonly SqlConfiguration _sql = new();

    protected override string Configuration => _sql.Text;

    protected override void Cleanup() => _sql.Dispose();
}

/// <summary>The journal on SQLite keeps the contract with the tables of Akka.Persistence.Sqlite as well.</summary>
public sealed class SqliteJournalWithCompatibleTablesTests : JournalContract
{
    private readonly SqlConfiguration _sql = new();

    protected override string Configuration => _sql.Text + "\n" + """
        akka.persistence.journal.sql { table-mapping = sqlite, delete-compatibility-mode = on, tag-write-mode = Csv }
        """;

    protected override bool KeepsWriters => false;

    protected override void Cleanup() => _sql.Dispose();
}

/// <summary>The snapshot store on SQLite keeps the contract of snapshot stores.</summary>
public sealed class SqliteSnapshotStoreTests : SnapshotStoreContract
{
    private readonly SqlConfiguration _sql = new();

    protected override string Configuration => _sql.Text;

    protected override void Cleanup() => _sql.Dispose();
}
