using Akka.Actor;
using Akka.Util;

namespace Akka.Persistence.Sql.Storage;

/// <summary>
/// The writers of one database, each with a connection of its own: while the server works on a group of one, another answers those of its last
/// group and fills the next. All operations of a persistence id meet the same writer, so that they are applied in the order in which they were queued. Thread-safe.
/// </summary>
internal sealed class WriteLanes
{
    private readonly GroupCommitQueue[] _lanes;

    /// <param name="count">How many.</param>
    /// <param name="make">Makes one.</param>
    public WriteLanes(int count, Func<GroupCommitQueue> make)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _lanes = new GroupCommitQueue[count];
        for (var i = 0; i < count; i++)
        {
            var lane = _lanes[i] = make();
            lane.Delayed += cause => OnDelayed(lane, cause);
        }
    }

    /// <summary>Told, on a writer's thread, when groups begin to wait for a database that is away.</summary>
    public event Action<StorageException>? Delayed;

    /// <summary>How long the oldest operation has been waiting or under way; zero when there is none.</summary>
    public TimeSpan OldestWait => _lanes.Max(lane => lane.OldestWait);

    /// <summary>How many operations wait for their transaction.</summary>
    public int Waiting => _lanes.Sum(lane => lane.Waiting);

    /// <summary>The writer for all that concerns a persistence id.</summary>
    public GroupCommitQueue For(string persistenceId) =>
        // The upper bits, because shards are dealt out by the lower ones: the actors of a node can have those in common.
        _lanes.Length == 1 ? _lanes[0] : _lanes[((uint)MurmurHash.StringHash(persistenceId) >> 16) % (uint)_lanes.Length];

    /// <inheritdoc cref="GroupCommitQueue.CheckProgress" />
    public void CheckProgress() => Array.ForEach(_lanes, lane => lane.CheckProgress());

    /// <inheritdoc cref="GroupCommitQueue.CloseAsync" />
    public Task CloseAsync() => Task.WhenAll(_lanes.Select(lane => lane.CloseAsync()));

    // The server is away for all of them: once is enough.
    private void OnDelayed(GroupCommitQueue lane, StorageException cause)
    {
        if (!_lanes.Any(other => other != lane && other.IsDelayed)) Delayed?.Invoke(cause);
    }
}
