using Switchboard.Messages;
using Switchboard.Messages.Wire;

namespace Messages.Tests;

/// <summary>
/// What a node writes today can be read by every later one, and the reverse: formats and manifests are fixed byte for byte, every message has one,
/// and nothing else is read.
/// </summary>
public sealed class GoldenBytesTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Samples.All.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_message_is_written_as_it_first_was_and_read_back(int number)
    {
        var (message, manifest, hex) = Samples.All[number];

        var encoded = MessageCodec.Encode(message);
        Assert.Equal(manifest, encoded.Manifest);
        Assert.Equal(hex, Convert.ToHexStringLower(encoded.Bytes));

        var decoded = MessageCodec.Decode(manifest, Convert.FromHexString(hex));
        Assert.Equal(message.GetType(), decoded.GetType());
        Assert.Equal(hex, Convert.ToHexStringLower(MessageCodec.Encode(decoded).Bytes));
        Assert.Equal(Show.Of(message), Show.Of(decoded));
    }

    [Fact]
    public void Every_message_type_of_the_assembly_has_a_format_and_a_golden_sample()
    {
        var families = new[]
        {
            typeof(RoomEvent), typeof(RoomSnapshot), typeof(RoomEnvelope), typeof(RoomCommand), typeof(RoomReply), typeof(HubMessage), typeof(TopicMessage),
        };
        var messages = typeof(RoomCommand).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && families.Any(f => f.IsAssignableFrom(t)) && !t.IsAssignableTo(typeof(HubMessage.Local)))
            .ToHashSet();

        Assert.Equal(messages.Select(t => t.FullName).Order(), MessageCodec.Formats.Select(f => f.Type.FullName).Order());
        Assert.Equal(messages.Select(t => t.FullName).Order(), Samples.All.Select(s => s.Message.GetType().FullName).Distinct().Order());
    }

    [Fact]
    public void Every_public_record_of_the_assembly_belongs_to_a_family_or_is_part_of_one()
    {
        var formats = MessageCodec.Formats.Select(f => f.Type).ToHashSet();
        var parts = new[] { typeof(StoredKey) };
        var others = typeof(RoomCommand).Assembly.GetExportedTypes()
            .Where(t => !t.IsAbstract && t.GetMethod("<Clone>$") is not null && !formats.Contains(t) && !parts.Contains(t))
            .Select(t => t.FullName);

        Assert.Empty(others);
    }

    [Fact]
    public void Manifests_are_short_and_different()
    {
        var manifests = MessageCodec.Formats.Select(f => f.Manifest).ToList();

        Assert.Equal(manifests.Count, manifests.Distinct().Count());
        Assert.All(manifests, m => Assert.Equal(2, m.Length));
    }

    [Fact]
    public void An_unknown_manifest_is_refused() => Assert.Throws<InvalidDataException>(() => MessageCodec.Decode("zz", new byte[1]));

    [Fact]
    public void A_type_of_somebody_else_is_refused() => Assert.Throws<ArgumentException>(() => MessageCodec.Encode("text"));

    [Fact]
    public void An_envelope_holds_nothing_but_commands()
    {
        var bytes = Convert.FromHexString("0a01781202736d"); // topic x, manifest sm
        Assert.Throws<InvalidDataException>(() => MessageCodec.Decode("re", bytes));
    }

    [Fact]
    public void A_snapshot_with_any_bit_turned_or_its_end_lost_is_refused()
    {
        var good = Convert.FromHexString(Samples.All.Single(s => s.Manifest == "rs").Hex);
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<InvalidDataException>(() => MessageCodec.Decode("rs", bad));
        }
        for (var length = 0; length < good.Length; length++)
            Assert.Throws<InvalidDataException>(() => MessageCodec.Decode("rs", good.AsMemory(0, length)));
    }

    [Fact]
    public void Damaged_bytes_are_refused_with_one_kind_of_exception()
    {
        var random = new Random(20);
        foreach (var (message, manifest, _) in Samples.All)
        {
            var good = MessageCodec.Encode(message).Bytes;
            for (var i = 0; i < 2000; i++)
            {
                var bad = good.AsSpan(0, random.Next(good.Length + 1)).ToArray();
                for (var flips = random.Next(4); flips > 0 && bad.Length > 0; flips--)
                    bad[random.Next(bad.Length)] = (byte)random.Next(256);
                try
                {
                    MessageCodec.Decode(manifest, bad);
                }
                catch (InvalidDataException)
                {
                    // Refused, as it should be.
                }
            }
        }
    }
}
