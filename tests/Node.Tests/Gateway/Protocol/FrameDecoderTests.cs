using System.Text;
using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Tests.Gateway.Protocol;

/// <summary>Every frame a client can send is either read exactly or refused with the reason that fits; nothing is guessed.</summary>
public sealed class FrameDecoderTests
{
    private static ClientFrame Text(string frame, bool version1 = false) =>
        FrameDecoder.Decode(Encoding.UTF8.GetBytes(frame), isBinary: false, version1 ? WireVersion.V1 : WireVersion.V2);

    private static ClientFrame Binary(params byte[] frame) => FrameDecoder.Decode(frame, isBinary: true, WireVersion.V2);

    private static string Payload(ClientFrame frame) => Encoding.UTF8.GetString(frame.Payload.Span);

    [Fact]
    public void An_array_of_five_is_read_with_its_payload_untouched()
    {
        var frame = Text("""["1","7","room:a","new_msg", { "body" : "h\u00e9",  "n":[1,{"x":null}] } ]""");

        Assert.Equal(FrameError.None, frame.Error);
        Assert.Equal(("1", "7", "room:a", "new_msg"), (frame.JoinRef, frame.Ref, frame.Topic, frame.Event));
        Assert.Equal("""{ "body" : "h\u00e9",  "n":[1,{"x":null}] }""", Payload(frame));
        Assert.False(frame.IsBinary);
    }

