using System.Text;
using System.Text.Json;
using Switchboard.Messages;
using Switchboard.Node.Rooms;

namespace Node.Tests.Rooms;

/// <summary>What subscribers get is the client's own object with <c>seq</c>, <c>sent_at</c> and <c>from</c> set by the server, whatever the client put there.</summary>
public sealed class MessagePayloadTests
{
    private static string Round(string json, string? from = null) =>
        Encoding.UTF8.GetString(MessagePayload.Complete(MessagePayload.Prepare(Encoding.UTF8.GetBytes(json)).Body.Span, 7, 1234, from));

    [Theory]
    [InlineData("""{}""", """{"seq":7,"sent_at":1234}""")]
    [InlineData(""" { } """, """{"seq":7,"sent_at":1234}""")]
    [InlineData("""{"body":"hi"}""", """{"body":"hi","seq":7,"sent_at":1234}""")]
    [InlineData("""{"a":{"seq":1},"b":[{"from":2}]}""", """{"a":{"seq":1},"b":[{"from":2}],"seq":7,"sent_at":1234}""")]
    [InlineData("""{"seq":99,"body":"hi"}""", """{"body":"hi","seq":7,"sent_at":1234}""")]
    [InlineData("""{"body":"hi","seq":{"x":[1,2]},"seq":5}""", """{"body":"hi","seq":7,"sent_at":1234}""")]
    [InlineData("""{"\u0073eq":1,"from":"eve","sent_at":0,"n":1}""", """{"n":1,"seq":7,"sent_at":1234}""")]
    [InlineData("""{"id":"k1","x":null}""", """{"id":"k1","x":null,"seq":7,"sent_at":1234}""")]
    public void The_servers_fields_replace_the_clients(string sent, string delivered) => Assert.Equal(delivered, Round(sent));

    [Fact]
    public void The_identity_is_quoted_as_json_text() =>
        Assert.Equal("a\"\\\n\u00fc", JsonDocument.Parse(Round("""{"from":"eve"}""", "a\"\\\n\u00fc")).RootElement.GetProperty("from").GetString());

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{} {}")]
    [InlineData("{'a':1}")]
    public void Anything_but_one_json_object_is_refused(string json) =>
        Assert.Equal(Reasons.InvalidPayload, MessagePayload.Prepare(Encoding.UTF8.GetBytes(json)).Reason);

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.Equal(Reasons.InvalidPayload, MessagePayload.Prepare([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}']).Reason);

    [Theory]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":{"a":1}}""")]
    [InlineData("""{"id":"\ud800"}""")]
    [InlineData("""{"id":"12345678901234567890123456789012345678901234567890123456789012345"}""")]
    [InlineData("""{"id":"üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"}""")]
    public void An_id_is_a_text_of_1_to_64_bytes(string json) =>
        Assert.Equal(Reasons.InvalidId, MessagePayload.Prepare(Encoding.UTF8.GetBytes(json)).Reason);

    [Theory]
    [InlineData("""{"id":"a"}""", "a")]
    [InlineData("""{"id":null}""", null)]
    [InlineData("""{"i\u0064":"a\u0062"}""", "ab")]
    [InlineData("""{"id":"1234567890123456789012345678901234567890123456789012345678901234"}""", "1234567890123456789012345678901234567890123456789012345678901234")]
    public void The_id_is_read(string json, string? id) => Assert.Equal(id, MessagePayload.Prepare(Encoding.UTF8.GetBytes(json)).Id);

    [Fact]
    public void Whatever_the_bytes_the_result_is_a_refusal_or_valid_json_with_one_seq()
    {
        var random = new Random(11);
        var alphabet = "{}[]\":,\\ \n01eu\u00fcseqfromid\ud83d\ude00";
        var seeds = new[] { """{"a":1,"seq":2,"id":"x","b":{"c":[1,"from"]}}""", """{"from":"x","sent_at":[{}],"z":"\u00e9"}""" };
        var accepted = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var text = new StringBuilder(seeds[i % 2]);
            for (var n = random.Next(4); n > 0; n--)
                text[random.Next(text.Length)] = alphabet[random.Next(alphabet.Length)];
            var prepared = MessagePayload.Prepare(Encoding.UTF8.GetBytes(text.ToString()));
            if (prepared.Reason is not null)
                continue;
            accepted++;
            using var json = JsonDocument.Parse(MessagePayload.Complete(prepared.Body.Span, 7, 1234, "me"));
            Assert.Equal(7, Assert.Single(json.RootElement.EnumerateObject(), p => p.NameEquals("seq")).Value.GetInt64());
            Assert.Equal("me", Assert.Single(json.RootElement.EnumerateObject(), p => p.NameEquals("from")).Value.GetString());
        }
        Assert.True(accepted > 1000, $"only {accepted} accepted");
    }
}
