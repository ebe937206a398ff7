using Switchboard.Messages;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;
using static Node.Tests.Rooms.RoomTestData;

namespace Node.Tests.Rooms;

/// <summary>Who names the last number it saw gets exactly what it missed, or is told why not and gets the newest messages.</summary>
public sealed class ReplayTests
{
    private static readonly RoomLimits Limits = new() { ReplyMessages = 5, ReplyBytes = 1000 };

    private static MessageLog Log(long last, int kept)
    {
        var log = new MessageLog(kept, 10_000);
        for (var i = 1; i <= last; i++)
            log.Append(Message(i));
        return log;
    }

    private static JoinOutcome.Room Join(MessageLog log, long? since = null, string? epoch = null, int history = 0) =>
        Replay.Join(log, "e", new JoinRequest(since, epoch, history, true), Limits, false);

    [Theory]
    [InlineData(10L, "e", true, null, 11, 10)]
    [InlineData(8L, "e", true, null, 9, 10)]
    [InlineData(5L, "e", true, null, 6, 10)]
    [InlineData(4L, "e", false, Reasons.TooFarBehind, 6, 10)]
    [InlineData(2L, "e", false, Reasons.TooFarBehind, 6, 10)]
    [InlineData(11L, "e", false, Reasons.SinceInFuture, 6, 10)]
    [InlineData(8L, "old", false, Reasons.OtherEpoch, 6, 10)]
    [InlineData(8L, null, false, Reasons.OtherEpoch, 6, 10)]
    [InlineData(0L, null, false, Reasons.TooFarBehind, 6, 10)]
    public void A_join_that_names_what_it_saw(long since, string? epoch, bool recovered, string? reason, long first, long last)
    {
        var answer = Join(Log(10, 8), since, epoch);

        Assert.Equal((10, "e", recovered, reason), (answer.LastSeq, answer.Epoch, answer.Recovered, answer.Reason));
        Assert.Equal(Range(first, last), Numbers(answer.Messages));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(1000, 5)]
    public void A_join_that_wants_history(int wanted, int got)
    {
        var answer = Join(Log(10, 8), history: wanted);

        Assert.Equal((false, null), (answer.Recovered, answer.Reason));
        Assert.Equal(Range(11 - got, 10), Numbers(answer.Messages));
    }

    [Fact]
    public void Who_saw_nothing_of_an_empty_room_has_missed_nothing()
    {
        Assert.True(Join(Log(0, 8), 0).Recovered);
        Assert.True(Join(Log(0, 8), 0, "e").Recovered);
        Assert.Equal(Reasons.SinceInFuture, Join(Log(0, 8), 1, "e").Reason);
    }

    [Fact]
    public void Who_saw_nothing_gets_everything_while_it_is_kept() => Assert.Equal(Range(1, 4), Numbers(Join(Log(4, 8), 0).Messages));

    [Fact]
    public void An_answer_is_bounded_in_bytes_too()
    {
        var limits = new RoomLimits { ReplyMessages = 100, ReplyBytes = 25 };
        var answer = Replay.Join(Log(10, 10), "e", new JoinRequest(5, "e", 0, true), limits, false);

        Assert.Equal((false, Reasons.TooFarBehind), (answer.Recovered, answer.Reason));
        Assert.Equal([9, 10], Numbers(answer.Messages));
    }

    [Theory]
    [InlineData(null, null, 3, false, 8, 10)]
    [InlineData(7L, null, 2, true, 8, 9)]
    [InlineData(7L, "e", 2, true, 8, 9)]
    [InlineData(10L, null, 2, true, 11, 10)]
    [InlineData(0L, null, 2, false, 3, 4)]
    [InlineData(7L, "old", 2, false, 3, 4)]
    [InlineData(50L, null, 2, false, 3, 4)]
    [InlineData(7L, null, -1, true, 8, 8)]
    [InlineData(2L, null, 1000, true, 3, 7)]
    public void A_reader_goes_through_pages(long? since, string? epoch, int limit, bool recovered, long first, long last)
    {
        var page = Replay.Read(Log(10, 8), "e", new RoomCommand.Read(9, since, epoch, limit), Limits, true);

        Assert.Equal((9, 10, recovered, true), (page.Correlation, page.LastSeq, page.Recovered, page.IsDegraded));
        Assert.Equal(Range(first, last), Numbers(page.Messages));
    }
}
