using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using Switchboard.Node.Gateway.Sockets;

namespace Switchboard.Node.Tests.Gateway.Sockets;

/// <summary>WebSocket frames (RFC 6455) are read however they are cut, and what breaks the rules is called so; no bytes make the reader throw.</summary>
public sealed class WebSocketReaderTests
{
    private const int Limit = 1000;
    private static readonly byte[] Mask = [0x37, 0xFA, 0x21, 0x3D];

    private readonly List<byte[]> _pongs = [];

    private static byte[] Frame(OpCode opCode, ReadOnlySpan<byte> payload, bool final = true)
    {
        var length = payload.Length;
        byte[] size = length switch
        {
            <= 125 => [(byte)(0x80 | length)],
            <= ushort.MaxValue => [0x80 | 126, (byte)(length >> 8), (byte)length],
            _ => [0x80 | 127, 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
        };
        byte[] frame = [(byte)((final ? 0x80 : 0) | (byte)opCode), .. size, .. Mask, .. payload];
        for (var i = 0; i < length; i++)
            frame[frame.Length - length + i] ^= Mask[i & 3];
        return frame;
    }

    private static byte[] Text(string text, bool final = true) => Frame(OpCode.Text, Encoding.UTF8.GetBytes(text), final);

    private static byte[] Close(int code, string reason = "")
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        return Frame(OpCode.Close, payload);
    }

    /// <summary>Reads everything that these bytes come to, when they arrive so many at a time.</summary>
    private async Task<List<string>> ReadAsync(byte[] bytes, int chunk = int.MaxValue, bool skip = false)
    {
        var pipe = new Pipe();
        var reader = new WebSocketReader(pipe.Reader, Limit, _pongs.Add);
        if (skip)
            reader.Skip();
        var reading = ReadAllAsync(reader);
        foreach (var part in bytes.Chunk(chunk))
            await pipe.Writer.WriteAsync(part);
        await pipe.Writer.CompleteAsync();
        return await reading;
    }

    private static async Task<List<string>> ReadAllAsync(WebSocketReader reader)
    {
        var read = new List<string>();
        while (true)
        {
            var message = await reader.ReadAsync();
            if (message.Outcome != WebSocketOutcome.Message)
            {
                read.Add(message.Outcome.ToString());
                return read;
            }
            read.Add((message.IsBinary ? "b:" : "t:") + Encoding.UTF8.GetString(message.Array.AsSpan(0, message.Length)));
            ArrayPool<byte>.Shared.Return(message.Array!);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public async Task Messages_are_read_however_they_are_cut(int chunk)
    {
        byte[] bytes =
        [
            .. Text("one"), .. Frame(OpCode.Binary, "two"u8), .. Text(""), .. Text(new string('x', 125)), .. Text(new string('y', 126)), .. Text(new string('z', Limit)),
            .. Text("be", final: false), .. Frame(OpCode.Ping, "p"u8), .. Frame(OpCode.Continuation, ""u8, final: false), .. Frame(OpCode.Continuation, "gin"u8),
            .. Frame(OpCode.Pong, "unasked"u8), .. Close(1000, "bye"),
        ];

        var read = await ReadAsync(bytes, chunk);

        Assert.Equal(
            ["t:one", "b:two", "t:", "t:" + new string('x', 125), "t:" + new string('y', 126), "t:" + new string('z', Limit), "t:begin", "Close"], read);
        Assert.Equal("p"u8.ToArray(), Assert.Single(_pongs));
    }

    [Fact]
    public async Task A_connection_that_ends_within_a_message_ends() => Assert.Equal(["t:a", "End"], await ReadAsync([.. Text("a"), .. Text("broken off")[..9]]));

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1012)]
    [InlineData(3000)]
    [InlineData(4999)]
    public async Task A_close_may_say_these_codes(int code) => Assert.Equal(["Close"], await ReadAsync(Close(code)));

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(2999)]
    [InlineData(5000)]
    public async Task A_close_may_not_say_these(int code) => Assert.Equal(["Violation"], await ReadAsync(Close(code)));

    [Fact]
    public async Task A_close_without_a_code_is_one() => Assert.Equal(["Close"], await ReadAsync(Frame(OpCode.Close, [])));

    [Fact]
    public async Task Half_a_code_or_a_reason_that_is_no_text_is_a_violation()
    {
        Assert.Equal(["Violation"], await ReadAsync(Frame(OpCode.Close, [3])));
        Assert.Equal(["Violation"], await ReadAsync(Frame(OpCode.Close, [3, 232, 0xFF])));
    }

    public static TheoryData<byte[]> Violations => new()
    {
        new byte[] { 0x81, 0x03, 1, 2, 3 },
        new byte[] { 0xC1, 0x80, 0, 0, 0, 0 },
        new byte[] { 0xA1, 0x80, 0, 0, 0, 0 },
        new byte[] { 0x91, 0x80, 0, 0, 0, 0 },
        new byte[] { 0x83, 0x80, 0, 0, 0, 0 },
        new byte[] { 0x8B, 0x80, 0, 0, 0, 0 },
        new byte[] { 0x09, 0x80, 0, 0, 0, 0 },
        new byte[] { 0x89, 0xFE, 0, 200, 0, 0, 0, 0 },
        new byte[] { 0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
        Frame(OpCode.Continuation, "x"u8),
        (byte[])[.. Text("a", final: false), .. Text("b")],
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task What_breaks_the_rules_is_called_so(byte[] bytes) => Assert.Equal(["Violation"], await ReadAsync(bytes));

    [Fact]
    public async Task More_than_the_limit_is_too_large_in_one_frame_or_several()
    {
        Assert.Equal(["TooLarge"], await ReadAsync(Text(new string('x', Limit + 1))[..20]));
        Assert.Equal(["TooLarge"], await ReadAsync([.. Text(new string('x', Limit), final: false), .. Frame(OpCode.Continuation, "y"u8)]));
        Assert.Equal(["TooLarge"], await ReadAsync([0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]));
    }

    [Fact]
    public async Task Skipping_finds_the_close_behind_whatever_is_on_its_way() =>
        Assert.Equal(["Close"], await ReadAsync([.. Text(new string('x', 70_000)), .. Text("a", final: false), .. Frame(OpCode.Continuation, "y"u8), .. Close(1000)], 777, skip: true));

    [Fact]
    public async Task Random_and_mutated_bytes_are_read_or_refused()
    {
        const int seed = 7;
        var random = new Random(seed);
        byte[] good = [.. Text("one"), .. Frame(OpCode.Ping, "p"u8), .. Text("t", final: false), .. Frame(OpCode.Continuation, "wo"u8), .. Close(1000)];
        for (var i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. good];
            if (random.Next(4) == 0)
                random.NextBytes(bytes);
            else
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            Assert.NotEmpty(await ReadAsync(bytes, random.Next(1, bytes.Length + 1)));
        }
    }

    [Theory]
    [InlineData(0, new byte[] { 0x82, 0 })]
    [InlineData(125, new byte[] { 0x82, 125 })]
    [InlineData(126, new byte[] { 0x82, 126, 0, 126 })]
    [InlineData(65535, new byte[] { 0x82, 126, 255, 255 })]
    [InlineData(65536, new byte[] { 0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0 })]
    public void Headers_of_the_server_have_the_shortest_length(int length, byte[] header)
    {
        var bytes = new byte[WebSocketFrame.MaxServerHeader];

        Assert.Equal(header.Length, WebSocketFrame.WriteHeader(bytes, OpCode.Binary, length));
        Assert.Equal(header, bytes[..header.Length]);
    }
}
