using Akka.Actor;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <content>
/// Whose log it is. Another node may take the log over and this room not notice until it writes. So a room that is asked by somebody who has seen more than is here
/// claims its log once more before it answers: either the journal takes the claim, and there is no more than is here, or the room ends and reads its log again.
/// </content>
internal sealed partial class RoomActor
{
    /// <summary>Between two claims for askers, whatever they ask: what one socket can make a room write is bounded.</summary>
    private static readonly TimeSpan BetweenClaims = TimeSpan.FromMilliseconds(250);

    /// <summary>After a room was taken over: by then the side of a partition that lost it has ended, and claims nothing back any more.</summary>
    private static readonly TimeSpan UntilUncontested = TimeSpan.FromSeconds(30);

    private readonly Queue<(RoomCommand Command, IActorRef Sender)> _doubted = new();
    private string? _claimedBy;
    private int _claims;
    private bool _isClaiming;

    private static string Address => ((ExtendedActorSystem)Context.System).Provider.DefaultAddress.ToString();

    private void OnClaimReplayed(RoomClaimed claim)
    {
        _claims++;
        _claimedBy = claim.By;
    }

    /// <summary>Before anybody is answered.</summary>
    private void Claim()
    {
        var address = Address;
        if (LastSequenceNr > 0 && _claimedBy != address)
            Timers.StartSingleTimer(ClaimTick.Instance, ClaimTick.Instance, UntilUncontested);
        Persist(new RoomClaimed(address), _ =>
        {
            OnClaimed();
            OnReady();
            SnapshotWhenDue();
        });
    }

    private void OnClaimed()
    {
        _claims++;
        // A room that people only look into must not fill the journal.
        if (_state.IsEmpty)
            DeleteMessages(LastSequenceNr - 1);
    }

    private void AnswerWhenSure(RoomCommand command)
    {
        if (!_settings.ClaimsLog || !IsAhead(command))
        {
            Answer(command, Sender);
            return;
        }
        if (_doubted.Count >= _settings.QueueLimit)
        {
            RoomRefusal.Send(command, Sender, Reasons.Overloaded);
            return;
        }
        _doubted.Enqueue((command, Sender));
        if (!_isClaiming && !Timers.IsTimerActive(ClaimPause.Instance))
            ClaimAgain();
    }

    private bool IsAhead(RoomCommand command) => command switch
    {
        RoomCommand.Register register => Replay.IsAhead(_state.Log, _state.Epoch, Math.Max(register.LastSeq, register.SeenSeq), register.Epoch),
        RoomCommand.Read { Since: { } since } read => Replay.IsAhead(_state.Log, _state.Epoch, since, read.Epoch ?? _state.Epoch),
        _ => false,
    };

    private void Answer(RoomCommand command, IActorRef sender)
    {
        if (command is RoomCommand.Register register)
            OnRegister(register, sender);
        else if (command is RoomCommand.Read read)
            sender.Tell(Replay.Read(_state.Log, _state.Epoch, read, _settings.Limits, false));
    }

    /// <summary>Who asks while the claim is under way waits for the next one: this one may have been stored before what the asker saw.</summary>
    private void ClaimAgain()
    {
        _isClaiming = true;
        var asked = _doubted.Count;
        PersistAsync(new RoomClaimed(Address), _ =>
        {
            _isClaiming = false;
            OnClaimed();
            for (; asked > 0; asked--)
            {
                var (command, sender) = _doubted.Dequeue();
                Answer(command, sender);
            }
            Timers.StartSingleTimer(ClaimPause.Instance, ClaimPause.Instance, BetweenClaims);
            SnapshotWhenDue();
            StopWhenDone();
        });
    }

    private void OnClaimPause()
    {
        if (_doubted.Count > 0 && !_isClaiming)
            ClaimAgain();
    }

    private void OnClaimTick()
    {
        if (!_isClaiming)
            ClaimAgain();
    }

    /// <summary>The room ends. Who asks again is answered by the next one, which has read the log anew.</summary>
    private void RefuseDoubted()
    {
        foreach (var (command, sender) in _doubted)
            RoomRefusal.Send(command, sender, Reasons.Unavailable);
        _doubted.Clear();
    }

    private sealed record ClaimPause : INoSerializationVerificationNeeded
    {
        public static ClaimPause Instance { get; } = new();
    }

    private sealed record ClaimTick : INoSerializationVerificationNeeded
    {
        public static ClaimTick Instance { get; } = new();
    }
}
