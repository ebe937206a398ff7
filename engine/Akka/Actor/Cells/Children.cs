using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>
/// The children of one actor, in the order in which they were started. A child costs one slot of an array; names are indexed only
/// for children that were given one. A made-up name is the child's number, and the slots are sorted by number.
/// </summary>
/// <remarks>Guarded by its own monitor: the actor changes it, and so do threads that create top-level actors and those that look at the tree.</remarks>
internal sealed class Children
{
    /// <summary>Of actors that have stopped: takes no child.</summary>
    public static readonly Children None = new() { IsClosed = true };

    private ActorCell?[] _slots = new ActorCell?[4];
    private Dictionary<string, ActorCell>? _named;
    private int _used;
    private long _nextNumber;

    public int Count { get; private set; }

    /// <summary>How many have been told to stop.</summary>
    public int Dying { get; set; }

    /// <summary>Set while the parent stops: no child may be added.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Adds a child and gives it its number.</summary>
    /// <returns>False when the name is taken, or the parent stops.</returns>
    public bool TryAdd(ActorCell child, string? name)
    {
        lock (this)
        {
            if (IsClosed) return false;
            if (name is not null && !(_named ??= new Dictionary<string, ActorCell>(StringComparer.Ordinal)).TryAdd(name, child)) return false;
            if (_used == _slots.Length) MakeRoom();
            child.SetNumber(_nextNumber++);
            child.Slot = _used;
            _slots[_used++] = child;
            Count++;
            return true;
        }
    }

    public bool Remove(ActorCell child)
    {
        lock (this)
        {
            if (!Holds(child)) return false;
            _slots[child.Slot] = null;
            Count--;
            if (child.GivenName is { } name) _named!.Remove(name);
            while (_used > 0 && _slots[_used - 1] is null) _used--;
            if (_slots.Length > 64 && Count <= _slots.Length / 4) CloseGaps(new ActorCell?[_slots.Length / 2]);
            return true;
        }
    }

    /// <summary>Takes no more children from here on.</summary>
    /// <returns>Those that are there.</returns>
    public ActorCell[] Close()
    {
        lock (this)
        {
            IsClosed = true;
            return ToArray();
        }
    }

    public bool Contains(ActorCell child)
    {
        lock (this)
        {
            return Holds(child);
        }
    }

    public bool TryGet(string name, [NotNullWhen(true)] out ActorCell? child)
    {
        lock (this)
        {
            if (_named is not null && _named.TryGetValue(name, out child)) return true;
            child = MadeUpNames.TryParse(name, out var number) && SlotOf(number) is >= 0 and var slot ? _slots[slot] : null;
            return child is { GivenName: null };
        }
    }

    public ActorCell[] ToArray()
    {
        lock (this)
        {
            var all = new ActorCell[Count];
            var index = 0;
            for (var slot = 0; slot < _used; slot++)
                if (_slots[slot] is { } child) all[index++] = child;
            return all;
        }
    }

    /// <summary>Up to <paramref name="most"/> children whose number is at least <paramref name="from"/>: for looking at a parent of millions in pages.</summary>
    public List<ActorCell> Page(long from, int most)
    {
        lock (this)
        {
            var page = new List<ActorCell>();
            var slot = SlotOf(from);
            for (slot = slot < 0 ? ~slot : slot; slot < _used && page.Count < most; slot++)
                if (_slots[slot] is { } child) page.Add(child);
            return page;
        }
    }

    /// <summary>Up to <paramref name="most"/> children, taken at even distances: a sample of a parent of millions.</summary>
    public List<ActorCell> Sample(int most)
    {
        lock (this)
        {
            var sample = new List<ActorCell>();
            var step = Math.Max(1, _used / (double)Math.Max(1, most));
            for (var at = 0.0; (int)at < _used && sample.Count < most; at += step)
                if (_slots[(int)at] is { } child) sample.Add(child);
            return sample;
        }
    }

    private bool Holds(ActorCell child) => child.Slot < _used && ReferenceEquals(_slots[child.Slot], child);

    // Binary search by number. Emptied slots do not know theirs: the search steps back to the nearest one that does.
    private int SlotOf(long number)
    {
        var (low, high) = (0, _used - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var probe = middle;
            while (probe >= low && _slots[probe] is null) probe--;
            if (probe < low)
            {
                low = middle + 1;
                continue;
            }

            var found = _slots[probe]!.Number;
            if (found == number) return probe;
            if (found < number) low = middle + 1;
            else high = probe - 1;
        }

        return ~low;
    }

    // Half of the slots empty: close the gaps. Otherwise double.
    private void MakeRoom() => CloseGaps(Count <= _slots.Length / 2 ? _slots : new ActorCell?[_slots.Length * 2]);

    private void CloseGaps(ActorCell?[] slots)
    {
        var used = 0;
        for (var slot = 0; slot < _used; slot++)
        {
            if (_slots[slot] is not { } child) continue;
            child.Slot = used;
            slots[used++] = child;
        }

        if (ReferenceEquals(slots, _slots)) Array.Clear(slots, used, _used - used);
        _slots = slots;
        _used = used;
    }
}
