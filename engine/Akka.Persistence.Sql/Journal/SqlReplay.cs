using Akka.Actor;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>
/// A replay in batches, each a short read of its own: the next is read while the actor handles the last, and not before it has come to
/// that, so that memory stays bounded and many recoveries share the connections. The task is done when the last batch is on its way.
/// </summary>
internal sealed class SqlReplay(ReplayMessages request, long toSequenceNr, TableSet tables, SqlStorage storage, JournalPlugin plugin, EventFormat format, int batchSize)
    : ReadOperation
{
    private readonly TaskCompletionSource _completion = new();
    private readonly List<EventRow> _rows = [];
    private long _from = request.FromSequenceNr;
    private long _left = request.Max;

    public Task Task => _completion.Task;

    public void Start() => storage.Reader.Enqueue(this);

    internal override void Run(IReadSession session)
    {
        var limit = (int)Math.Min(batchSize, _left);
        _rows.Clear();
        session.ReadEvents(tables, request.PersistenceId, _from, toSequenceNr, limit, _rows);
        var last = _rows.Count < limit;
        if (_rows.Count > 0)
        {
            _left -= _rows.Count;
            _from = _rows[^1].SequenceNr + 1;
            last |= _left == 0 || _from > toSequenceNr;
            if (!Send(last)) return;
        }

        if (last) _completion.SetResult();
    }

    internal override void Failed(StorageException error) => _completion.TrySetException(error);

    private bool Send(bool last)
    {
        var events = new List<IPersistentRepresentation>(_rows.Count);
        try
        {
            foreach (var row in _rows) plugin.AdaptFromJournal(format.FromRow(request.PersistenceId, row), events);
        }
        catch (Exception e)
        {
            // An event that cannot be read fails the recovery with its own error, not as a failure of the database.
            _completion.SetException(e);
            return false;
        }

        request.PersistentActor.Tell(new ReplayedBatch(request, events, last ? null : Start), ActorRefs.NoSender);
        return true;
    }
}
