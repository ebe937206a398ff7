using Switchboard.Messages;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Rooms;

/// <summary>Answers "what did I miss" from a log of messages. Rooms and hubs answer with the same code, from what each has in memory.</summary>
internal static class Replay
{
    /// <summary>The answer to a join.</summary>
    public static JoinOutcome.Room Join(MessageLog log, string epoch, JoinRequest request, RoomLimits limits, bool isDegraded)
    {
        if (request.Since is not { } since)
            return new(log.LastSeq, epoch, false, null, isDegraded, log.Newest(Math.Min(request.History, limits.ReplyMessages), limits.ReplyBytes));

        var reason = WhyNot(log, epoch, since, request.Epoch);
        if (reason is null)
        {
            var missed = log.After(since, limits.ReplyMessages, limits.ReplyBytes);
            if (since + missed.Count == log.LastSeq)
                return new(log.LastSeq, epoch, true, null, isDegraded, missed);
            reason = Reasons.TooFarBehind;
        }
        return new(log.LastSeq, epoch, false, reason, isDegraded, log.Newest(limits.ReplyMessages, limits.ReplyBytes));
    }

    /// <summary>The answer to a reader: the page after <c>since</c>, or the newest page.</summary>
    public static RoomReply.Page Read(MessageLog log, string epoch, RoomCommand.Read request, RoomLimits limits, bool isDegraded)
    {
        var limit = Math.Clamp(request.Limit, 1, limits.ReplyMessages);
        if (request.Since is not { } since)
            return new(request.Correlation, epoch, log.LastSeq, false, isDegraded, log.Newest(limit, limits.ReplyBytes));
        // Readers may leave the epoch out; joins may not, since what they have seen is shown beside what they get.
        var reason = WhyNot(log, epoch, since, request.Epoch ?? epoch);
        // A reader goes through pages: one that is too far behind, or reads another log, starts at the oldest message there is.
        var from = reason is null ? since : log.FirstSeq - 1;
        return new(request.Correlation, epoch, log.LastSeq, reason is null, isDegraded, log.After(from, limit, limits.ReplyBytes));
    }

    /// <summary>The answer to a hub's registration: what follows the hub's own newest message if that is of this log, else the newest ones.</summary>
    public static HubMessage.Registered Register(MessageLog log, string epoch, RoomCommand.Register request, RoomLimits limits, bool isDegraded)
    {
        var messages = request.Epoch == epoch && WhyNot(log, epoch, request.LastSeq, epoch) is null
            ? log.After(request.LastSeq, limits.ReplyMessages, limits.ReplyBytes)
            : log.Newest(limits.ReplyMessages, limits.ReplyBytes);
        return new(request.Registration, epoch, log.LastSeq, isDegraded, messages);
    }

    /// <summary>The answer to a hub that misses messages: the next ones, or the oldest there are when those are not kept any more.</summary>
    public static HubMessage.Filled Fill(MessageLog log, string epoch, RoomCommand.Fill request, RoomLimits limits)
    {
        var from = Math.Max(request.AfterSeq, log.FirstSeq - 1);
        return new(request.Registration, epoch, request.AfterSeq, log.LastSeq, log.After(from, limits.ReplyMessages, limits.ReplyBytes));
    }

    /// <summary>Whether who has seen <paramref name="since"/> has seen messages that are not in this log, though they may be of it.</summary>
    public static bool IsAhead(MessageLog log, string epoch, long since, string? sinceEpoch) =>
        // The epoch of a log without messages is only proposed: the first message may have another one.
        since > log.LastSeq && (sinceEpoch == epoch || (log.LastSeq == 0 && sinceEpoch is not null));

    /// <summary>Why what follows <paramref name="since"/> cannot be told from this log; null when it can.</summary>
    public static string? WhyNot(MessageLog log, string epoch, long since, string? sinceEpoch)
    {
        // Who has seen nothing and names no epoch has missed the same in every log.
        if (sinceEpoch != epoch && (since > 0 || sinceEpoch is not null))
            return Reasons.OtherEpoch;
        if (since > log.LastSeq)
            return Reasons.SinceInFuture;
        return since < log.FirstSeq - 1 ? Reasons.TooFarBehind : null;
    }
}
