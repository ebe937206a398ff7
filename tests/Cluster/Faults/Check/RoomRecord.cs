namespace Switchboard.Cluster.Tests.Faults.Check;

/// <summary>What was seen of a room from outside: when its messages were acknowledged, and what readers found stored. Thread-safe.</summary>
internal sealed class RoomRecord(string name)
{
    private readonly Lock _gate = new();
    private readonly List<long> _acknowledgements = [];

    public string Name { get; } = name;

    /// <summary>The messages that were read, by number; the first one is number 1. Of the one reader only.</summary>
    public List<long> Stored { get; } = [];

    /// <summary>What the numbers count in, as the reader knows it.</summary>
    public string? Epoch { get; set; }

    /// <param name="time">A timestamp of the stopwatch.</param>
    public void Acknowledged(long time)
    {
        lock (_gate)
            _acknowledgements.Add(time);
    }

    /// <summary>The longest time without an acknowledgement that overlaps with a period; in ticks of the stopwatch.</summary>
    public long LongestGap(long from, long to)
    {
        lock (_gate)
            return ServiceGap.Longest(_acknowledgements, from, to);
    }
}
