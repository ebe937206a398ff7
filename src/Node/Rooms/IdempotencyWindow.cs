using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>
/// The newest idempotency keys of a room and the numbers of the messages stored under them. Keys are told apart by identity too: two users who
/// both count 1, 2, 3 never lose a message to each other. Not thread-safe.
/// </summary>
internal sealed class IdempotencyWindow(int capacity)
{
    private readonly Queue<StoredKey> _order = new();
    private readonly Dictionary<(string? From, string Id), long> _numbers = [];

    /// <summary>The keys, oldest first.</summary>
    public IReadOnlyList<StoredKey> Keys => [.. _order];

    /// <summary>Whether a key is remembered, and its message.</summary>
    public bool TryGet(string? from, string id, out long seq) => _numbers.TryGetValue((from, id), out seq);

    /// <summary>Remembers a key and forgets the oldest ones that are too many.</summary>
    public void Add(StoredKey key)
    {
        // The same key can come back after it was forgotten: its newer number counts, and goes with the newer entry.
        _numbers[(key.From, key.Id)] = key.Seq;
        _order.Enqueue(key);
        while (_order.Count > capacity)
        {
            var oldest = _order.Dequeue();
            if (_numbers.TryGetValue((oldest.From, oldest.Id), out var seq) && seq == oldest.Seq)
                _numbers.Remove((oldest.From, oldest.Id));
        }
    }

    /// <summary>Forgets every key.</summary>
    public void Clear()
    {
        _order.Clear();
        _numbers.Clear();
    }
}
