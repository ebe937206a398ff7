using Akka.Actor;

namespace Akka.Remote.Wire;

/// <summary>Why a connection is refused. The numbers are part of the protocol.</summary>
internal enum RefuseReason : byte
{
    Version = 1,
    Secret = 2,
    WrongAddress = 3,
    Quarantined = 4,
    ShuttingDown = 5,
    TooManyConnections = 6,
    OwnAddress = 7,
}

/// <summary>Versions of the protocol that a side can speak.</summary>
internal readonly record struct VersionRange(ushort Least, ushort Most)
{
    /// <summary>What this build speaks.</summary>
    public static VersionRange Own { get; } = new(1, 1);

    /// <summary>The newest that both speak, or null.</summary>
    public ushort? Common(VersionRange other)
    {
        var newest = Math.Min(Most, other.Most);
        return newest >= Math.Max(Least, other.Least) ? newest : null;
    }

    public override string ToString() => Least == Most ? $"{Least}" : $"{Least} to {Most}";
}

/// <summary>
/// The first frame of a connection, from the side that opened it. The layout up to the versions never changes; later versions append to its end,
/// and readers pass over what they do not know.
/// </summary>
internal sealed record Hello(VersionRange Versions, Address From, int Uid, Address To, int Session, long FirstSequence, bool HasSecret, byte[] Nonce)
{
    private const uint Magic = 0x4B414253; // "SBAK"

    public int Write(Span<byte> into)
    {
        var writer = new WireWriter(into);
        writer.Byte((byte)FrameKind.Hello);
        writer.Int32(unchecked((int)Magic));
        writer.UInt16(Versions.Least);
        writer.UInt16(Versions.Most);
        writer.Text(From.ToString());
        writer.Int32(Uid);
        writer.Text(To.ToString());
        writer.Int32(Session);
        writer.Int64(FirstSequence);
        writer.Byte(HasSecret ? (byte)1 : (byte)0);
        writer.BytesWithLength(Nonce);
        return writer.Written;
    }

    public static Hello Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        if (reader.Int32() != unchecked((int)Magic)) throw new MalformedFrameException("The other side does not speak this protocol.");
        var versions = new VersionRange(reader.UInt16(), reader.UInt16());
        return new Hello(versions, HandshakeText.ReadAddress(ref reader), reader.Int32(), HandshakeText.ReadAddress(ref reader), reader.Int32(), reader.Int64(), reader.Byte() != 0,
            reader.BytesWithLength(64).ToArray());
    }
}

/// <summary>The answer to <see cref="Hello"/>.</summary>
internal sealed record Challenge(ushort Version, Address From, int Uid, int Session, bool HasSecret, byte[] Nonce)
{
    public int Write(Span<byte> into)
    {
        var writer = new WireWriter(into);
        writer.Byte((byte)FrameKind.Challenge);
        writer.UInt16(Version);
        writer.Text(From.ToString());
        writer.Int32(Uid);
        writer.Int32(Session);
        writer.Byte(HasSecret ? (byte)1 : (byte)0);
        writer.BytesWithLength(Nonce);
        return writer.Written;
    }

    public static Challenge Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        return new Challenge(reader.UInt16(), HandshakeText.ReadAddress(ref reader), reader.Int32(), reader.Int32(), reader.Byte() != 0, reader.BytesWithLength(64).ToArray());
    }
}

/// <summary>Shows that the opening side knows the secret; empty without one.</summary>
internal sealed record Proof(byte[] Mac)
{
    public int Write(Span<byte> into)
    {
        var writer = new WireWriter(into);
        writer.Byte((byte)FrameKind.Proof);
        writer.BytesWithLength(Mac);
        return writer.Written;
    }

    public static Proof Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        return new Proof(reader.BytesWithLength(64).ToArray());
    }
}

/// <summary>
/// Ends the handshake well: the accepting side shows that it knows the secret too, says which system message it expects next, and how large a frame
/// and a message it takes.
/// </summary>
internal sealed record Accept(byte[] Mac, long ExpectedSequence, int LargestFrame, int LargestMessage)
{
    public int Write(Span<byte> into)
    {
        var writer = new WireWriter(into);
        writer.Byte((byte)FrameKind.Accept);
        writer.BytesWithLength(Mac);
        writer.Int64(ExpectedSequence);
        writer.Int32(LargestFrame);
        writer.Int32(LargestMessage);
        return writer.Written;
    }

    public static Accept Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        return new Accept(reader.BytesWithLength(64).ToArray(), reader.Int64(), reader.Int32(), reader.Int32());
    }
}

/// <summary>Ends the handshake: the connection is not wanted. The text is for the log of the other side.</summary>
internal sealed record Refuse(RefuseReason Reason, string Text)
{
    public int Write(Span<byte> into)
    {
        var writer = new WireWriter(into);
        writer.Byte((byte)FrameKind.Refuse);
        writer.Byte((byte)Reason);
        writer.Text(Text);
        return writer.Written;
    }

    public static Refuse Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        return new Refuse((RefuseReason)reader.Byte(), HandshakeText.Printable(reader.Text(2000)));
    }
}

/// <summary>Texts that strangers send.</summary>
internal static class HandshakeText
{
    private const int LongestAddress = 512;

    public static Address ReadAddress(ref WireReader reader)
    {
        var text = reader.Text(LongestAddress);
        return Address.TryParse(text, out Address? address) && address!.HasGlobalScope && address.Port is > 0
            ? address
            : throw new MalformedFrameException($"[{Printable(text)}] is no address of a system.");
    }

    /// <summary>The text without what would break a line of a log.</summary>
    public static string Printable(string text) => string.Create(text.Length, text, static (into, from) =>
    {
        for (var i = 0; i < into.Length; i++) into[i] = char.IsControl(from[i]) ? '?' : from[i];
    });
}
