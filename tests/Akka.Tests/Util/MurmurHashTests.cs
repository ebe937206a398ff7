using Akka.Util;

namespace Akka.Tests.Util;

/// <summary>Hashes of texts and bytes never change: shards and consistent hashing of stored data depend on them.</summary>
public sealed class MurmurHashTests
{
    [Theory]
    [InlineData("", -1632357289)]
    [InlineData("a", -109930169)]
    [InlineData("room:lobby", 1511340336)]
    [InlineData("Grüße, 世界", 1677339097)]
    public void Texts_keep_their_hash(string text, int hash) => Assert.Equal(hash, MurmurHash.StringHash(text));

    [Fact]
    public void Bytes_keep_their_hash()
    {
        Assert.Equal(-1632357289, MurmurHash.ByteHash([]));
        Assert.Equal(63541120, MurmurHash.ByteHash([1, 2, 3, 255]));
        Assert.Equal(MurmurHash.ByteHash([1, 2, 3, 255]), MurmurHash.ArrayHash<byte>([1, 2, 3, 255]));
        Assert.NotEqual(MurmurHash.ByteHash([1, 2]), MurmurHash.ByteHash([2, 1]));
    }

    [Fact]
    public void A_set_has_one_hash_in_any_order()
    {
        Assert.Equal(-285645123, MurmurHash.SymmetricHash(["a", "b", "c"], 42));
        Assert.Equal(MurmurHash.SymmetricHash(["a", "b", "c"], 42), MurmurHash.SymmetricHash(["c", "a", "b"], 42));
        Assert.NotEqual(MurmurHash.SymmetricHash(["a", "b", "c"], 42), MurmurHash.SymmetricHash(["a", "b", "c"], 43));
    }

    [Fact]
    public void Numbered_names_spread_evenly_over_shards()
    {
        var shards = new int[256];
        for (var i = 0; i < 100_000; i++) shards[(uint)MurmurHash.StringHash("room:" + i) % 256]++;
        Assert.InRange(shards.Min(), 300, 391);
        Assert.InRange(shards.Max(), 391, 490);
    }
}
