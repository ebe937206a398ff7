namespace Akka.Simulation;

/// <summary>
/// A file of records that only grows: what is appended is in the cache of the machine until it is synced. Open one per life of a node; the
/// records outlive it, as far as they were synced.
/// </summary>
public sealed class SimulatedFile
{
    private readonly SimulatedDisk _disk;
    private readonly FileContents _contents;
    private readonly List<object> _cached = [];
    private Task _syncing = Task.CompletedTask;
    private Exception? _broken;

    internal SimulatedFile(SimulatedDisk disk, FileContents contents)
    {
        _disk = disk;
        _contents = contents;
    }

    /// <summary>Records that are durable.</summary>
    public int Synced => _contents.Records.Count;

    /// <summary>Records appended here that no sync has taken yet.</summary>
    public int Unsynced => _cached.Count;

    /// <summary>Appends a record to the cache.</summary>
    /// <param name="record">The record. It must not change any more.</param>
    public void Append(object record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _cached.Add(record);
    }

    /// <summary>Makes everything appended so far durable, in order. After a failure what was being synced may be there in full or not at all.</summary>
    /// <returns>Ends when it is durable; never when the power goes first.</returns>
    /// <exception cref="IOException">The disk failed, now or at an earlier sync: after a failed sync nothing more can be said of a file, so it must be opened again and read.</exception>
    public Task SyncAsync()
    {
        object[] records = [.. _cached];
        _cached.Clear();
        return _syncing = SyncAsync(_syncing, records);
    }

    /// <summary>Reads what is durable.</summary>
    /// <param name="from">Index of the first record.</param>
    /// <param name="count">At most so many.</param>
    /// <returns>The records, in order.</returns>
    /// <exception cref="IOException">The disk fails.</exception>
    public Task<IReadOnlyList<object>> ReadAsync(int from = 0, int count = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        return _disk.ReadAsync<IReadOnlyList<object>>(() => [.. _contents.Records.Skip(from).Take(count)]);
    }

    // One after the other: what came later is never there without what came before it.
    private async Task SyncAsync(Task before, object[] records)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_broken is { } broken) throw new IOException("simulated: the file is broken since a sync failed", broken);
        if (records.Length == 0) return;
        try
        {
            await _disk.WriteAsync(() => _contents.Records.AddRange(records), records.Length).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            _broken = failure;
            throw;
        }
    }
}

/// <summary>What is durable of a file.</summary>
internal sealed class FileContents
{
    public List<object> Records { get; } = [];
}
