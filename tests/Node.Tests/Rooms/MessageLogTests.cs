using Switchboard.Node.Rooms;
using static Node.Tests.Rooms.RoomTestData;

namespace Node.Tests.Rooms;

/// <summary>A log keeps the newest messages without gaps, within its bounds, and never takes one out of order.</summary>
public sealed class MessageLogTests
{
    [Fact]
    public void The_oldest_messages_go_when_there_are_too_many()
    {
        var log = new MessageLog(3, 1000);
        for (var i = 1; i <= 5; i++)
            log.Append(Message(i));

        Assert.Equal((3, 5, 3, 30), (log.FirstSeq, log.LastSeq, log.Count, log.Bytes));
        Assert.Equal([3, 4, 5], Numbers(log.Newest(10, 1000)));
    }

    [Fact]
    public void The_oldest_messages_go_when_they_are_too_large_but_the_newest_stays()
    {
        var log = new MessageLog(10, 100);
        log.Append(Message(1, size: 60));
        log.Append(Message(2, size: 60));
        Assert.Equal([2], Numbers(log.Newest(10, 1000)));
        log.Append(Message(3, size: 500));
        Assert.Equal([3], Numbers(log.Newest(10, 1000)));
        Assert.Equal(500, log.Bytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_message_out_of_order_is_refused(long seq)
    {
        var log = new MessageLog(3, 1000);
        log.Append(Message(1));
        Assert.Throws<ArgumentException>(() => log.Append(Message(seq)));
    }

    [Fact]
    public void A_page_ends_at_the_first_limit_it_meets_and_has_at_least_one_message()
    {
        var log = new MessageLog(10, 1000);
        for (var i = 1; i <= 6; i++)
            log.Append(Message(i));

        Assert.Equal([3, 4], Numbers(log.After(2, 2, 1000)));
        Assert.Equal([3, 4, 5], Numbers(log.After(2, 10, 30)));
        Assert.Equal([3], Numbers(log.After(2, 10, 1)));
        Assert.Empty(log.After(6, 10, 1000));
        Assert.Empty(log.After(9, 10, 1000));
        Assert.Empty(log.After(2, 0, 1000));
    }

    [Fact]
    public void What_is_not_kept_any_more_is_not_answered_with_something_else()
    {
        var log = new MessageLog(2, 1000);
        for (var i = 1; i <= 5; i++)
            log.Append(Message(i));

        Assert.Empty(log.After(2, 10, 1000));
        Assert.Equal([4, 5], Numbers(log.After(3, 10, 1000)));
    }

    [Fact]
    public void A_log_can_go_on_from_a_number()
    {
        var log = new MessageLog(5, 1000);
        log.Append(Message(1));
        log.Reset(41);
        Assert.Equal((42, 41, 0), (log.FirstSeq, log.LastSeq, log.Count));
        log.Append(Message(42));
        Assert.Equal([42], Numbers(log.Newest(5, 1000)));
        Assert.Equal(42, log[42].Seq);
        Assert.Throws<ArgumentOutOfRangeException>(() => log[41]);
    }

    [Fact]
    public void Against_a_plain_list_every_answer_is_the_same()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            int max = random.Next(1, 20), bytes = random.Next(1, 200);
            var log = new MessageLog(max, bytes);
            var model = new List<Switchboard.Messages.StoredMessage>();
            for (var seq = 1; seq <= 60; seq++)
            {
                var message = Message(seq, size: random.Next(1, 40));
                log.Append(message);
                model.Add(message);
                while (model.Count > max || (model.Count > 1 && model.Sum(m => m.Payload.Length) > bytes))
                    model.RemoveAt(0);

                var after = random.Next(0, seq + 2);
                var expected = after < model[0].Seq - 1 ? [] : model.Where(m => m.Seq > after);
                Assert.Equal(Numbers(expected), Numbers(log.After(after, int.MaxValue, long.MaxValue)));
                Assert.Equal(Numbers(model), Numbers(log.Newest(int.MaxValue, long.MaxValue)));
            }
        }
    }
}
