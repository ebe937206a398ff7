using Akka.Persistence.Sql.Sqlite;
using Akka.Persistence.Sql.Storage;
using Microsoft.Data.Sqlite;
using static Akka.Persistence.Tests.Storage.SqliteFile;

namespace Akka.Persistence.Tests.Storage;

/// <summary>A database that cannot be written says why, still serves reads, and is written again when the reason is gone.</summary>
public sealed class SqliteFailureTests
{
    [Fact]
    public void A_file_that_another_process_has_locked_refuses_writes_serves_reads_and_recovers()
    {
        using var file = new SqliteFile();
        file.Append("a", Row(1)).AssertStored();
        using (var other = file.Open())
        {
            Execute(other, "BEGIN IMMEDIATE");

            file.Append("a", Row(2)).AssertFailed<StorageLockedException>();
            Assert.Equal([1], file.Numbers("a"));
        }

        file.Append("a", Row(2)).AssertStored();
        Assert.Equal([1, 2], file.Numbers("a"));
    }

    [Fact]
    public void A_file_that_is_locked_from_the_start_is_opened_when_it_is_free()
    {
        using var file = new SqliteFile();
        using (var other = file.Open())
        {
            Execute(other, "BEGIN EXCLUSIVE; CREATE TABLE other(x)");
            file.Append("a", Row(1)).AssertFailed<StorageLockedException>();
        }

        file.Append("a", Row(1)).AssertStored();
    }

    [Fact]
    public void A_full_database_refuses_writes_serves_reads_and_recovers_when_there_is_room()
    {
        using var file = new SqliteFile(o => o with { MaxSize = 200_000 });
        var text = new string('x', 10_000);
        long stored = 0;
        Outcome outcome;
        while ((outcome = file.Append("a", Row(stored + 1, text))).Error is null) Assert.True(++stored < 1_000);

        outcome.AssertFailed<StorageFullException>();
        Assert.Equal(stored, file.Highest("a"));
        Assert.Equal(stored, file.Numbers("a").Length);
        file.Delete("a", stored).AssertStored();
        file.Append("a", Row(stored + 1, text)).AssertStored();
        Assert.Equal([stored + 1], file.Numbers("a"));
    }

    [Fact]
    public void A_full_database_fails_the_whole_transaction_and_stores_none_of_it()
    {
        using var file = new SqliteFile(o => o with { MaxSize = 200_000 });
        Append small = new(AllTables, "a", Row(1)), large = new(AllTables, "b", Row(1, new string('x', 1_000_000)));

        file.Write(small, large);

        small.Outcome.AssertFailed<StorageFullException>();
        large.Outcome.AssertFailed<StorageFullException>();
        Assert.Empty(file.Numbers("a"));
        file.Append("a", Row(1)).AssertStored();
    }

    [Fact]
    public void A_read_only_file_refuses_writes_and_serves_reads()
    {
        using var file = new SqliteFile();
        file.Append("a", Row(1)).AssertStored();
        using var readOnly = new SqliteProvider(file.Options with { ConnectionString = $"Data Source={file.Path};Mode=ReadOnly" });
        var executor = new ManualExecutor();
        var queue = new GroupCommitQueue(readOnly, executor.Execute, executor.ExecuteLater, capacity: 10, new ManualClock(), TimeSpan.FromSeconds(10));
        var write = new Append(AllTables, "a", Row(2));
        queue.TryEnqueue(write);
        executor.RunAll();

        write.Outcome.AssertFailed<StorageReadOnlyException>();
        using var reader = readOnly.OpenReader();
        Assert.Equal(1, reader.HighestSequenceNr(AllTables, "a"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_named_as_corrupt()
    {
        using var file = new SqliteFile();
        File.WriteAllText(file.Path, new string('#', 10_000));

        file.Append("a", Row(1)).AssertFailed<StorageCorruptException>();
        Assert.Throws<StorageCorruptException>(() => file.Highest("a"));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named_and_tried_again()
    {
        using var file = new SqliteFile(o =>
        {
            var builder = new SqliteConnectionStringBuilder(o.ConnectionString);
            return o with { ConnectionString = $"Data Source={Path.Combine(Path.GetDirectoryName(builder.DataSource)!, "later", "journal.db")}" };
        });

        var error = file.Append("a", Row(1)).AssertFailed<StorageUnavailableException>();
        Assert.Contains("later", error.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file.Path)!, "later"));
        file.Append("a", Row(1)).AssertStored();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
