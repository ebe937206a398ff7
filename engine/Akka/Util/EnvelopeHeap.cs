using Akka.Actor;

namespace Akka.Util;

/// <summary>A binary heap in a list (Williams 1964). The priority of a message is asked for once; equals are told apart by a number when they must keep their order.</summary>
internal sealed class EnvelopeHeap(int capacity, Func<object, int> priorityOf, bool isStable)
{
    private readonly List<Entry> _entries = new(capacity);
    private long _next;

    public int Count => _entries.Count;

    public Envelope First => _entries.Count > 0 ? _entries[0].Envelope : throw Empty();

    public void Add(Envelope envelope)
    {
        var entry = new Entry(priorityOf(envelope.Message), isStable ? _next++ : 0, envelope);
        var at = _entries.Count;
        _entries.Add(entry);
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!entry.Precedes(_entries[parent])) break;
            _entries[at] = _entries[parent];
            at = parent;
        }

        _entries[at] = entry;
    }

    public Envelope TakeFirst()
    {
        var first = First;
        var last = _entries[^1];
        _entries.RemoveAt(_entries.Count - 1);
        if (_entries.Count > 0) SiftDown(last);
        return first;
    }

    public bool IsConsistent()
    {
        for (var i = 1; i < _entries.Count; i++)
            if (_entries[i].Precedes(_entries[(i - 1) / 2])) return false;
        return true;
    }

    public override string ToString() => string.Join(' ', _entries.Select(static e => e.Envelope.ToString())) + $" count = {_entries.Count}";

    private static InvalidOperationException Empty() => new("The queue is empty.");

    private void SiftDown(Entry entry)
    {
        var at = 0;
        while (2 * at + 1 < _entries.Count)
        {
            var child = 2 * at + 1;
            if (child + 1 < _entries.Count && _entries[child + 1].Precedes(_entries[child])) child++;
            if (!_entries[child].Precedes(entry)) break;
            _entries[at] = _entries[child];
            at = child;
        }

        _entries[at] = entry;
    }

    private readonly struct Entry(int priority, long number, Envelope envelope)
    {
        private readonly int _priority = priority;
        private readonly long _number = number;

        public readonly Envelope Envelope = envelope;

        public bool Precedes(in Entry other) => _priority != other._priority ? _priority < other._priority : _number < other._number;
    }
}
