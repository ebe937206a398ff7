using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Akka.Cluster;

/// <summary>Counts the changes each node has made to something they share, so that one can tell which of two states came later, or that neither did
/// (Fidge 1988, Mattern 1989). Immutable.</summary>
public class VectorClock
{
    private static readonly VectorClock Empty = new([], []);

    // Sorted by node. Clocks are compared with every gossip: arrays side by side are walked once and hold no tree.
    private readonly Node[] _nodes;
    private readonly long[] _counts;
    private ImmutableSortedDictionary<Node, long>? _versions;

    private VectorClock(Node[] nodes, long[] counts)
    {
        _nodes = nodes;
        _counts = counts;
    }

    /// <summary>How one clock stands to another.</summary>
    public enum Ordering
    {
        /// <summary>It has seen everything the other has, and more.</summary>
        After = 0,

        /// <summary>The other has seen everything it has, and more.</summary>
        Before = 1,

        /// <summary>Both have seen the same.</summary>
        Same = 2,

        /// <summary>Each has seen something that the other has not.</summary>
        Concurrent = 3,

        /// <summary>Asks a comparison for its whole result; no comparison returns it.</summary>
        FullOrder = 4,
    }

    /// <summary>The number of changes by node.</summary>
    public ImmutableSortedDictionary<Node, long> Versions =>
        _versions ??= _nodes.Select((node, i) => KeyValuePair.Create(node, _counts[i])).ToImmutableSortedDictionary();

    internal ReadOnlySpan<Node> Nodes => _nodes;

    internal ReadOnlySpan<long> Counts => _counts;

    /// <summary>A clock that has seen nothing.</summary>
    /// <returns>The empty clock.</returns>
    public static VectorClock Create() => Empty;

    /// <summary>A clock that has seen what is given.</summary>
    /// <param name="seedValues">The number of changes by node.</param>
    /// <returns>A clock.</returns>
    public static VectorClock Create(ImmutableSortedDictionary<Node, long> seedValues) => new([.. seedValues.Keys.Order()], [.. seedValues.OrderBy(static e => e.Key).Select(static e => e.Value)]);

    /// <summary>True when <paramref name="left"/> came after <paramref name="right"/>.</summary>
    public static bool operator >(VectorClock left, VectorClock right) => left.IsAfter(right);

    /// <summary>True when <paramref name="left"/> came before <paramref name="right"/>.</summary>
    public static bool operator <(VectorClock left, VectorClock right) => left.IsBefore(right);

    /// <summary>Counts one more change of a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>A new clock.</returns>
    public VectorClock Increment(Node node)
    {
        var at = Array.BinarySearch(_nodes, node);
        if (at >= 0)
        {
            var counts = (long[])_counts.Clone();
            counts[at]++;
            return new VectorClock(_nodes, counts);
        }

        at = ~at;
        return new VectorClock([.. _nodes[..at], node, .. _nodes[at..]], [.. _counts[..at], 1, .. _counts[at..]]);
    }

    /// <summary>Whether neither clock has seen all that the other has.</summary>
    /// <param name="that">The other.</param>
    /// <returns>True when so.</returns>
    public bool IsConcurrentWith(VectorClock that) => CompareTo(that) is Ordering.Concurrent;

    /// <summary>Whether the other has seen all this one has, and more.</summary>
    /// <param name="that">The other.</param>
    /// <returns>True when so.</returns>
    public bool IsBefore(VectorClock that) => CompareTo(that) is Ordering.Before;

    /// <summary>Whether this one has seen all the other has, and more.</summary>
    /// <param name="that">The other.</param>
    /// <returns>True when so.</returns>
    public bool IsAfter(VectorClock that) => CompareTo(that) is Ordering.After;

    /// <summary>Whether both have seen the same.</summary>
    /// <param name="that">The other.</param>
    /// <returns>True when so.</returns>
    public bool IsSameAs(VectorClock that) => CompareTo(that) is Ordering.Same;

    /// <summary>How this clock stands to another.</summary>
    /// <param name="that">The other.</param>
    /// <returns>The order.</returns>
    public Ordering CompareTo(VectorClock that)
    {
        if (ReferenceEquals(this, that)) return Ordering.Same;
        var (more, less) = (false, false);
        var (i, j) = (0, 0);
        while (i < _nodes.Length || j < that._nodes.Length)
        {
            var order = i == _nodes.Length ? 1 : j == that._nodes.Length ? -1 : _nodes[i].CompareTo(that._nodes[j]);
            var mine = order <= 0 ? _counts[i++] : 0;
            var theirs = order >= 0 ? that._counts[j++] : 0;
            more |= mine > theirs;
            less |= mine < theirs;
            if (more && less) return Ordering.Concurrent;
        }

        return more ? Ordering.After : less ? Ordering.Before : Ordering.Same;
    }

    /// <summary>The clock that has seen what either has.</summary>
    /// <param name="that">The other.</param>
    /// <returns>A clock.</returns>
    public VectorClock Merge(VectorClock that)
    {
        var nodes = new List<Node>(_nodes.Length + 1);
        var counts = new List<long>(_nodes.Length + 1);
        var (i, j) = (0, 0);
        while (i < _nodes.Length || j < that._nodes.Length)
        {
            var order = i == _nodes.Length ? 1 : j == that._nodes.Length ? -1 : _nodes[i].CompareTo(that._nodes[j]);
            nodes.Add(order <= 0 ? _nodes[i] : that._nodes[j]);
            counts.Add(Math.Max(order <= 0 ? _counts[i++] : 0, order >= 0 ? that._counts[j++] : 0));
        }

        return new VectorClock([.. nodes], [.. counts]);
    }

    /// <summary>Forgets a node.</summary>
    /// <param name="removedNode">The node.</param>
    /// <returns>A clock without it; this one when it does not have it.</returns>
    public VectorClock Prune(Node removedNode)
    {
        var at = Array.BinarySearch(_nodes, removedNode);
        return at < 0 ? this : new VectorClock([.. _nodes[..at], .. _nodes[(at + 1)..]], [.. _counts[..at], .. _counts[(at + 1)..]]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"VectorClock({string.Join(", ", _nodes.Select((node, i) => $"{node} -> {_counts[i]}"))})";

    internal static VectorClock FromSorted(Node[] nodes, long[] counts) => new(nodes, counts);

    /// <summary>Who counts: a name, ordered ordinally.</summary>
    public class Node : IComparable<Node>, IComparable, IEquatable<Node>
    {
        private readonly string _value;

        /// <summary>A node with a name as it is.</summary>
        /// <param name="value">The name.</param>
        public Node(string value) => _value = value;

        /// <summary>A node whose name is the hash of a text (SHA-256, the first 128 bits in hexadecimal).</summary>
        /// <param name="name">The text.</param>
        /// <returns>A node.</returns>
        public static Node Create(string name) => FromHash(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)));

        /// <summary>A node whose name is a hash already.</summary>
        /// <param name="hash">The hash.</param>
        /// <returns>A node.</returns>
        public static Node FromHash(string hash) => new(hash);

        /// <summary>Orders by name, ordinally.</summary>
        /// <param name="other">The other.</param>
        /// <returns>Less than, equal to or greater than zero.</returns>
        public int CompareTo(Node? other) => ReferenceEquals(this, other) ? 0 : string.CompareOrdinal(_value, other?._value);

        int IComparable.CompareTo(object? obj) => CompareTo(obj as Node);

        /// <inheritdoc/>
        public bool Equals(Node? other) => other is not null && _value == other._value;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Node);

        /// <inheritdoc/>
        public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

        /// <inheritdoc/>
        public override string ToString() => _value;
    }
}
