using System.Collections.Concurrent;
using Switchboard.Messages;
using Switchboard.Messages.Wire;

namespace Simulation.Rooms;

/// <summary>
/// A database that outlives the nodes that use it. What is written is staged first and durable only when its sync has ended; a crash keeps or loses each
/// staged write as chance has it, as an operating system does. All chance comes from the seed.
/// </summary>
internal sealed class SimulatedDisk
{
    private static readonly ConcurrentDictionary<string, SimulatedDisk> All = new();
    private static int _names;

    private readonly Random _random;
    private readonly Dictionary<string, SortedDictionary<long, StoredBytes>> _events = [];
    private readonly Dictionary<string, long> _highest = [];
    private readonly Dictionary<string, SortedDictionary<long, StoredBytes>> _snapshots = [];
    private readonly List<Action> _staged = [];
    private int _crashes;

    public SimulatedDisk(int seed)
    {
        _random = new Random(seed);
        All[Name] = this;
    }

    /// <summary>How a node's configuration names it.</summary>
    public string Name { get; } = "disk-" + Interlocked.Increment(ref _names);

    /// <summary>Writes of events fail; some of them are stored all the same.</summary>
    public bool FailWrites { get; set; }

    /// <summary>Reads fail.</summary>
    public bool FailReads { get; set; }

    /// <summary>Snapshots cannot be saved.</summary>
    public bool FailSnapshots { get; set; }

    /// <summary>The journal is well and refuses each batch of events for what is in it.</summary>
    public bool RejectWrites { get; set; }

