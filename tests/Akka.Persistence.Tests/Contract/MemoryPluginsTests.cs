namespace Akka.Persistence.Tests.Contract;

/// <summary>The journal in memory keeps the contract of journals.</summary>
public sealed class MemoryJournalTests : JournalContract
{
    protected override string Configuration => "akka.persistence.journal.plugin = \"akka.persistence.journal.inmem\"";

    protected override bool Serializes => false;
}

/// <summary>The snapshot store in memory keeps the contract of snapshot stores.</summary>
public sealed class MemorySnapshotStoreTests : SnapshotStoreContract
{
    protected override string Configuration => "akka.persistence.snapshot-store.plugin = \"akka.persistence.snapshot-store.inmem\"";
}
