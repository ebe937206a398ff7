using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Persistence.Journal;
using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.Storage;
using AkkaConfig = Akka.Configuration.Config;

namespace Akka.Persistence.Sql.Journal;

/// <summary>
/// The journal on a SQL database: section <c>akka.persistence.journal.sql</c>. Concurrent writes share transactions, and an event is
/// acknowledged only when its transaction is on disk.
/// </summary>
/// <remarks>
/// Persistent actors serialize their events themselves and hand them straight to the database's writer; only replays and deletions go
/// through this actor. Each actor has one write under way, and the next only when that is answered; when the database does not keep up, all of
/// them wait. A write that has not been begun after <c>circuit-breaker.call-timeout</c> is rejected (<c>OnPersistRejected</c>).
/// </remarks>
public class SqlWriteJournal : AsyncWriteJournal, IWithUnboundedStash
{
    private readonly SqlSettings _settings;
    private readonly SqlStorage _storage;
    private readonly EventFormat _format;
    private readonly StrongBox<bool> _tablesExist = new();

    /// <summary>Made by the persistence extension.</summary>
    /// <param name="journalConfig">The journal's section.</param>
    public SqlWriteJournal(AkkaConfig journalConfig)
    {
        var sql = SqlPersistence.Get(Context.System);
        _settings = SqlSettings.ForJournal(journalConfig.WithFallback(SqlPersistence.DefaultJournalConfiguration), Plugin.Id);
        _storage = sql.Open(_settings);
        _format = new EventFormat((ExtendedActorSystem)Context.System, _settings.Serializer);
        Plugin.DirectWriter = new DirectWriter(this, Context.System.Scheduler);
    }

    /// <summary>The stash; unused, for subclasses.</summary>
    public IStash Stash { get; set; } = null!;

    /// <inheritdoc />
    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        var since = await _storage.SettleAsync(persistenceId, _settings.Tables, _tablesExist).ConfigureAwait(false);
        return await _storage.ReadAsync(since, session => session.HighestSequenceNr(_settings.Tables, persistenceId)).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        for (var (from, left) = (fromSequenceNr, max); from <= toSequenceNr && left > 0;)
        {
            var limit = (int)Math.Min(_settings.ReplayBatchSize, left);
            var first = from;
            var rows = await _storage.ReadAsync(session =>
            {
                var read = new List<EventRow>();
                session.ReadEvents(_settings.Tables, persistenceId, first, toSequenceNr, limit, read);
                return read;
            }).ConfigureAwait(false);
            foreach (var row in rows) recoveryCallback(_format.FromRow(persistenceId, row));
            if (rows.Count < limit) return;
            left -= rows.Count;
            from = rows[^1].SequenceNr + 1;
        }
    }

    internal override Task ReplayBatchesAsync(ReplayMessages request, long toSequenceNr, IActorContext context)
    {
        var replay = new SqlReplay(request, toSequenceNr, _settings.Tables, _storage, Plugin, _format, _settings.ReplayBatchSize);
        replay.Start();
        return replay.Task;
    }

    /// <inheritdoc />
    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var created = Context.System.Scheduler.Now.UtcTicks;
        var results = ImmutableArray.CreateBuilder<Exception?>();
        var writes = new List<(string PersistenceId, List<EventRow> Rows)>();
        foreach (var write in messages)
        {
            try
            {
                var rows = write.Events.Select(persistent => _format.ToRow(persistent, created)).ToArray();
                // One operation for all of an actor, so that none of them is stored after one that was refused.
                if (writes is [.., var last] && last.PersistenceId == write.PersistenceId) last.Rows.AddRange(rows);
                else writes.Add((write.PersistenceId, [.. rows]));
                results.Add(null);
            }
            catch (Exception refused)
            {
                // Whatever a serializer throws: this write is refused, the others are stored.
                results.Add(refused);
            }
        }

        var stored = writes.ConvertAll(write => _storage.WriteAsync(write.PersistenceId, completion => new TaskAppend(_settings.Tables, write.PersistenceId, [.. write.Rows], completion)));
        await Task.WhenAll(stored).ConfigureAwait(false);
        return results.ToImmutable();
    }

    /// <inheritdoc />
    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) =>
        _storage.WriteAsync(persistenceId, completion => new TaskDelete(_settings.Tables, persistenceId, toSequenceNr, completion));

    private sealed class DirectWriter(SqlWriteJournal journal, ITimeProvider clock) : IDirectWriter
    {
        private readonly JournalPlugin _plugin = journal.Plugin;
        private readonly SqlStorage _storage = journal._storage;
        private readonly EventFormat _format = journal._format;
        private readonly TableSet _tables = journal._settings.Tables;

        public void Write(EventBatch batch, string persistenceId, IActorRef actor, int actorInstanceId)
        {
            var append = new SqlAppend(_tables, batch, persistenceId, actor, actorInstanceId);
            if (!append.Serialize(_plugin, _format, clock.Now.UtcTicks))
            {
                append.Complete(null);
                return;
            }

            if (_storage.Writers.For(persistenceId).TryEnqueue(append) is { } refused) append.Complete(refused);
        }
    }

    private sealed class TaskAppend(TableSet tables, string persistenceId, EventRow[] rows, TaskCompletionSource completion) : AppendEvents(tables)
    {
        internal override string PersistenceId => persistenceId;

        internal override ReadOnlySpan<EventRow> Events => rows;

        protected override void Completed(StorageException? error) => SqlStorage.End(completion, error);
    }

    private sealed class TaskDelete(TableSet tables, string persistenceId, long toSequenceNr, TaskCompletionSource completion) : DeleteEvents(tables, persistenceId, toSequenceNr)
    {
        protected override void Completed(StorageException? error) => SqlStorage.End(completion, error);
    }
}
