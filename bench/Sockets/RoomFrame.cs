using System.Buffers.Text;
using System.Text;

namespace Switchboard.Bench.Sockets;

/// <summary>What the load reads of a frame of version 2. It looks for what it knows to be there, since a JSON reader would take more of the machine.</summary>
internal readonly ref struct RoomFrame(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;

    public bool IsMessage => _text.StartsWith("[null,null,"u8) && _text.IndexOf("\"new_msg\","u8) > 0;

    public bool IsOk => _text.IndexOf("\"phx_reply\",{\"status\":\"ok\","u8) > 0;

    /// <summary>The number that the room gave the message, which stands behind what the client sent.</summary>
    public long Seq => Number(_text.LastIndexOf("\"seq\":"u8), "\"seq\":"u8.Length);

    /// <summary>The number that the load gave the message.</summary>
    public long Count => Number(_text.IndexOf("\"n\":"u8), "\"n\":"u8.Length);

    /// <summary>The ref of what is answered, where the load sends numbers.</summary>
    public long Ref => Number(_text.IndexOf(",\""u8), ",\""u8.Length);

    public InvalidOperationException Wrong(string what) => new($"{what}: {Encoding.UTF8.GetString(_text)}");

    private long Number(int at, int name) =>
        at >= 0 && Utf8Parser.TryParse(_text[(at + name)..], out long number, out _) ? number : throw Wrong("A frame lacks a number");
}