    [Fact]
    public void The_payload_is_a_slice_of_the_received_bytes()
    {
        var bytes = Encoding.UTF8.GetBytes("""[null,"4","phoenix","heartbeat",{}]""");

        var frame = FrameDecoder.Decode(bytes, isBinary: false, WireVersion.V2);

        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(frame.Payload, out var segment));
        Assert.Same(bytes, segment.Array);
    }

    [Fact]
    public void Refs_may_be_null()
    {
        var frame = Text("""[null,null,"room:a","typing",{}]""");

        Assert.Equal(FrameError.None, frame.Error);
        Assert.Null(frame.JoinRef);
        Assert.Null(frame.Ref);
    }

    [Fact]
    public void Escaped_names_are_unescaped()
    {
        var frame = Text("""["1","2","room:\u00fc","new\u005fmsg",{}]""");

        Assert.Equal("room:ü", frame.Topic);
        Assert.Equal("new_msg", frame.Event);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("hello")]
    [InlineData("{\"a\":")]
    [InlineData("[\"1\",\"1\",\"room:a\",\"phx_join\",{}")]
    [InlineData("[\"1\",\"1\",\"room:a\",\"phx_join\",{}] x")]
    [InlineData("[\"1\",\"1\",\"room:a\",\"phx_join\",{},]")]
    [InlineData("[\"1\",\"1\",\"room:a\",\"phx_join\",{/*no*/}]")]
    [InlineData("\"text\" \"text\"")]
    public void What_is_not_json_is_called_so(string frame) => Assert.Equal(FrameError.NotJson, Text(frame).Error);

    [Fact]
    public void A_payload_nested_too_deep_is_called_not_json() =>
        Assert.Equal(FrameError.NotJson, Text("[null,\"1\",\"a\",\"b\",{\"x\":" + new string('[', 2000) + new string(']', 2000) + "}]").Error);

    [Theory]
    [InlineData("{\"topic\":\"room:a\",\"event\":\"e\",\"payload\":{},\"ref\":\"1\"}")]
    [InlineData("12")]
    [InlineData("null")]
    [InlineData("\"phx_join\"")]
    public void A_value_that_is_no_array_has_the_wrong_shape(string frame) => Assert.Equal(FrameError.WrongShape, Text(frame).Error);

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"1\",\"2\",\"room:a\",\"new_msg\"]")]
    [InlineData("[\"1\",\"2\",\"room:a\",\"new_msg\",{},1]")]
    [InlineData("[\"1\",\"2\",\"room:a\",\"new_msg\",{},[[]],{\"a\":[]}]")]
    public void An_array_of_another_length_is_refused(string frame) => Assert.Equal(FrameError.WrongLength, Text(frame).Error);

    [Theory]
    [InlineData("[1,\"2\",\"room:a\",\"e\",{}]")]
    [InlineData("[\"1\",2,\"room:a\",\"e\",{}]")]
    [InlineData("[\"1\",\"2\",null,\"e\",{}]")]
    [InlineData("[\"1\",\"2\",\"room:a\",null,{}]")]
    [InlineData("[\"1\",\"2\",[\"room:a\"],\"e\",{}]")]
    [InlineData("[\"1\",\"2\",\"room:a\",{\"e\":1},{}]")]
    public void A_field_of_the_wrong_type_is_refused(string frame) => Assert.Equal(FrameError.WrongType, Text(frame).Error);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("1")]
    [InlineData("true")]
    public void A_payload_that_is_no_object_is_refused_and_can_be_answered(string payload)
    {
        var frame = Text($"""["1","2","room:a","e",{payload}]""");

        Assert.Equal(FrameError.PayloadNotObject, frame.Error);
        Assert.True(frame.CanBeAnswered);
        Assert.Equal(("1", "2", "room:a"), (frame.JoinRef, frame.Ref, frame.Topic));
    }

    [Fact]
    public void A_frame_with_too_few_fields_can_be_answered_by_its_ref() => Assert.True(Text("""["1","2","room:a"]""").CanBeAnswered);

    [Fact]
    public void Text_that_is_not_utf8_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes("""["1","2","room:a","new_msg",{"body":"?"}]""");
        bytes[Array.LastIndexOf(bytes, (byte)'?')] = 0xFF;

        Assert.Equal(FrameError.InvalidUtf8, FrameDecoder.Decode(bytes, isBinary: false, WireVersion.V2).Error);
    }

    [Fact]
    public void An_escaped_half_of_a_surrogate_pair_in_a_name_is_refused() =>
        Assert.Equal(FrameError.InvalidUtf8, Text("""["1","2","room:\ud800","new_msg",{}]""").Error);

    [Fact]
    public void A_topic_of_200_bytes_is_read_and_one_of_201_is_refused()
    {
        Assert.Equal(FrameError.None, Text($"""["1","2","{new string('é', 100)}","e",{"{}"}]""").Error);
        var long201 = Text($"""["1","2","{new string('é', 100)}x","e",{"{}"}]""");
        Assert.Equal(FrameError.TopicTooLong, long201.Error);
        Assert.False(long201.CanBeAnswered);
    }

    [Fact]
    public void The_length_of_a_topic_is_counted_after_unescaping() =>
        Assert.Equal(FrameError.None, Text("[\"1\",\"2\",\"" + string.Concat(Enumerable.Repeat("\\u0061", 200)) + "\",\"e\",{}]").Error);

    [Theory]
    [InlineData("[\"{0}\",\"2\",\"room:a\",\"e\",{{}}]")]
    [InlineData("[\"1\",\"{0}\",\"room:a\",\"e\",{{}}]")]
    [InlineData("[\"1\",\"2\",\"room:a\",\"{0}\",{{}}]")]
    public void Refs_and_events_of_more_than_255_bytes_are_refused(string format)
    {
        Assert.Equal(FrameError.None, Text(string.Format(null, format, new string('n', 255))).Error);
        Assert.Equal(FrameError.NameTooLong, Text(string.Format(null, format, new string('n', 256))).Error);
    }

    [Fact]
    public void Version_1_frames_are_objects_in_any_order_and_with_any_extra_key()
    {
        var frame = Text("""{"ref":"3","x":[{}],"payload":{"a":1},"event":"new_msg","topic":"room:a"}""", version1: true);

        Assert.Equal(FrameError.None, frame.Error);
        Assert.Equal((null, "3", "room:a", "new_msg"), (frame.JoinRef, frame.Ref, frame.Topic, frame.Event));
        Assert.Equal("""{"a":1}""", Payload(frame));
    }

    [Theory]
    [InlineData("{\"event\":\"e\",\"payload\":{}}", FrameError.WrongLength)]
    [InlineData("{\"topic\":\"a\",\"payload\":{}}", FrameError.WrongLength)]
    [InlineData("{\"topic\":\"a\",\"event\":\"e\"}", FrameError.WrongLength)]
    [InlineData("{\"topic\":1,\"event\":\"e\",\"payload\":{}}", FrameError.WrongType)]
    [InlineData("{\"topic\":\"a\",\"event\":\"e\",\"payload\":[]}", FrameError.PayloadNotObject)]
    [InlineData("[null,\"1\",\"a\",\"e\",{}]", FrameError.WrongShape)]
    [InlineData("{\"topic\":\"a\"", FrameError.NotJson)]
    [InlineData("{\"\\ud800\":1,\"topic\":\"a\"}", FrameError.InvalidUtf8)]
    public void Version_1_frames_are_checked_as_strictly(string frame, object error) => Assert.Equal((FrameError)error, Text(frame, version1: true).Error);

    [Fact]
    public void Version_1_has_no_binary_frames() =>
        Assert.Equal(FrameError.BinaryNotSpoken, FrameDecoder.Decode(new byte[] { 0, 0, 0, 0, 0 }, isBinary: true, WireVersion.V1).Error);

    [Fact]
    public void The_captured_binary_push_is_read()
    {
        byte[] bytes = [0, 1, 1, 8, 8, .. "17room:rawbin_echo"u8, 9, 9];

        var frame = FrameDecoder.Decode(bytes, isBinary: true, WireVersion.V2);

        Assert.Equal(FrameError.None, frame.Error);
        Assert.Equal(("1", "7", "room:raw", "bin_echo"), (frame.JoinRef, frame.Ref, frame.Topic, frame.Event));
        Assert.Equal(new byte[] { 9, 9 }, frame.Payload.ToArray());
        Assert.True(frame.IsBinary);
    }

    [Fact]
    public void Refs_of_no_length_in_a_binary_push_are_absent()
    {
        var frame = Binary(0, 0, 0, 1, 1, (byte)'t', (byte)'e');

        Assert.Null(frame.JoinRef);
        Assert.Null(frame.Ref);
        Assert.True(frame.Payload.IsEmpty);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 0, 1, 1, 1, 2, 65, 65, 65, 65 })]
    public void Binary_lengths_that_go_beyond_the_frame_are_refused(byte[] bytes) => Assert.Equal(FrameError.Truncated, Binary(bytes).Error);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    public void A_binary_kind_that_clients_do_not_send_is_refused(byte kind) => Assert.Equal(FrameError.UnknownKind, Binary(kind, 0, 0, 0, 0).Error);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Binary_names_must_be_utf8_each_for_itself(int field)
    {
        // Two bytes that are one letter together, but none apart.
        byte[] frame = [0, 1, 1, 1, 1, (byte)'a', (byte)'b', (byte)'c', (byte)'d'];
        frame[5 + field] = 0xC3;
        if (field < 3)
            frame[6 + field] = 0xA9;

        Assert.Equal(FrameError.InvalidUtf8, Binary(frame).Error);
    }

    [Fact]
    public void A_binary_topic_of_more_than_200_bytes_is_refused() =>
        Assert.Equal(FrameError.TopicTooLong, Binary([0, 0, 1, 201, 1, (byte)'1', .. new byte[201].Select(_ => (byte)'t'), (byte)'e']).Error);

    [Theory]
    [InlineData(null, true, 0)]
    [InlineData("", true, 0)]
    [InlineData("1.0.0", true, 0)]
    [InlineData("2.0.0", true, 1)]
    [InlineData("2.0.3", true, 1)]
    [InlineData("9.0.0", false, 0)]
    [InlineData("2", false, 0)]
    [InlineData("2.1.0", false, 0)]
    [InlineData("2.0.0.1", false, 0)]
    [InlineData("nonsense", false, 0)]
    public void Only_two_versions_are_spoken(string? vsn, bool spoken, int version)
    {
        Assert.Equal(spoken, WireVersions.TryParse(vsn, out var parsed));
        if (spoken)
            Assert.Equal((WireVersion)version, parsed);
    }
}
