using System.Text.Json;

namespace Switchboard.Cluster.Tests.Faults.Check;

/// <summary>A fault run that passes says something only because each kind of broken promise is found.</summary>
public sealed class LogCheckTests
{
    private readonly Findings _findings = new();
    private readonly RoomRecord _room = new("lobby");

    private ClientRecord Client(params (long Seq, int Number)[] delivered)
    {
        var record = new ClientRecord(7, _room, _findings);
        foreach (var (seq, number) in delivered)
            record.Delivered(Message(seq, number));
        return record;
    }

    private static JsonElement Message(long seq, int number) =>
        JsonSerializer.SerializeToElement(new { seq, id = MessageId.ToText(MessageId.Of(7, number)) });

    private void Stored(params int[] numbers) => _room.Stored.AddRange(numbers.Select(n => MessageId.Of(7, n)));

    private string Found(params ClientRecord[] clients)
    {
        LogCheck.Check(_room, clients, _findings);
        return string.Join('\n', _findings.Broken);
    }

    [Fact]
    public void What_is_stored_once_and_delivered_in_order_breaks_nothing()
    {
        Stored(1, 2);
        var client = Client((1, 1), (2, 2));
        client.Acknowledged(MessageId.Of(7, 2), 2);

        Assert.Empty(Found(client));
    }

    [Fact]
    public void A_message_that_was_acknowledged_and_is_not_stored_is_found()
    {
        var client = Client();
        client.Acknowledged(MessageId.Of(7, 1), 1);

        Assert.Contains("7-1 was acknowledged as number 1, but is not stored", Found(client), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_stored_under_another_number_than_was_acknowledged_is_found()
    {
        Stored(1, 2);
        var client = Client((1, 1), (2, 2));
        client.Acknowledged(MessageId.Of(7, 1), 2);

        Assert.Contains("acknowledged as number 2, but is stored as 1", Found(client), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_stored_twice_is_found()
    {
        Stored(1, 1);

        Assert.Contains("7-1 is stored as number 1, and again as 2", Found(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_was_never_delivered_is_found()
    {
        Stored(1, 2);

        Assert.Contains("was given 1 messages; 2 are stored", Found(Client((1, 1))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_was_delivered_in_the_place_of_another_is_found()
    {
        Stored(1, 2);

        Assert.Contains("was given 7-3 as number 2; 7-2 is stored there", Found(Client((1, 1), (2, 3))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, "again")]
    [InlineData(1, 2, "instead of 7-1")]
    [InlineData(3, 3, "too early")]
    public void A_repeat_an_overwritten_number_and_a_gap_are_found_at_once(long seq, int number, string what)
    {
        Client((1, 1), (seq, number));

        Assert.Contains($"{what}, where 2 was to come", Assert.Single(_findings.Broken), StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_that_recovers_too_little_is_found()
    {
        var client = Client((1, 1));

        client.Joined(JsonSerializer.SerializeToElement(new { last_seq = 3, epoch = "e", recovered = true, messages = new[] { Message(2, 2) } }));

        Assert.Contains("joined at number 3, but has been given 2", Assert.Single(_findings.Broken), StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_that_does_not_recover_and_one_into_another_epoch_are_found()
    {
        var client = Client();
        client.Joined(JsonSerializer.SerializeToElement(new { last_seq = 1, epoch = "e", recovered = true, messages = new[] { Message(1, 1) } }));

        client.Joined(JsonSerializer.SerializeToElement(new { last_seq = 1, epoch = "f", recovered = false, reason = "other_epoch", messages = Array.Empty<int>() }));

        Assert.Equal(2, _findings.Broken.Count);
        Assert.Contains("other_epoch", _findings.Broken.First(), StringComparison.Ordinal);
        Assert.Contains("the epoch f after e", _findings.Broken.Last(), StringComparison.Ordinal);
    }
}
