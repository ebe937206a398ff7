using Akka.Actor;
using Akka.Configuration;
using Akka.Pattern;
using Akka.Persistence.Sql.Sqlite;
using Akka.Persistence.Sql.Storage;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Storage;

/// <summary>The child process of the crash tests: many writers at once, each of which prints "id number" when a number is acknowledged.</summary>
internal static class CrashingWriter
{
    public const string StorageCommand = "write-to-storage";

    public const string ActorsCommand = "write-with-actors";

    public const string PostgresCommand = "write-to-postgres-with-actors";

    private const int Writers = 50;

    public static async Task WriteToStorage(string file)
    {
        using var provider = new SqliteProvider(new DatabaseOptions { ConnectionString = $"Data Source={file}" });
        var queue = new GroupCommitQueue(provider, item => ThreadPool.QueueUserWorkItem(_ => item()), (_, item) => ThreadPool.QueueUserWorkItem(_ => item()), capacity: 1_000, new ManualClock(), TimeSpan.FromMinutes(1));
        using var output = Output();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteForever($"room-{writer}", queue, output)));
    }

    public static Task WriteWithActors(string file) => WriteWithActorsTo(SqlConfiguration.For(file));

    public static Task WriteWithActorsToPostgres(string connectionString) => WriteWithActorsTo(PostgresConfiguration.For(connectionString));

    private static async Task WriteWithActorsTo(string configuration)
    {
        using var system = ActorSystem.Create("crashing", ConfigurationFactory.ParseString(configuration + "\n" + World.Serializers));
        using var output = Output();
        for (var writer = 0; writer < Writers; writer++)
        {
            var id = $"room-{writer}";
            // One whose write fails stops, and is started again.
            system.ActorOf(BackoffSupervisor.Props(Backoff.OnStop(Props.Create(() => new Counter(id, output)), "counter", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), 0.2, maxNrOfRetries: -1)));
        }

        await system.WhenTerminated;
    }

    private static TextWriter Output() => TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

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

    private sealed class Counter : UntypedPersistentActor
    {
        private readonly TextWriter _output;

        public Counter(string id, TextWriter output) => (PersistenceId, _output) = (id, output);

        public override string PersistenceId { get; }

        protected override void OnCommand(object message) => Persist(new Noted($"{PersistenceId} {LastSequenceNr + 1}"), noted =>
        {
            _output.WriteLine(noted.Text);
            Self.Tell("next", Self);
        });

        protected override void OnRecover(object message)
        {
            if (message is RecoveryCompleted) Self.Tell("next", Self);
        }
    }

    private sealed class AwaitableAppend(string id, EventRow row) : AppendEvents(SqliteFile.AllTables)
    {
        private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly EventRow[] _rows = [row];

        public Task Stored => _stored.Task;

        internal override string PersistenceId => id;

        internal override ReadOnlySpan<EventRow> Events => _rows;

        protected override void Completed(StorageException? error)
        {
            if (error is null) _stored.SetResult();
            else _stored.SetException(error);
        }
    }
}
