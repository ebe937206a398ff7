using Akka.Persistence.Sql.Sqlite;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Tests.Storage;

/// <summary>The child process of the crash tests: many writers at once, each of which prints "id number" when a number is acknowledged.</summary>
internal static class CrashingWriter
{
    public const string Command = "write-until-killed";

    public const int Writers = 50;

    public static async Task RunAsync(string file)
    {
        using var provider = new SqliteProvider(new DatabaseOptions { ConnectionString = $"Data Source={file}" });
        var queue = new GroupCommitQueue(provider, item => ThreadPool.QueueUserWorkItem(_ => item()), capacity: 1_000);
        using var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteForever($"room-{writer}", queue, output)));
    }

    private static async Task WriteForever(string id, GroupCommitQueue queue, TextWriter output)
    {
        for (var number = 1; ; number++)
        {
            var write = new AwaitableAppend(id, SqliteFile.Row(number, $"{id} {number}", "tag"));
            if (queue.TryEnqueue(write) is { } refused) throw refused;
            await write.Stored;
            await output.WriteLineAsync($"{id} {number}");
        }
    }

    private sealed class AwaitableAppend(string id, EventRow row) : AppendEvents(SqliteFile.AllTables)
    {
        private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly EventRow[] _rows = [row];

        public Task Stored => _stored.Task;

        internal override string PersistenceId => id;

        internal override ReadOnlySpan<EventRow> Events => _rows;

        internal override void Completed(StorageException? error)
        {
            if (error is null) _stored.SetResult();
            else _stored.SetException(error);
        }
    }
}
