using Akka.Actor;
using Akka.Remote.Associations;
using Akka.Remote.Wire;

namespace Akka.Remote.Tests.Wire;

/// <summary>Version 1 of the protocol, byte for byte: other versions must still be able to read it.</summary>
public sealed class GoldenFrameTests
{
    private static readonly Address A = Address.Parse("akka.tcp://s@a:1");
    private static readonly Address B = Address.Parse("akka.tcp://s@b:2");

    [Fact]
    public void A_hello() => AssertBytes(
        "01534241" + "4B01000100" + "10616B6B612E7463703A2F2F7340613A31" + "07000000" + "10616B6B612E7463703A2F2F7340623A32" + "03000000" + "0500000000000000" + "01" + "02AABB",
        HandshakeFrames.Content(new Hello(new VersionRange(1, 1), A, 7, B, 3, 5, true, [0xAA, 0xBB]).Write));

    [Fact]
    public void A_challenge() => AssertBytes(
        "02" + "0100" + "10616B6B612E7463703A2F2F7340623A32" + "09000000" + "01000000" + "00" + "01CC",
        HandshakeFrames.Content(new Challenge(1, B, 9, 1, false, [0xCC]).Write));

    [Fact]
    public void An_accept() => AssertBytes(
        "04" + "00" + "0600000000000000" + "00F40100" + "00000002",
        HandshakeFrames.Content(new Accept([], 6, 128_000, 1 << 25).Write));

    [Fact]
    public void A_refusal() => AssertBytes("05" + "02" + "036E6F21", HandshakeFrames.Content(new Refuse(RefuseReason.Secret, "no!").Write));

    [Fact]
    public void A_frame()
    {
        byte[] frame = [0, 0, 0, 0, 0, 0, 0, 0, (byte)FrameKind.Ping, 0];
        FrameFormat.Seal(frame);
        Assert.Equal(2, BitConverter.ToInt32(frame));
        // CRC-32C (Castagnoli) of "123456789" is the check value of its definition.
        Assert.Equal(0xE3069283u, FrameFormat.Checksum("123456789"u8));
    }

    [Fact]
    public void Numbers_and_texts_are_read_as_written()
    {
        Span<byte> into = stackalloc byte[100];
        var writer = new WireWriter(into);
        uint[] numbers = [0, 1, 127, 128, 16_383, 16_384, uint.MaxValue];
        foreach (var number in numbers) writer.Number(number);
        writer.Text("grün");
        var reader = new WireReader(into[..writer.Written]);
        foreach (var number in numbers) Assert.Equal(number, reader.Number());
        Assert.Equal("grün", reader.Text(10));
        Assert.True(reader.IsEmpty);
    }

    [Fact]
    public void Versions_meet_at_the_newest_common_one()
    {
        Assert.Equal((ushort)2, new VersionRange(1, 2).Common(new VersionRange(2, 3)));
        Assert.Equal((ushort)1, new VersionRange(1, 1).Common(new VersionRange(1, 2)));
        Assert.Null(new VersionRange(1, 1).Common(new VersionRange(2, 2)));
    }

    private static void AssertBytes(string hex, byte[] bytes) => Assert.Equal(hex, Convert.ToHexString(bytes));
}
