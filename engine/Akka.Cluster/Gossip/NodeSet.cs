using System.Numerics;

namespace Akka.Cluster.Gossiping;

/// <summary>A set of members by their position in a gossip. Immutable, so it counts only together with that gossip's members.</summary>
internal readonly struct NodeSet(ulong[]? words) : IEquatable<NodeSet>
{
    private readonly ulong[]? _words = words;

    public static NodeSet Empty => default;

    public ReadOnlySpan<ulong> Words => _words;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in Words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    public bool this[int index] => index >= 0 && index >> 6 < Words.Length && (_words![index >> 6] & (1UL << (index & 63))) != 0;

    public static bool operator ==(NodeSet left, NodeSet right) => left.Equals(right);

    public static bool operator !=(NodeSet left, NodeSet right) => !left.Equals(right);

    public NodeSet With(int index)
    {
        if (this[index]) return this;
        var words = new ulong[Math.Max(Words.Length, (index >> 6) + 1)];
        Words.CopyTo(words);
        words[index >> 6] |= 1UL << (index & 63);
        return new NodeSet(words);
    }

    public NodeSet Union(NodeSet other)
    {
        if (Contains(other)) return this;
        if (other.Contains(this)) return other;
        var words = new ulong[Math.Max(Words.Length, other.Words.Length)];
        Words.CopyTo(words);
        for (var i = 0; i < other.Words.Length; i++) words[i] |= other.Words[i];
        return new NodeSet(words);
    }

    public bool Contains(NodeSet other)
    {
        for (var i = 0; i < other.Words.Length; i++)
        {
            if ((other.Words[i] & ~(i < Words.Length ? Words[i] : 0)) != 0) return false;
        }

        return true;
    }

    public bool Equals(NodeSet other) => Contains(other) && other.Contains(this);

    public override bool Equals(object? obj) => obj is NodeSet other && Equals(other);

    public override int GetHashCode() => Count;
}
