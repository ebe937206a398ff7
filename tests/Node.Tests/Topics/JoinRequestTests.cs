using System.Buffers;
using System.Text;
using Switchboard.Messages;
using Switchboard.Node.Topics;

namespace Node.Tests.Topics;

/// <summary>A join says what it wants in optional fields; a field of the wrong type is named in the refusal, others are none of the server's business.</summary>
public sealed class JoinRequestTests
{
    [Theory]
    [InlineData("{}", null, null, 0, true)]
    [InlineData("""{"since":5,"epoch":"e"}""", 5L, "e", 0, true)]
    [InlineData("""{"since":0}""", 0L, null, 0, true)]
    [InlineData("""{"history":20,"self":false}""", null, null, 20, false)]
    [InlineData("""{"since":null,"epoch":null,"history":null,"self":null}""", null, null, 0, true)]
    [InlineData("""{"token":{"since":-1},"self":true,"list":[{"epoch":1}]}""", null, null, 0, true)]
    [InlineData("""{"history":99999999999}""", null, null, int.MaxValue, true)]
    public void Fields_are_read(string payload, long? since, string? epoch, int history, bool own)
    {
        var (request, reason) = JoinRequest.Parse(Encoding.UTF8.GetBytes(payload));

        Assert.Null(reason);
        Assert.Equal(new JoinRequest(since, epoch, history, own), request);
    }

    [Theory]
    [InlineData("""{"since":-1}""", Reasons.InvalidSince)]
    [InlineData("""{"since":"5"}""", Reasons.InvalidSince)]
    [InlineData("""{"since":1.5}""", Reasons.InvalidSince)]
    [InlineData("""{"since":99999999999999999999}""", Reasons.InvalidSince)]
    [InlineData("""{"since":{}}""", Reasons.InvalidSince)]
    [InlineData("""{"history":-1}""", Reasons.InvalidHistory)]
    [InlineData("""{"history":true}""", Reasons.InvalidHistory)]
    [InlineData("""{"epoch":7}""", Reasons.InvalidEpoch)]
    [InlineData("""{"self":"no"}""", Reasons.InvalidSelf)]
    [InlineData("[]", Reasons.InvalidPayload)]
    [InlineData("", Reasons.InvalidPayload)]
    [InlineData("null", Reasons.InvalidPayload)]
    [InlineData("""{"epoch":"\ud800"}""", Reasons.InvalidPayload)]
    public void A_wrong_field_is_refused_by_name(string payload, string reason) =>
        Assert.Equal((null, reason), JoinRequest.Parse(Encoding.UTF8.GetBytes(payload)));

    [Fact]
    public void A_rooms_answer_holds_the_messages_as_they_are()
    {
        var message = new StoredMessage(3, "e", 5, null, null, 0, Encoding.UTF8.GetBytes("""{"b":1,"seq":3}"""));

        Assert.Equal("""{"last_seq":3,"epoch":"e","recovered":true,"messages":[{"b":1,"seq":3}]}""",
            Written(new JoinOutcome.Room(3, "e", true, null, false, [message])));
        Assert.Equal("""{"last_seq":0,"epoch":"e","recovered":false,"reason":"other_epoch","degraded":true,"messages":[]}""",
            Written(new JoinOutcome.Room(0, "e", false, Reasons.OtherEpoch, true, [])));
        Assert.Equal("{}", Written(new JoinOutcome.Plain()));
        Assert.Equal("""{"reason":"unavailable"}""", Written(new JoinOutcome.Refused(Reasons.Unavailable)));
    }

    private static string Written(JoinOutcome outcome)
    {
        var output = new ArrayBufferWriter<byte>();
        outcome.WriteResponse(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
