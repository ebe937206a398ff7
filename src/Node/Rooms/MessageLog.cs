using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>
/// The newest messages of a room, without gaps, bounded in number and bytes. Rooms keep their history in one, hubs what they serve joins from.
/// Not thread-safe.
/// </summary>
internal sealed class MessageLog
{
    private readonly int _maxMessages;
    private readonly long _maxBytes;
    private StoredMessage?[] _ring = [];
    private int _first;

    /// <param name="maxMessages">At least 1.</param>
    /// <param name="maxBytes">Of payload. The newest message stays even when it is larger.</param>
    public MessageLog(int maxMessages, long maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        _maxMessages = maxMessages;
        _maxBytes = maxBytes;
    }

    /// <summary>The number of the newest message that was ever here, or 0. It stays when messages are forgotten.</summary>
    public long LastSeq { get; private set; }

    /// <summary>How many messages are kept.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of payload kept.</summary>
    public long Bytes { get; private set; }

    /// <summary>The number of the oldest message kept; <see cref="LastSeq"/> + 1 when none is.</summary>
    public long FirstSeq => LastSeq - Count + 1;

    /// <summary>The message with a number that is kept.</summary>
    public StoredMessage this[long seq] => At((int)(seq - FirstSeq))
        ?? throw new ArgumentOutOfRangeException(nameof(seq), seq, $"Kept are {FirstSeq} to {LastSeq}.");

    /// <summary>Forgets everything and goes on from a number.</summary>
    public void Reset(long lastSeq)
    {
        _ring = [];
        _first = 0;
        Count = 0;
        Bytes = 0;
        LastSeq = lastSeq;
    }

    /// <summary>Adds the next message and forgets the oldest ones that are too many.</summary>
    /// <exception cref="ArgumentException">Its number does not follow <see cref="LastSeq"/>.</exception>
    public void Append(StoredMessage message)
    {
        if (message.Seq != LastSeq + 1)
            throw new ArgumentException($"Message {message.Seq} does not follow {LastSeq}.", nameof(message));
        if (Count == _maxMessages)
            DropOldest();
        while (Count > 0 && Bytes + message.Payload.Length > _maxBytes)
            DropOldest();
        if (Count == _ring.Length)
            Grow();
        _ring[(_first + Count) % _ring.Length] = message;
        Count++;
        Bytes += message.Payload.Length;
        LastSeq = message.Seq;
    }

    /// <summary>The messages after a number, oldest first, as many as both limits allow but at least one when there is any. Nothing when the next one is not kept.</summary>
    public IReadOnlyList<StoredMessage> After(long seq, int maxMessages, long maxBytes)
    {
        if (seq < FirstSeq - 1 || seq >= LastSeq || maxMessages < 1)
            return [];
        var start = (int)(seq + 1 - FirstSeq);
        var count = 0;
        long bytes = 0;
        while (count < maxMessages && start + count < Count)
        {
            bytes += At(start + count)!.Payload.Length;
            if (count > 0 && bytes > maxBytes)
                break;
            count++;
        }
        return Slice(start, count);
    }

    /// <summary>The newest messages, oldest first, as many as both limits allow.</summary>
    public IReadOnlyList<StoredMessage> Newest(int maxMessages, long maxBytes)
    {
        var count = 0;
        long bytes = 0;
        while (count < maxMessages && count < Count)
        {
            bytes += At(Count - 1 - count)!.Payload.Length;
            if (bytes > maxBytes)
                break;
            count++;
        }
        return Slice(Count - count, count);
    }

    private StoredMessage? At(int index) => index >= 0 && index < Count ? _ring[(_first + index) % _ring.Length] : null;

    private StoredMessage[] Slice(int start, int count)
    {
        var slice = new StoredMessage[count];
        for (var i = 0; i < count; i++)
            slice[i] = At(start + i)!;
        return slice;
    }

    private void DropOldest()
    {
        Bytes -= _ring[_first]!.Payload.Length;
        _ring[_first] = null;
        _first = (_first + 1) % _ring.Length;
        Count--;
    }

    private void Grow()
    {
        var larger = new StoredMessage?[Math.Min(_maxMessages, Math.Max(4, _ring.Length * 2))];
        for (var i = 0; i < Count; i++)
            larger[i] = At(i);
        _ring = larger;
        _first = 0;
    }
}
