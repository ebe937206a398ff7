using System.Collections;
using System.Collections.Concurrent;

namespace Akka.Util;

/// <summary>A set that many threads may use at once.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public class ConcurrentSet<T> : ICollection<T> where T : notnull
{
    private readonly ConcurrentDictionary<T, byte> _items;

    /// <summary>Makes an empty set.</summary>
    public ConcurrentSet() => _items = new();

    /// <summary>Makes a set of items.</summary>
    /// <param name="collection">The items.</param>
    public ConcurrentSet(IEnumerable<T> collection) => _items = new(Pairs(collection));

    /// <summary>Makes an empty set.</summary>
    /// <param name="comparer">What is equal.</param>
    public ConcurrentSet(IEqualityComparer<T> comparer) => _items = new(comparer);

    /// <summary>Makes a set of items.</summary>
    /// <param name="collection">The items.</param>
    /// <param name="comparer">What is equal.</param>
    public ConcurrentSet(IEnumerable<T> collection, IEqualityComparer<T> comparer) => _items = new(Pairs(collection, comparer), comparer);

    /// <summary>Makes an empty set.</summary>
    /// <param name="concurrencyLevel">How many threads will change it at once, about.</param>
    /// <param name="capacity">How many items it will hold, about.</param>
    public ConcurrentSet(int concurrencyLevel, int capacity) => _items = new(concurrencyLevel, capacity);

    /// <summary>Makes a set of items.</summary>
    /// <param name="concurrencyLevel">How many threads will change it at once, about.</param>
    /// <param name="collection">The items.</param>
    /// <param name="comparer">What is equal.</param>
    public ConcurrentSet(int concurrencyLevel, IEnumerable<T> collection, IEqualityComparer<T> comparer) =>
        _items = new(concurrencyLevel, Pairs(collection, comparer), comparer);

    /// <summary>Makes an empty set.</summary>
    /// <param name="concurrencyLevel">How many threads will change it at once, about.</param>
    /// <param name="capacity">How many items it will hold, about.</param>
    /// <param name="comparer">What is equal.</param>
    public ConcurrentSet(int concurrencyLevel, int capacity, IEqualityComparer<T> comparer) => _items = new(concurrencyLevel, capacity, comparer);

    /// <summary>True when it holds nothing.</summary>
    public bool IsEmpty => _items.IsEmpty;

    /// <summary>How many items it holds at this moment. Takes all of its locks.</summary>
    public int Count => _items.Count;

    bool ICollection<T>.IsReadOnly => false;

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>False when it is there already.</returns>
    public bool TryAdd(T item) => _items.TryAdd(item, 0);

    /// <summary>Takes an item out.</summary>
    /// <param name="item">The item.</param>
    /// <returns>False when it was not there.</returns>
    public bool TryRemove(T item) => _items.TryRemove(item, out _);

    /// <summary>Tells whether an item is there.</summary>
    /// <param name="item">The item.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(T item) => _items.ContainsKey(item);

    /// <summary>Takes everything out.</summary>
    public void Clear() => _items.Clear();

    void ICollection<T>.Add(T item) => TryAdd(item);

    bool ICollection<T>.Remove(T item) => TryRemove(item);

    void ICollection<T>.CopyTo(T[] array, int arrayIndex) => _items.Keys.CopyTo(array, arrayIndex);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => _items.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.Keys.GetEnumerator();

    private static IEnumerable<KeyValuePair<T, byte>> Pairs(IEnumerable<T> items, IEqualityComparer<T>? comparer = null) =>
        items.Distinct(comparer).Select(static item => KeyValuePair.Create(item, (byte)0));
}
