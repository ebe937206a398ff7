using Switchboard.Messages;

namespace Switchboard.Node.Topics;

/// <content>Registration with the room, wherever it is, and again when it may be elsewhere.</content>
internal sealed partial class HubCore
{
    /// <summary>The room's actor is gone. It may be back at once, elsewhere.</summary>
    public void RoomGone()
    {
        _isDegraded = true;
        Register();
    }

    /// <summary>The room's node is gone, and with it the answers to what it was asked: members need not wait for them.</summary>
    public void RoomLost()
    {
        _members.TellRoomLost();
        RoomGone();
    }

    /// <summary>
    /// The cluster has removed a node, and what goes to rooms from now on does not go there. If the room was there, or may have been, what was on its way is lost.
    /// </summary>
    public void NodeLost(bool wasHome)
    {
        if (_state == State.Registered && !wasHome)
            return;
        _members.TellRoomLost();
        if (_state == State.Registering)
            AskToRegister();
        else
            RoomGone();
    }

    private void Register()
    {
        _state = State.Registering;
        _registration++;
        _registeredAt = _now();
        _lastSeqAtRegistration = _log.LastSeq;
        _isFilling = false;
        _seenAtRegistration = HighestSeen();
        _room.Register(_registration, _epoch, _log.LastSeq, _seenAtRegistration);
    }

    /// <summary>Asks once more, the same under the same number, so that a room that takes longer to answer than this hub to ask again is not asked for ever.</summary>
    private void AskToRegister()
    {
        _isDegraded = true;
        _registeredAt = _now();
        _room.Register(_registration, _epoch, _log.LastSeq, _seenAtRegistration);
    }

    private void OnRegistered(HubMessage.Registered registered)
    {
        if (_state != State.Registering)
            return;
        var messages = registered.Messages;
        var isOther = _epoch != registered.Epoch || registered.LastSeq < _lastSeqAtRegistration;
        var isTooFar = messages.Count > 0 && messages[0].Seq > _log.LastSeq + 1;
        if (_epoch is null || ((isOther || isTooFar) && !registered.IsDegraded))
            // First contact; or another log than the one members know, this one with its end lost, or one whose history does not reach back to them.
            StartFrom(registered.Epoch, messages, registered.LastSeq);
        else if (!isOther)
            Advance(messages);
        if (!isOther)
            _tail = Math.Max(_tail, registered.LastSeq);
        _isDegraded = registered.IsDegraded;
        _state = registered.IsDegraded ? State.Unregistered : State.Registered;
        CloseGap();
        AnswerWaiting();
    }
}