    /// <summary>How long an operation takes at most.</summary>
    public TimeSpan Slowest { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Told what becomes durable, for the story of a run.</summary>
    public Action<string>? Tell { get; set; }

    /// <summary>Events stored in all.</summary>
    public int Writes { get; private set; }

    public static SimulatedDisk Of(string name) => All[name];

    public static void Forget(SimulatedDisk disk) => All.TryRemove(disk.Name, out _);

    /// <summary>The power goes. What had not been synced is kept or lost; operations under way never end.</summary>
    public void Crash()
    {
        _crashes++;
        foreach (var write in _staged.ToArray())
        {
            // In order: what a log holds behind a lost write is lost with it.
            if (_random.Next(2) == 0)
                break;
            write();
        }
        _staged.Clear();
    }

    /// <summary>Turns a bit of the newest snapshot, if there is an older one that can be read: two broken disks at a time are too many for anybody.</summary>
    public bool CorruptNewestSnapshot(string persistenceId)
    {
        if (!_snapshots.TryGetValue(persistenceId, out var snapshots) || snapshots.Reverse().Take(2).Count(s => TryDecode(s.Value) is not null) < 2)
            return false;
        var (number, stored) = snapshots.Last();
        var bytes = (byte[])stored.Bytes.Clone();
        bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        snapshots[number] = stored with { Bytes = bytes };
        return true;
    }

    /// <summary>Puts a snapshot that can be read in the place of the newest one.</summary>
    public void ReplaceNewestSnapshot(string persistenceId, RoomSnapshot snapshot)
    {
        var (number, stored) = _snapshots[persistenceId].Last();
        _snapshots[persistenceId][number] = stored with { Bytes = MessageCodec.Encode(snapshot).Bytes };
    }

    public void LoseSnapshots(string persistenceId) => _snapshots.Remove(persistenceId);

    public int SnapshotCount(string persistenceId) => _snapshots.TryGetValue(persistenceId, out var s) ? s.Count : 0;

    public IReadOnlyList<(long Number, StoredBytes Event)> Events(string persistenceId) =>
        _events.TryGetValue(persistenceId, out var events) ? [.. events.Select(e => (e.Key, e.Value))] : [];

    /// <summary>The messages of a room that are durable: those of the newest snapshot that can be read and of the events behind it.</summary>
    public IReadOnlyList<StoredMessage> Log(string persistenceId)
    {
        var log = new List<StoredMessage>();
        if (_snapshots.TryGetValue(persistenceId, out var snapshots))
        {
            foreach (var (_, stored) in snapshots.Reverse())
            {
                if (TryDecode(stored) is not RoomSnapshot snapshot)
                    continue;
                log.AddRange(snapshot.Messages);
                break;
            }
        }
        log.AddRange(Events(persistenceId).Select(e => (StoredMessage)TryDecode(e.Event)!).Where(m => log.Count == 0 || m.Seq > log[^1].Seq));
        return log;
    }

    private static object? TryDecode(StoredBytes stored)
    {
        try
        {
            return MessageCodec.Decode(stored.Manifest, stored.Bytes);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public async Task Write(string persistenceId, IReadOnlyList<(long Number, StoredBytes Event)> events, TimeProvider time)
    {
        await Sync(time, () => Add(persistenceId, events), FailWrites);
    }

    /// <summary>What another node stores behind the highest number: it is durable when this returns.</summary>
    public void WriteElsewhere(string persistenceId, params RoomEvent[] events)
    {
        var next = _highest.GetValueOrDefault(persistenceId) + 1;
        Add(persistenceId, [.. events.Select((e, i) => (next + i, Encode(e)))]);
    }

    private void Add(string persistenceId, IReadOnlyList<(long Number, StoredBytes Event)> events)
    {
        // Deleted events count, as in the real journals.
        if (events[0].Number <= _highest.GetValueOrDefault(persistenceId))
            throw new InvalidOperationException($"{persistenceId}: event {events[0].Number} is written twice.");
        var rows = RowsOf(_events, persistenceId);
        foreach (var (number, e) in events)
        {
            rows.Add(number, e);
            _highest[persistenceId] = number;
            Writes++;
        }
    }

    private static StoredBytes Encode(RoomEvent e)
    {
        var (manifest, bytes) = MessageCodec.Encode(e);
        return new StoredBytes(MessagesSerializer.FixedIdentifier, manifest, bytes, default);
    }

    public async Task<IReadOnlyList<(long Number, StoredBytes Event)>> Read(string persistenceId, long from, long to, TimeProvider time)
    {
        await Wait(time);
        if (FailReads)
            throw new IOException("simulated: the disk cannot be read");
        return [.. Events(persistenceId).Where(e => e.Number >= from && e.Number <= to)];
    }

    public async Task<long> Highest(string persistenceId, TimeProvider time)
    {
        await Wait(time);
        if (FailReads)
            throw new IOException("simulated: the disk cannot be read");
        return _highest.GetValueOrDefault(persistenceId);
    }

    public Task Delete(string persistenceId, long to, TimeProvider time) => Sync(time, () =>
    {
        var rows = RowsOf(_events, persistenceId);
        foreach (var number in rows.Keys.Where(n => n <= to).ToArray())
            rows.Remove(number);
        Tell?.Invoke($"disk: events up to {to} deleted");
    }, FailWrites);

    public Task SaveSnapshot(string persistenceId, long number, StoredBytes snapshot, TimeProvider time) =>
        Sync(time, () =>
        {
            RowsOf(_snapshots, persistenceId)[number] = snapshot;
            Tell?.Invoke($"disk: snapshot {number} saved");
        }, FailSnapshots || FailWrites);

    public async Task<IReadOnlyList<(long Number, StoredBytes Snapshot)>> Snapshots(string persistenceId, long max, TimeProvider time)
    {
        await Wait(time);
        return FailReads
            ? throw new IOException("simulated: the disk cannot be read")
            : [.. RowsOf(_snapshots, persistenceId).Where(s => s.Key <= max).Reverse().Select(s => (s.Key, s.Value))];
    }

    public Task DeleteSnapshots(string persistenceId, long max, TimeProvider time) => Sync(time, () =>
    {
        var rows = RowsOf(_snapshots, persistenceId);
        foreach (var number in rows.Keys.Where(n => n <= max).ToArray())
            rows.Remove(number);
        Tell?.Invoke($"disk: snapshots up to {max} deleted");
    }, FailSnapshots);

    private async Task Sync(TimeProvider time, Action write, bool fails)
    {
        var life = _crashes;
        _staged.Add(write);
        await Wait(time);
        if (life != _crashes || !_staged.Remove(write))
            return;
        if (!fails || _random.Next(3) == 0)
            write();
        if (fails)
            throw new IOException("simulated: the disk is full");
    }

    private async Task Wait(TimeProvider time)
    {
        var delay = Slowest * _random.NextDouble();
        await Task.Delay(delay < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : delay, time);
    }

    private static SortedDictionary<long, StoredBytes> RowsOf(Dictionary<string, SortedDictionary<long, StoredBytes>> table, string persistenceId) =>
        table.TryGetValue(persistenceId, out var rows) ? rows : table[persistenceId] = [];
}

/// <summary>An object as a database holds it.</summary>
internal sealed record StoredBytes(int SerializerId, string Manifest, byte[] Bytes, DateTime Timestamp);
