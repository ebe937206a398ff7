using System.Numerics;

namespace Akka.Util;

/// <summary>
/// A 32-bit hash in the manner of MurmurHash3 (A. Appleby), with the constants and the order of mixing of Scala's classic library
/// (R. Kerr). Not for secrets. <see cref="StringHash"/> and <see cref="ByteHash"/> give the same result in every process, on every
/// machine and in every release: shard numbers and consistent hashing rely on it.
/// </summary>
public static class MurmurHash
{
    /// <summary>The first "magic A".</summary>
    public const uint StartMagicA = 0x95543787;

    /// <summary>The first "magic B".</summary>
    public const uint StartMagicB = 0x2ad7eb25;

    private const uint VisibleMagic = 0x971e137b;
    private const uint VisibleMixer = 0x52dce729;
    private const uint HiddenMixerA = 0x7b7d159c;
    private const uint HiddenMixerB = 0x6bce6396;
    private const uint FinalMixer1 = 0x85ebca6b;
    private const uint FinalMixer2 = 0xc2b2ae35;
    private const uint StringSeed = 0xf7ca7fd2;
    private const uint ArraySeed = 0x3c074a61;

    /// <summary>Begins a hash.</summary>
    /// <param name="seed">Any number.</param>
    /// <returns>The hash so far.</returns>
    public static uint StartHash(uint seed) => seed ^ VisibleMagic;

    /// <summary>Steps "magic A" on, once per value.</summary>
    /// <param name="magicA">The magic that was used.</param>
    /// <returns>The next.</returns>
    public static uint NextMagicA(uint magicA) => unchecked(magicA * 5 + HiddenMixerA);

    /// <summary>Steps "magic B" on, once per value.</summary>
    /// <param name="magicB">The magic that was used.</param>
    /// <returns>The next.</returns>
    public static uint NextMagicB(uint magicB) => unchecked(magicB * 5 + HiddenMixerB);

    /// <summary>Mixes a value in.</summary>
    /// <param name="hash">The hash so far.</param>
    /// <param name="value">The value.</param>
    /// <param name="magicA">This step's "magic A".</param>
    /// <param name="magicB">This step's "magic B".</param>
    /// <returns>The hash so far.</returns>
    public static uint ExtendHash(uint hash, uint value, uint magicA, uint magicB) =>
        unchecked((hash ^ (BitOperations.RotateLeft(value * magicA, 11) * magicB)) * 3 + VisibleMixer);

    /// <summary>Ends a hash.</summary>
    /// <param name="hash">The hash so far.</param>
    /// <returns>The hash.</returns>
    public static uint FinalizeHash(uint hash)
    {
        unchecked
        {
            hash ^= hash >> 16;
            hash *= FinalMixer1;
            hash ^= hash >> 13;
            hash *= FinalMixer2;
            return hash ^ (hash >> 16);
        }
    }

    /// <summary>Hashes a text by its UTF-16 units. Stable.</summary>
    /// <param name="s">The text.</param>
    /// <returns>The hash.</returns>
    public static int StringHash(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        var (hash, a, b) = (StartHash(unchecked((uint)s.Length * StringSeed)), StartMagicA, StartMagicB);
        var i = 0;
        for (; i + 1 < s.Length; i += 2)
        {
            hash = ExtendHash(hash, ((uint)s[i] << 16) + s[i + 1], a, b);
            a = NextMagicA(a);
            b = NextMagicB(b);
        }

        if (i < s.Length) hash = ExtendHash(hash, s[i], a, b);
        return unchecked((int)FinalizeHash(hash));
    }

    /// <summary>Hashes bytes, each as a value of its own. Stable.</summary>
    /// <param name="b">The bytes.</param>
    /// <returns>The hash.</returns>
    public static int ByteHash(byte[] b)
    {
        ArgumentNullException.ThrowIfNull(b);
        var mix = new Mix(unchecked((uint)b.Length * ArraySeed));
        foreach (var value in b) mix.Add(value);
        return mix.End();
    }

    /// <summary>Hashes an array by the hash codes of its elements; texts by <see cref="StringHash"/>. As stable as those are.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="a">The array.</param>
    /// <returns>The hash.</returns>
    public static int ArrayHash<T>(T[] a)
    {
        ArgumentNullException.ThrowIfNull(a);
        var mix = new Mix(unchecked((uint)a.Length * ArraySeed));
        foreach (var value in a) mix.Add(HashOf(value));
        return mix.End();
    }

    /// <summary>Hashes a set: the order of its elements does not count. As stable as their hash codes are.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="xs">The elements.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>The hash.</returns>
    public static int SymmetricHash<T>(IEnumerable<T> xs, uint seed)
    {
        ArgumentNullException.ThrowIfNull(xs);
        unchecked
        {
            var (sum, exclusive, product, count) = (0u, 0u, 1u, 0u);
            foreach (var x in xs)
            {
                var hash = HashOf(x);
                sum += hash;
                exclusive ^= hash;
                if (hash != 0) product *= hash;
                count++;
            }

            var mix = new Mix(seed * count);
            mix.Add(sum);
            mix.Add(exclusive);
            mix.Add(product);
            return mix.End();
        }
    }

    private static uint HashOf<T>(T value) => unchecked((uint)(value is string text ? StringHash(text) : value?.GetHashCode() ?? 0));

    private struct Mix(uint seed)
    {
        private uint _hash = StartHash(seed);
        private uint _a = StartMagicA;
        private uint _b = StartMagicB;

        public void Add(uint value)
        {
            _hash = ExtendHash(_hash, value, _a, _b);
            _a = NextMagicA(_a);
            _b = NextMagicB(_b);
        }

        public readonly int End() => unchecked((int)FinalizeHash(_hash));
    }
}
