namespace Akka.Util;

/// <summary>A map from a key to a set of values. Thread-safe: every operation takes one lock; what is handed out are copies.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public class Index<TKey, TValue> where TKey : notnull
{
    // Guards _values. Never held while code of others runs.
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, HashSet<TValue>> _values = [];

    /// <summary>Makes an empty index.</summary>
    public Index()
    {
    }

    /// <summary>True when there is no key.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _values.Count == 0;
        }
    }

    /// <summary>The keys at this moment.</summary>
    public ICollection<TKey> Keys
    {
        get
        {
            lock (_gate) return _values.Keys.ToArray();
        }
    }

    /// <summary>All values at this moment, of any key.</summary>
    public HashSet<TValue> Values
    {
        get
        {
            lock (_gate) return [.. _values.Values.SelectMany(static set => set)];
        }
    }

    /// <summary>The values of a key at this moment; none when the key is not there.</summary>
    /// <param name="key">The key.</param>
    public IEnumerable<TValue> this[TKey key]
    {
        get
        {
            lock (_gate) return _values.TryGetValue(key, out var set) ? set.ToArray() : [];
        }
    }

    /// <summary>Adds a value to a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the key has it already.</returns>
    public bool Put(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (!_values.TryGetValue(key, out var set)) _values[key] = set = [];
            return set.Add(value);
        }
    }

    /// <summary>Finds a value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="predicate">What it must be like.</param>
    /// <returns>The first that fits, or the type's default.</returns>
    public TValue? FindValue(TKey key, Func<TValue, bool> predicate) => this[key].FirstOrDefault(predicate);

    /// <summary>Calls a function for every pair at this moment.</summary>
    /// <param name="fun">The function.</param>
    public void ForEach(Action<TKey, TValue> fun)
    {
        (TKey, TValue)[] pairs;
        lock (_gate) pairs = [.. from entry in _values from value in entry.Value select (entry.Key, value)];
        foreach (var (key, value) in pairs) fun(key, value);
    }

    /// <summary>Takes a value from a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the key had no such value.</returns>
    public bool Remove(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (!_values.TryGetValue(key, out var set) || !set.Remove(value)) return false;
            if (set.Count == 0) _values.Remove(key);
            return true;
        }
    }

    /// <summary>Takes a key and its values out.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The values that it had.</returns>
    public IEnumerable<TValue> Remove(TKey key)
    {
        lock (_gate) return _values.Remove(key, out var set) ? set.ToArray() : [];
    }

    /// <summary>Takes a value from every key.</summary>
    /// <param name="value">The value.</param>
    public void RemoveValue(TValue value)
    {
        lock (_gate)
        {
            foreach (var (key, set) in _values.ToArray())
                if (set.Remove(value) && set.Count == 0) _values.Remove(key);
        }
    }

    /// <summary>Takes everything out.</summary>
    public void Clear()
    {
        lock (_gate) _values.Clear();
    }
}
