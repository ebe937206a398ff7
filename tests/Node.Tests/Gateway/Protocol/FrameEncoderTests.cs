using System.Text;
using System.Text.Json;
using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Tests.Gateway.Protocol;

/// <summary>Server frames are byte for byte what the captured frames of the protocol show.</summary>
public sealed class FrameEncoderTests
{
    private static string Text(Action<PooledBuffer> encode)
    {
        using var buffer = new PooledBuffer();
        encode(buffer);
        return Encoding.UTF8.GetString(buffer.Written.Span);
    }

    private static byte[] Bytes(Action<PooledBuffer> encode)
    {
        using var buffer = new PooledBuffer();
        encode(buffer);
        return buffer.Written.ToArray();
    }

    [Fact]
    public void A_reply_carries_both_refs() =>
        Assert.Equal(
            """["1","1","room:a","phx_reply",{"status":"ok","response":{}}]""",
            Text(b => FrameEncoder.Reply(b, WireVersion.V2, "1", "1", "room:a", ok: true, default)));

    [Fact]
    public void A_response_goes_out_as_it_is() =>
        Assert.Equal(
            """["1","2","room:a","phx_reply",{"status":"ok","response":{"seq":4, "epoch":"é"}}]""",
            Text(b => FrameEncoder.Reply(b, WireVersion.V2, "1", "2", "room:a", ok: true, """{"seq":4, "epoch":"é"}"""u8)));

    [Fact]
    public void An_unmatched_topic_is_answered_without_a_join_ref() =>
        Assert.Equal(
            """[null,"18","nope:1","phx_reply",{"status":"error","response":{"reason":"unmatched topic"}}]""",
            Text(b => FrameEncoder.ErrorReply(b, WireVersion.V2, null, "18", "nope:1", "unmatched topic")));

    [Fact]
    public void A_heartbeat_is_answered_on_the_system_topic() =>
        Assert.Equal(
            """[null,"4","phoenix","phx_reply",{"status":"ok","response":{}}]""",
            Text(b => FrameEncoder.Reply(b, WireVersion.V2, null, "4", Events.SystemTopic, ok: true, default)));

    [Fact]
    public void A_broadcast_has_no_refs() =>
        Assert.Equal(
            """[null,null,"room:a","new_msg",{"seq":1}]""",
            Text(b => FrameEncoder.Broadcast(b, WireVersion.V2, "room:a", "new_msg", """{"seq":1}"""u8)));

    [Fact]
    public void A_push_has_the_join_ref_only() =>
        Assert.Equal(
            """["3",null,"room:a","presence_state",{}]""",
            Text(b => FrameEncoder.Push(b, WireVersion.V2, "3", "room:a", "presence_state", "{}"u8)));

    [Fact]
    public void Error_and_close_carry_the_join_ref_twice()
    {
        Assert.Equal("""["3","3","room:a","phx_error",{}]""", Text(b => FrameEncoder.ChannelError(b, WireVersion.V2, "3", "room:a")));
        Assert.Equal("""["14","14","room:a","phx_close",{}]""", Text(b => FrameEncoder.ChannelClose(b, WireVersion.V2, "14", "room:a")));
    }

    [Fact]
    public void Version_1_frames_are_objects_of_four() =>
        Assert.Equal(
            """{"topic":"room:a","event":"phx_reply","ref":"1","payload":{"status":"ok","response":{}}}""",
            Text(b => FrameEncoder.Reply(b, WireVersion.V1, "1", "1", "room:a", ok: true, default)));

    [Fact]
    public void Names_are_escaped_as_json_asks_and_no_more()
    {
        var frame = Text(b => FrameEncoder.Broadcast(b, WireVersion.V2, "room:\"\\\n<é>", "e", default));

        Assert.Equal("[null,null,\"room:\\\"\\\\\\n<é>\",\"e\",{}]", frame);
        Assert.Equal("room:\"\\\n<é>", JsonDocument.Parse(frame).RootElement[2].GetString());
    }

    [Fact]
    public void A_binary_reply_is_the_captured_one() =>
        Assert.Equal(
            [1, 1, 1, 8, 2, .. "17room:rawok"u8, 9, 9],
            Bytes(b => FrameEncoder.BinaryReply(b, "1", "7", "room:raw", ok: true, [9, 9])));

    [Fact]
    public void A_binary_broadcast_is_the_captured_one() =>
        Assert.Equal([2, 8, 7, .. "room:rawnew_bin"u8, 7], Bytes(b => FrameEncoder.BinaryBroadcast(b, "room:raw", "new_bin", [7])));

    [Fact]
    public void A_binary_push_has_no_ref() =>
        Assert.Equal([0, 1, 8, 3, .. "1room:rawevt"u8, 1, 2], Bytes(b => FrameEncoder.BinaryPush(b, "1", "room:raw", "evt", [1, 2])));

    [Fact]
    public void A_name_that_a_length_byte_cannot_say_is_an_error_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bytes(b => FrameEncoder.BinaryBroadcast(b, new string('t', 256), "e", default)));

    [Fact]
    public void A_shared_frame_is_encoded_once_for_each_version()
    {
        var frame = new SharedFrame("room:a", "new_msg", """{"seq":1}"""u8.ToArray());

        var first = frame.Encoded(WireVersion.V2);

        Assert.Equal("""[null,null,"room:a","new_msg",{"seq":1}]""", Encoding.UTF8.GetString(first.Span));
        Assert.Equal(first, frame.Encoded(WireVersion.V2));
        Assert.Equal("""{"topic":"room:a","event":"new_msg","ref":null,"payload":{"seq":1}}""", Encoding.UTF8.GetString(frame.Encoded(WireVersion.V1).Span));
        Assert.Equal(frame.Encoded(WireVersion.V1), frame.Encoded(WireVersion.V1));
    }

    [Fact]
    public void Taking_an_encoded_shared_frame_allocates_nothing()
    {
        var frame = new SharedFrame("room:a", "new_msg", """{"seq":1}"""u8.ToArray());
        var length = frame.Encoded(WireVersion.V2).Length;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            length += frame.Encoded(WireVersion.V2).Length;

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1001 * frame.Encoded(WireVersion.V2).Length, length);
    }

    [Fact]
    public void A_shared_frame_of_bytes_says_nothing_to_version_1()
    {
        var frame = new SharedFrame("topic:a", "bin", new byte[] { 7 }, isBinary: true);

        Assert.True(frame.Encoded(WireVersion.V1).IsEmpty);
        Assert.Equal([2, 7, 3, .. "topic:abin"u8, 7], frame.Encoded(WireVersion.V2).ToArray());
    }

    [Fact]
    public void A_buffer_grows_and_can_be_used_again_after_it_was_given_back()
    {
        using var buffer = new PooledBuffer();
        var large = new byte[10_000];
        Random.Shared.NextBytes(large);
        foreach (var chunk in large.Chunk(700))
        {
            chunk.CopyTo(buffer.GetSpan(chunk.Length));
            buffer.Advance(chunk.Length);
        }
        Assert.Equal(large, buffer.Written.ToArray());

        buffer.Dispose();
        Assert.True(buffer.Written.IsEmpty);
        FrameEncoder.Broadcast(buffer, WireVersion.V2, "t", "e", default);
        Assert.Equal("""[null,null,"t","e",{}]""", Encoding.UTF8.GetString(buffer.Written.Span));
    }
}
