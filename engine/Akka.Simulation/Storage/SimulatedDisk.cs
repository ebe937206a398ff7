using Akka.Dispatch;

namespace Akka.Simulation;

/// <summary>
/// A disk, or a database on one: writes are staged and become durable after a while; a power cut keeps the oldest of what is staged and loses the rest,
/// as a log does. What it holds outlives actor systems. All chance comes from a stream of its own. Not thread-safe; see <see cref="SimulatedWorld"/>.
/// </summary>
public sealed class SimulatedDisk
{
    private readonly SimulatedWorld _world;
    private readonly SeededRandom _random;
    private readonly SortedDictionary<string, object> _contents = new(StringComparer.Ordinal);
    private readonly List<StagedWrite> _staged = [];
    private int _powerCuts;
    private bool _isSlow;

    internal SimulatedDisk(SimulatedWorld world, string name)
    {
        _world = world;
        Name = name;
        _random = world.Random.Fork("disk " + name);
    }

    /// <summary>Its node's name, or its own.</summary>
    public string Name { get; }

    /// <summary>What can go wrong. Nothing by default.</summary>
    public DiskFaults Faults { get; } = new();

    /// <summary>What can go wrong with the answers of a journal that stands on this disk. Nothing by default.</summary>
    public JournalFaults Journal { get; } = new();

    /// <summary>Writes that have become durable.</summary>
    public long Writes { get; private set; }

    /// <summary>Bytes (or whatever unit its users count in) that its durable writes have taken.</summary>
    public long Used { get; private set; }

    /// <summary>Something that the disk holds. It may be changed only by what is passed to <see cref="WriteAsync"/>.</summary>
    /// <typeparam name="T">Type of the thing.</typeparam>
    /// <param name="name">Its name on the disk.</param>
    /// <returns>The thing; a new one at the first call.</returns>
    public T Contents<T>(string name) where T : class, new()
    {
        if (!_contents.TryGetValue(name, out var contents)) _contents[name] = contents = new T();
        return (T)contents;
    }

    /// <summary>Opens a file of records, or makes an empty one.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The file.</returns>
    public SimulatedFile Open(string name) => new(this, Contents<FileContents>("file " + name));

    /// <summary>
    /// Writes. The task ends when the write is durable; when the power goes before that, never. Of writes under way at the same time any may be durable first.
    /// </summary>
    /// <param name="apply">Changes what the disk holds, all or nothing; it throws to refuse.</param>
    /// <param name="size">How much room it takes; negative when it frees some.</param>
    /// <returns>The end of the write.</returns>
    /// <exception cref="IOException">The disk fails (the write may have been done all the same) or is full.</exception>
    public async Task WriteAsync(Action apply, long size = 1)
    {
        ArgumentNullException.ThrowIfNull(apply);
        var write = new StagedWrite(apply, size);
        _staged.Add(write);
        await Latency().ConfigureAwait(false);
        _staged.Remove(write);
        if (size > 0 && Used + size > Faults.Capacity) throw new IOException($"simulated: disk [{Name}] is full");
        var fails = _random.Chance(Faults.WriteErrors);
        if (!fails || _random.Chance(Faults.FailedWritesKept)) Apply(write);
        if (fails) throw new IOException($"simulated: a write to disk [{Name}] failed");
    }

    /// <summary>Reads what is durable after a while.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads it, as it is at that moment.</param>
    /// <returns>What was read. Ends never when the power goes first.</returns>
    /// <exception cref="IOException">The disk fails.</exception>
    public async Task<T> ReadAsync<T>(Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        await Latency().ConfigureAwait(false);
        return _random.Chance(Faults.ReadErrors) ? throw new IOException($"simulated: disk [{Name}] cannot be read") : read();
    }

    /// <summary>
    /// The power goes. Of what had not become durable the oldest writes are kept, up to a random one, and the rest is lost; operations under way never end.
    /// </summary>
    public void PowerCut()
    {
        _powerCuts++;
        var kept = _random.Next(_staged.Count + 1);
        foreach (var write in _staged.Take(kept))
        {
            // One that would have been refused is not there either.
            try
            {
                Apply(write);
            }
            catch (Exception refused)
            {
                _world.Trace?.Add(Name, "disk: staged write refused: " + refused.Message);
            }
        }

        if (_staged.Count > 0) _world.Trace?.Add(Name, $"disk: {kept} of {_staged.Count} unsynced writes kept");
        _staged.Clear();
    }

    private void Apply(StagedWrite write)
    {
        write.Apply();
        Writes++;
        Used += write.Size;
    }

    // Ends as a piece of work of the node, in no fixed order with what else is ready then.
    private Task Latency()
    {
        _isSlow = _isSlow ? !_random.Chance(Faults.SlowPeriodEnds) : _random.Chance(Faults.SlowPeriods);
        var delay = _random.Span(Faults.Fastest, Faults.Slowest);
        if (_isSlow) delay *= Faults.Slowdown;
        var done = new TaskCompletionSource();
        var life = _powerCuts;
        if (_random.Chance(Faults.Hangs)) return done.Task;
        _world.After(delay, () =>
        {
            if (life == _powerCuts) done.SetResult();
        });
        return done.Task;
    }

    private sealed record StagedWrite(Action Apply, long Size);
}

/// <summary>What can go wrong with a disk. May be changed at any time. Chances are from 0 (never, the default) to 1.</summary>
public sealed class DiskFaults
{
    /// <summary>The shortest time an operation takes: 0.1 ms by default.</summary>
    public TimeSpan Fastest { get; set; } = TimeSpan.FromMilliseconds(0.1);

    /// <summary>The longest time an operation takes outside of slow periods: 2 ms by default.</summary>
    public TimeSpan Slowest { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Chance that a slow period begins with an operation.</summary>
    public double SlowPeriods { get; set; }

    /// <summary>Chance that a slow period ends with an operation: 0.1 by default, so that it lasts for ten of them.</summary>
    public double SlowPeriodEnds { get; set; } = 0.1;

    /// <summary>How many times longer an operation takes in a slow period: 100 by default.</summary>
    public double Slowdown { get; set; } = 100;

    /// <summary>Chance that a write fails.</summary>
    public double WriteErrors { get; set; }

    /// <summary>Chance that a write that fails has been done all the same: 0.5 by default.</summary>
    public double FailedWritesKept { get; set; } = 0.5;

    /// <summary>Chance that a read fails.</summary>
    public double ReadErrors { get; set; }

    /// <summary>Chance that an operation never ends. What it would have written stays staged until the power goes.</summary>
    public double Hangs { get; set; }

    /// <summary>How much fits on it, in the unit of the writes' sizes. Unbounded by default.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>Makes the disk work: no errors, no slow periods, an end to everything, room for everything.</summary>
    public void Heal()
    {
        SlowPeriods = WriteErrors = ReadErrors = Hangs = 0;
        SlowPeriodEnds = 1;
        Capacity = long.MaxValue;
    }
}
