namespace Akka.Remote.Wire;

/// <summary>How a text that may have been sent before stands in a message. The numbers are part of the protocol.</summary>
internal static class Interned
{
    public const uint None = 0;
    public const uint Literal = 1;
    public const uint Define = 2;

    /// <summary>Slot 0.</summary>
    public const uint FirstSlot = 3;

    /// <summary>Slots of one table. When all are taken, the one that was taken first is taken again.</summary>
    public const int Slots = 1024;

    /// <summary>Characters of the longest text that gets a number. With the number of slots it bounds what a peer can make us hold.</summary>
    public const int LongestText = 128;

    public const int LongestBytes = LongestText * 3;
}

/// <summary>The sending side of a table: which keys have been sent on this connection, and under which number.</summary>
internal sealed class InternTable<TKey>(IEqualityComparer<TKey> comparer) where TKey : class
{
    private readonly Dictionary<TKey, int> _slotOf = new(comparer);
    private readonly List<TKey> _keys = [];
    private int _next;
    private TKey? _lastKey;
    private int _lastSlot;

    /// <summary>Finds the number of a key.</summary>
    public bool TryFind(TKey key, out int slot)
    {
        if (ReferenceEquals(key, _lastKey))
        {
            slot = _lastSlot;
            return true;
        }

        if (!_slotOf.TryGetValue(key, out slot)) return false;
        _lastKey = key;
        _lastSlot = slot;
        return true;
    }

    /// <summary>Gives a key a number.</summary>
    public int Define(TKey key)
    {
        var slot = _next;
        _next = (_next + 1) % Interned.Slots;
        if (slot < _keys.Count)
        {
            _slotOf.Remove(_keys[slot]);
            _keys[slot] = key;
            _lastKey = null;
        }
        else
        {
            _keys.Add(key);
        }

        _slotOf[key] = slot;
        return slot;
    }
}

/// <summary>The receiving side of a table.</summary>
internal sealed class SlotTable<T> where T : class
{
    private T?[] _slots = new T?[16];

    public T Get(uint slot) => slot < (uint)_slots.Length && _slots[slot] is { } found ? found : throw new MalformedFrameException($"Number {slot} has not been defined.");

    public void Set(uint slot, T value)
    {
        if (slot >= Interned.Slots) throw new MalformedFrameException($"Number {slot} is beyond the table of {Interned.Slots}.");
        if (slot >= (uint)_slots.Length) Array.Resize(ref _slots, Math.Min(Interned.Slots, Math.Max((int)slot + 1, _slots.Length * 2)));
        _slots[slot] = value;
    }
}
