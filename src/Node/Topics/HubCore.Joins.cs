using Switchboard.Messages;
using Switchboard.Node.Rooms;

namespace Switchboard.Node.Topics;

/// <content>Joins: from memory where memory has the answer, with the room's help where only that knows, and never for longer than clients wait.</content>
internal sealed partial class HubCore
{
    /// <summary>A channel joins. It is answered now or later, and a member from then on.</summary>
    public void Join(ILocalMember member, JoinRequest request)
    {
        if (!TryAnswer(member, request))
        {
            _joins.Add(new PendingJoin(member, request, _now() + Ms(_times.Join), _registration));
            AskFor(request);
        }
    }

    /// <summary>Answers from memory, if memory can tell.</summary>
    private bool TryAnswer(ILocalMember member, JoinRequest request)
    {
        if (_epoch is null)
            return false;
        if (IsAhead(request) || (request.Since is { } since && Replay.WhyNot(_log, _epoch, since, request.Epoch) is Reasons.TooFarBehind))
            return false;
        Answer(member, Replay.Join(_log, _epoch, request, _limits, _isDegraded));
        return true;
    }

    private void Answer(ILocalMember member, JoinOutcome.Room outcome)
    {
        member.Joined(outcome);
        _members.Add(member);
        if (outcome.IsDegraded)
            _toldDegraded.Add(member);
    }

    private void AskFor(JoinRequest request)
    {
        if (_state != State.Registered || request.Since is not { } since)
            return;
        if (IsAhead(request))
            // The client may know more than this hub. A registration's answer cannot be an old one: it carries the registration's number.
            Register();
        else
            _room.Fill(_registration, since);
    }

    /// <summary>The room has answered a registration: what it does not know, nobody does.</summary>
    private void AnswerWaiting()
    {
        foreach (var join in _joins.TakeAll())
        {
            if (TryAnswer(join.Member, join.Request) || TryAnswerAhead(join))
                continue;
            _joins.Add(join);
            if (_state == State.Registered && join.Request.Since <= _log.LastSeq)
                _room.Fill(_registration, join.Request.Since.Value);
        }
        AskAboutSeen();
    }

    /// <summary>The room has told what follows a number: for joins whose client saw that number last.</summary>
    private void AnswerWaitingFor(long afterSeq, IReadOnlyList<StoredMessage> messages)
    {
        foreach (var join in _joins.TakeAll())
        {
            if (TryAnswer(join.Member, join.Request) || TryAnswerAhead(join))
                continue;
            if (join.Request.Since == afterSeq && afterSeq <= _log.LastSeq)
                Answer(join.Member, Missed(join.Request, afterSeq, messages));
            else
                _joins.Add(join);
        }
        AskAboutSeen();
    }

    private bool IsAhead(JoinRequest request) => _epoch is not null && request.Since is { } since && Replay.IsAhead(_log, _epoch, since, request.Epoch);

    /// <summary>Answers who has seen more than there is, once the room, asked about just that, has told everything it has.</summary>
    private bool TryAnswerAhead(PendingJoin join)
    {
        if (_state != State.Registered || _log.LastSeq < _tail || !IsAhead(join.Request) || !WasAsked(join))
            return false;
        Answer(join.Member, Replay.Join(_log, _epoch!, join.Request, _limits, false));
        return true;
    }

    private bool WasAsked(PendingJoin join) => join.Registration < _registration && join.Request.Since <= _seenAtRegistration;

    /// <summary>The most that a waiting client has seen beyond what is here.</summary>
    private long HighestSeen() => _joins.All.Where(j => IsAhead(j.Request)).Max(j => j.Request.Since) ?? 0;

    private void AskAboutSeen()
    {
        if (_state == State.Registered && _log.LastSeq >= _tail && _joins.All.Any(j => IsAhead(j.Request) && !WasAsked(j)))
            Register();
    }

    /// <summary>What the room keeps and, behind it, what this hub keeps, up to what members have had.</summary>
    private JoinOutcome.Room Missed(JoinRequest request, long since, IReadOnlyList<StoredMessage> messages)
    {
        List<StoredMessage> missed = [.. messages.Where(m => m.Seq <= _log.LastSeq)];
        var reached = missed.Count > 0 ? missed[^1].Seq : since;
        missed.AddRange(_log.After(reached, _limits.ReplyMessages, _limits.ReplyBytes));
        var isWhole = missed.Count > 0 && missed[0].Seq == since + 1 && missed[^1].Seq == _log.LastSeq
            && missed.Count <= _limits.ReplyMessages && missed.Sum(m => (long)m.Payload.Length) <= _limits.ReplyBytes;
        return isWhole
            ? new JoinOutcome.Room(_log.LastSeq, _epoch!, true, null, _isDegraded, missed)
            : Replay.Join(_log, _epoch!, request, _limits, _isDegraded);
    }
}
