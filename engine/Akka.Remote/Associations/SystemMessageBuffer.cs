using Akka.Dispatch.SysMsg;

namespace Akka.Remote.Associations;

/// <summary>
/// System messages until the other side has acknowledged them. A connection delivers in order, so they are sent again only when a new one has been
/// made. The pump's alone.
/// </summary>
internal sealed class SystemMessageBuffer
{
    private readonly Queue<Entry> _unacknowledged = new();
    private long _nextSequence = 1;
    private long _nextToSend = 1;

    public readonly record struct Entry(long Sequence, SystemMessage Message, RemoteActorRef Recipient, long AddedAt);

    public int Count => _unacknowledged.Count;

    /// <summary>When the oldest was added; null when all have been acknowledged.</summary>
    public long? OldestAddedAt => _unacknowledged.TryPeek(out var oldest) ? oldest.AddedAt : null;

    /// <summary>The number of the oldest that has not been acknowledged, or of the next one that will come.</summary>
    public long FirstSequence => _unacknowledged.TryPeek(out var oldest) ? oldest.Sequence : _nextSequence;

    public bool HasUnsent => _nextToSend < _nextSequence;

    public void Add(SystemMessage message, RemoteActorRef recipient, long now) => _unacknowledged.Enqueue(new Entry(_nextSequence++, message, recipient, now));

    /// <summary>Forgets what the other side has.</summary>
    /// <param name="upTo">The number of the last that it has.</param>
    public void Acknowledge(long upTo)
    {
        upTo = Math.Min(upTo, _nextToSend - 1); // what has not been sent cannot have arrived, whatever the other side says
        while (_unacknowledged.TryPeek(out var oldest) && oldest.Sequence <= upTo) _unacknowledged.Dequeue();
        _nextToSend = Math.Max(_nextToSend, FirstSequence);
    }

    /// <summary>All that is not acknowledged is to be sent on a new connection.</summary>
    public void Resend() => _nextToSend = FirstSequence;

    /// <summary>Those that have not been sent on this connection, oldest first.</summary>
    public IEnumerable<Entry> Unsent() => _unacknowledged.Skip((int)(_nextToSend - FirstSequence));

    public void Sent(long sequence) => _nextToSend = sequence + 1;

    /// <summary>Gives up on all.</summary>
    /// <returns>How many there were.</returns>
    public int Clear()
    {
        var count = _unacknowledged.Count;
        _unacknowledged.Clear();
        _nextToSend = _nextSequence;
        return count;
    }
}
