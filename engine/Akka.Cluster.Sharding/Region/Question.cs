namespace Akka.Cluster.Sharding;

/// <summary>
/// When something is asked again that was not answered: soon at first, since a coordinator is about to start as often as it is away, and then at the interval that is set. Each
/// question has its own time: one that is new is not held up by those that have waited for long.
/// </summary>
internal struct Question
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    private int _times;

    /// <summary>When it is asked next, on the scheduler's clock. Meaningful once it has been asked.</summary>
    public TimeSpan DueAt { get; private set; }

    /// <summary>It is to be asked at once, and soon again.</summary>
    public void Reset()
    {
        _times = 0;
        DueAt = TimeSpan.Zero;
    }

    /// <summary>Whether it is time to ask; then the next time is set.</summary>
    /// <param name="now">The time on the scheduler's clock.</param>
    /// <param name="interval">The longest pause.</param>
    public bool IsDue(TimeSpan now, TimeSpan interval)
    {
        if (now < DueAt) return false;
        var soon = First * (1 << Math.Min(_times++, 16));
        DueAt = now + (soon < interval ? soon : interval);
        return true;
    }
}
