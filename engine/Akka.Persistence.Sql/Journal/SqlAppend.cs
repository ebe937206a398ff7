using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>
/// One batch of one persistent actor on its way through the writer. The same object is the operation, holds its rows, and is the answer
/// that the actor gets, so that a batch costs one allocation here, and each event that of its bytes.
/// </summary>
internal sealed class SqlAppend(TableSet tables, EventBatch batch, string persistenceId, IActorRef actor, int actorInstanceId)
    : AppendEvents(tables), IWriteCompletion
{
    private readonly IActorRef? _sender = batch.First!.Sender;
    private EventRow[]? _rows; // once there are several
    private EventRow _single;
    private int _count;

    public EventBatch Batch { get; } = batch;

    public int ActorInstanceId { get; } = actorInstanceId;

    public Exception? Failure { get; private set; }

    internal override string PersistenceId => persistenceId;

    internal override long? PreviousSequenceNr => Batch.PreviousSequenceNr;

    internal override bool IsOneOfItsMaker => true;

    internal override ReadOnlySpan<EventRow> Events => _rows is null ? MemoryMarshal.CreateReadOnlySpan(ref _single, _count) : _rows.AsSpan(0, _count);

    protected override void Completed(StorageException? error)
    {
        // What has never been begun is certainly not stored: the actor may go on.
        if (error is StorageOverloadedException) RefuseAll(error);
        else Failure = error;
        actor.Tell(this, _sender);
    }

    /// <summary>Serializes the batch. An atomic write with an event that cannot be serialized is refused as a whole; the others stay.</summary>
    /// <returns>True when there is something to store.</returns>
    public bool Serialize(JournalPlugin plugin, EventFormat format, long created)
    {
        for (var item = Batch.First; item is not null; item = item.Next)
        {
            if (item.Deferred) continue;
            var (first, start) = (item, _count);
            Exception? refused = null;
            for (var left = first.GroupSize; ; item = item.Next!)
            {
                try
                {
                    if (refused is null) Add(format.ToRow(plugin.AdaptToJournal(item), created));
                }
                catch (Exception e)
                {
                    // Whatever a serializer or adapter throws: the event is refused, and the actor is told.
                    refused = e;
                }

                if (--left == 0) break;
            }

            if (refused is null) continue;
            _count = start;
            Refuse(first, first.GroupSize, refused);
        }

        return _count > 0;
    }

    /// <summary>Refuses all that was to be stored.</summary>
    public void RefuseAll(Exception reason) => Refuse(Batch.First!, Batch.Count, reason);

    private static void Refuse(PendingEvent first, int count, Exception reason)
    {
        for (var item = first; count-- > 0; item = item.Next!)
        {
            if (!item.Deferred) item.Rejection ??= reason;
        }
    }

    private void Add(in EventRow row)
    {
        if (_count == 0 && _rows is null)
        {
            _single = row;
        }
        else if (_rows is null)
        {
            _rows = new EventRow[Math.Max(2, Batch.Count)];
            _rows[0] = _single;
            _rows[_count] = row;
        }
        else
        {
            _rows[_count] = row;
        }

        _count++;
    }
}
