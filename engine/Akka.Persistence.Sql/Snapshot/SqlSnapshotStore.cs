using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Snapshot;
using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.Journal;
using Akka.Persistence.Sql.Storage;
using AkkaConfig = Akka.Configuration.Config;

namespace Akka.Persistence.Sql.Snapshot;

/// <summary>
/// The snapshot store on a SQL database: section <c>akka.persistence.snapshot-store.sql</c>. It shares transactions with the journal when
/// both use one database. A snapshot that cannot be read is reported as an error, and an older one is used, or the events alone.
/// </summary>
public class SqlSnapshotStore : SnapshotStore, IWithUnboundedStash
{
    private readonly SqlSettings _settings;
    private readonly SqlStorage _storage;
    private readonly EventFormat _format;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly StrongBox<bool> _tablesExist = new();

    /// <summary>Made by the persistence extension.</summary>
    /// <param name="snapshotConfig">The snapshot store's section.</param>
    public SqlSnapshotStore(AkkaConfig snapshotConfig)
    {
        var sql = SqlPersistence.Get(Context.System);
        _settings = SqlSettings.ForSnapshots(snapshotConfig.WithFallback(SqlPersistence.DefaultSnapshotConfiguration), Self.Path.Name);
        _storage = sql.Open(_settings);
        _format = new EventFormat((ExtendedActorSystem)Context.System, _settings.Serializer);
    }

    /// <summary>The stash; unused, for subclasses.</summary>
    public IStash Stash { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        (await LoadNewestReadableAsync(persistenceId, criteria).ConfigureAwait(false)).Snapshot;

    internal override async Task<(SelectedSnapshot? Snapshot, int Skipped)> LoadNewestReadableAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var since = await _storage.SettleAsync(persistenceId, _settings.Tables, _tablesExist).ConfigureAwait(false);
        var range = Range(criteria);
        for (var skipped = 0; ; skipped++)
        {
            var wanted = range;
            var row = await _storage.ReadAsync(since, session => session.ReadSnapshot(_settings.Tables, persistenceId, wanted)).ConfigureAwait(false);
            if (row is null) return (null, skipped);
            try
            {
                var state = _format.Deserialize(row.Payload, row.SerializerId, row.Manifest, "snapshot", row.SequenceNr, persistenceId);
                var metadata = new SnapshotMetadata(persistenceId, row.SequenceNr, new DateTime(row.Created, DateTimeKind.Utc));
                return (new SelectedSnapshot(metadata, state), skipped);
            }
            catch (Exception unreadable)
            {
                // Whatever the serializer throws. The events behind the snapshot are the truth, as long as they are there: the actor checks that.
                _log.Error(unreadable, "Snapshot {0} of [{1}] cannot be read; trying an older one, or the events.", row.SequenceNr, persistenceId);
            }

            range = range with { MaxSequenceNr = row.SequenceNr - 1 };
        }
    }

    /// <inheritdoc />
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        var (bytes, manifest, serializer) = _format.Serialize(snapshot);
        var row = new SnapshotRow
        {
            PersistenceId = metadata.PersistenceId,
            SequenceNr = metadata.SequenceNr,
            Created = metadata.Timestamp.Ticks,
            Payload = bytes,
            Manifest = manifest,
            SerializerId = serializer,
        };
        return _storage.WriteAsync(row.PersistenceId, completion => new TaskStore(_settings.Tables, row, completion));
    }

    /// <inheritdoc />
    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        var (from, to) = metadata.Timestamp == DateTime.MinValue ? (0, long.MaxValue) : (metadata.Timestamp.Ticks, metadata.Timestamp.Ticks);
        return Remove(metadata.PersistenceId, new SnapshotRange(metadata.SequenceNr, metadata.SequenceNr, from, to));
    }

    /// <inheritdoc />
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Remove(persistenceId, Range(criteria));

    private static SnapshotRange Range(SnapshotSelectionCriteria criteria) =>
        new(criteria.MinSequenceNr, criteria.MaxSequenceNr, (criteria.MinTimestamp ?? DateTime.MinValue).Ticks, criteria.MaxTimeStamp.Ticks);

    private Task Remove(string persistenceId, SnapshotRange range) =>
        _storage.WriteAsync(persistenceId, completion => new TaskRemove(_settings.Tables, persistenceId, range, completion));

    private sealed class TaskStore(TableSet tables, SnapshotRow row, TaskCompletionSource completion) : StoreSnapshot(tables, row)
    {
        protected override void Completed(StorageException? error) => SqlStorage.End(completion, error);
    }

    private sealed class TaskRemove(TableSet tables, string persistenceId, SnapshotRange range, TaskCompletionSource completion) : RemoveSnapshots(tables, persistenceId, range)
    {
        protected override void Completed(StorageException? error) => SqlStorage.End(completion, error);
    }
}
