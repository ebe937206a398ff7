using Akka.Util;

namespace Akka.Routing;

/// <summary>Makes rings of consistent hashing.</summary>
public static class ConsistentHash
{
    /// <summary>Makes a ring.</summary>
    /// <typeparam name="T">The nodes' type. Nodes are told apart by their texts.</typeparam>
    /// <param name="nodes">The nodes.</param>
    /// <param name="virtualNodesFactor">Points on the ring for each node, at least 1: more spread the keys more evenly.</param>
    /// <returns>The ring.</returns>
    /// <exception cref="ArgumentException">The factor is less than 1.</exception>
    public static ConsistentHash<T> Create<T>(IEnumerable<T> nodes, int virtualNodesFactor)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        var points = new SortedDictionary<int, T>();
        foreach (var node in nodes) ConsistentHash<T>.AddPoints(points, node, virtualNodesFactor);
        return new ConsistentHash<T>(points, virtualNodesFactor);
    }
}

/// <summary>
/// Gives keys to nodes so that few keys move when a node comes or goes (Karger et al. 1997). The same nodes and keys give the same result in
/// every process. Immutable and thread-safe.
/// </summary>
/// <typeparam name="T">The nodes' type. Nodes are told apart by their texts.</typeparam>
public class ConsistentHash<T>
{
    private readonly SortedDictionary<int, T> _points;
    private readonly int[] _hashes;
    private readonly T[] _nodes;
    private readonly int _virtualNodesFactor;

    /// <summary>Makes a ring of points.</summary>
    /// <param name="nodes">The node of every point.</param>
    /// <param name="virtualNodesFactor">Points on the ring for each node that is added later, at least 1.</param>
    /// <exception cref="ArgumentException">The factor is less than 1.</exception>
    public ConsistentHash(SortedDictionary<int, T> nodes, int virtualNodesFactor)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        if (virtualNodesFactor < 1) throw new ArgumentException("virtualNodesFactor must be >= 1", nameof(virtualNodesFactor));
        _points = nodes;
        _virtualNodesFactor = virtualNodesFactor;
        _hashes = [.. nodes.Keys];
        _nodes = [.. nodes.Values];
    }

    /// <summary>True when there are no nodes.</summary>
    public bool IsEmpty => _hashes.Length == 0;

    /// <summary>A ring with one more node.</summary>
    /// <param name="hash">The ring.</param>
    /// <param name="node">The node.</param>
    public static ConsistentHash<T> operator +(ConsistentHash<T> hash, T node) => hash.Add(node);

    /// <summary>A ring without a node.</summary>
    /// <param name="hash">The ring.</param>
    /// <param name="node">The node.</param>
    public static ConsistentHash<T> operator -(ConsistentHash<T> hash, T node) => hash.Remove(node);

    /// <summary>A ring with one more node: on average one key in so many as there are nodes moves to it.</summary>
    /// <param name="node">The node.</param>
    /// <returns>A new ring.</returns>
    public ConsistentHash<T> Add(T node)
    {
        var points = new SortedDictionary<int, T>(_points);
        AddPoints(points, node, _virtualNodesFactor);
        return new ConsistentHash<T>(points, _virtualNodesFactor);
    }

    /// <summary>A ring without a node: its keys, and no others, move.</summary>
    /// <param name="node">The node.</param>
    /// <returns>A new ring.</returns>
    public ConsistentHash<T> Remove(T node)
    {
        var name = node?.ToString();
        var points = new SortedDictionary<int, T>();
        foreach (var (point, one) in _points)
            if (one?.ToString() != name) points.Add(point, one);
        return new ConsistentHash<T>(points, _virtualNodesFactor);
    }

    /// <summary>The node of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The node whose point comes next on the ring.</returns>
    /// <exception cref="InvalidOperationException">There are no nodes.</exception>
    public T NodeFor(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsEmpty ? throw Empty(Convert.ToHexString(key)) : NodeAt(MurmurHash.ByteHash(key));
    }

    /// <summary>The node of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The node whose point comes next on the ring.</returns>
    /// <exception cref="InvalidOperationException">There are no nodes.</exception>
    public T NodeFor(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsEmpty ? throw Empty(key) : NodeAt(MurmurHash.StringHash(key));
    }

    internal static void AddPoints(SortedDictionary<int, T> points, T node, int factor)
    {
        ArgumentNullException.ThrowIfNull(node);
        var name = node.ToString()!;
        for (var i = 0; i < factor; i++)
        {
            var point = MurmurHash.StringHash($"{name}:{i}");
            // Of two nodes that hash to the same point one must have it whatever the order in which they came.
            if (!points.TryGetValue(point, out var there) || string.CompareOrdinal(name, there?.ToString()) < 0) points[point] = node;
        }
    }

    private static InvalidOperationException Empty(string key) => new($"Can't get node for [{key}] from an empty node ring");

    private T NodeAt(int hash)
    {
        var index = Array.BinarySearch(_hashes, hash);
        if (index < 0) index = ~index;
        return _nodes[index == _nodes.Length ? 0 : index];
    }
}
