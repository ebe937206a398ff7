namespace Switchboard.Bench.Bare;

/// <summary>A message of a bare cell: the one object that a post allocates, and the link of its queue.</summary>
internal class BareLetter
{
    public object? Message;
    public BareCell? Sender;
    public BareLetter? Next;
}

/// <summary>
/// The limit that tells are held against: an intrusive multi-producer single-consumer queue (Vyukov) that is its own work item of the
/// thread pool. It has no supervision, no system messages, no behaviours and no life cycle: what the machine does without an engine.
/// Its two ends lie on cache lines of their own, which an actor's memory budget would not allow.
/// </summary>
internal abstract class BareCell : BareConsumer, IThreadPoolWorkItem
{
    /// <summary>Messages of one run, the usual throughput of a dispatcher.</summary>
    private const int Throughput = 30;

    protected BareCell() => Newest = Taken;

    public void Post(object? message, BareCell? sender) => Post(new BareLetter { Message = message, Sender = sender });

    public void Post(BareLetter letter)
    {
        var before = Interlocked.Exchange(ref Newest, letter);
        Volatile.Write(ref before.Next, letter);
        if (Volatile.Read(ref Scheduled) == 0 && Interlocked.CompareExchange(ref Scheduled, 1, 0) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public void Execute()
    {
        while (true)
        {
            for (var handled = 0; handled < Throughput; handled++)
            {
                if (Take() is not { } letter)
                {
                    Interlocked.Exchange(ref Scheduled, 0);
                    if (ReferenceEquals(Volatile.Read(ref Newest), Taken) || Interlocked.CompareExchange(ref Scheduled, 1, 0) != 0) return;
                    continue;
                }

                Handle(letter);
            }

            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
            return;
        }
    }

    protected abstract void Handle(BareLetter letter);

    private BareLetter? Take()
    {
        var letter = Volatile.Read(ref Taken.Next);
        if (letter is null)
        {
            if (ReferenceEquals(Volatile.Read(ref Newest), Taken)) return null;
            var spin = default(SpinWait);
            while ((letter = Volatile.Read(ref Taken.Next)) is null) spin.SpinOnce(); // a producer is between its two writes
        }

        Taken.Next = null; // or a letter that a collection has promoted would keep all that came after it
        Taken = letter;
        return letter;
    }
}

/// <summary>What producers write.</summary>
internal abstract class BareProducer
{
    protected BareLetter Newest = null!;
    protected int Scheduled;
}

/// <summary>Keeps what producers write off the line of what the consumer writes.</summary>
internal abstract class BareGap : BareProducer
{
#pragma warning disable CS0169, IDE0051, CA1823 // there for their size
    private readonly long _1, _2, _3, _4, _5, _6, _7, _8;
#pragma warning restore CS0169, IDE0051, CA1823
}

/// <summary>What the consumer writes.</summary>
internal abstract class BareConsumer : BareGap
{
    protected BareLetter Taken = new();
}
