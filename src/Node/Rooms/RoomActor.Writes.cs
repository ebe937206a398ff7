using Akka.Actor;
using Akka.Event;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <content>Messages on their way to the journal.</content>
internal sealed partial class RoomActor
{
    private readonly Queue<(RoomCommand.Publish Command, IActorRef Sender)> _waiting = new();
    private readonly List<RoomCommand.Publish> _writing = [];
    private readonly List<IActorRef> _writers = [];
    private IReadOnlyList<RoomDecision> _decisions = [];
    private int _unconfirmed;
    private bool _isRejected;
    private bool _hasStored;

    private bool IsWriting => _unconfirmed > 0;

    private void OnPublish(RoomCommand.Publish command)
    {
        if (_waiting.Count >= _settings.QueueLimit)
        {
            Sender.Tell(new RoomReply.Refused(command.Correlation, Reasons.Overloaded));
            return;
        }
        _waiting.Enqueue((command, Sender));
        if (!IsWriting)
            WriteNext();
    }

    private void WriteNext()
    {
        while (!IsWriting && _waiting.Count > 0)
        {
            while (_writing.Count < _settings.BatchLimit && _waiting.TryDequeue(out var next))
            {
                _writing.Add(next.Command);
                _writers.Add(next.Sender);
            }
            _decisions = _state.Decide(_writing, Context.System.Scheduler.Now.ToUnixTimeMilliseconds());
            var messages = _decisions.OfType<RoomDecision.Store>().Select(d => d.Message).ToList();
            _unconfirmed = messages.Count;
            _isRejected = false;
            if (messages.Count > 0)
                PersistAllAsync(messages, OnStored);
            else
                Answer();
        }
        StopWhenDone();
    }

    private void OnStored(StoredMessage message)
    {
        _state.Apply(message);
        foreach (var (hub, registration) in _hubs)
            hub.Tell(new HubMessage.Delivered(registration, message));
        KeepTailQuick();
        Confirm();
    }

    /// <summary>The journal is fine but will not store this. A write is all or nothing: its other messages are refused as well.</summary>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        _log.Error(cause, "{0}: the journal refuses to store a {1}.", _topic, @event.GetType().Name);
        if (@event is RoomClaimed)
        {
            Context.Stop(Self);
            return;
        }
        _isRejected = true;
        Confirm();
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        _log.Error(cause, "{0}: the journal failed. The room stops and is started again.", _topic);

    private void Confirm()
    {
        if (--_unconfirmed > 0)
            return;
        Answer();
        if (!_isRejected && !_hasStored)
        {
            _hasStored = true;
            Context.Parent.Tell(new RoomNotice.Stored());
        }
        SnapshotWhenDue();
        WriteNext();
    }

    private void Answer()
    {
        for (var i = 0; i < _writing.Count; i++)
        {
            var correlation = _writing[i].Correlation;
            _writers[i].Tell(_decisions[i] switch
            {
                RoomDecision.Refuse refuse => new RoomReply.Refused(correlation, refuse.Reason),
                RoomDecision.Store when _isRejected => new RoomReply.Refused(correlation, Reasons.NotStored),
                RoomDecision.Store store => new RoomReply.Stored(correlation, store.Message.Seq, _state.Epoch, false),
                // Its first copy is in the write that was just refused.
                RoomDecision.Repeat repeat when repeat.Seq > _state.Log.LastSeq => new RoomReply.Refused(correlation, Reasons.NotStored),
                RoomDecision.Repeat repeat => new RoomReply.Stored(correlation, repeat.Seq, _state.Epoch, true),
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        }
        _writing.Clear();
        _writers.Clear();
    }

    /// <summary>The room ends: what was not confirmed may be stored or not, and sending it again with the same id stores it once.</summary>
    private void RefuseWaiting()
    {
        for (var i = 0; i < _writing.Count; i++)
            _writers[i].Tell(new RoomReply.Refused(_writing[i].Correlation, Reasons.Unavailable));
        foreach (var (command, sender) in _waiting)
            sender.Tell(new RoomReply.Refused(command.Correlation, Reasons.Unavailable));
        _writing.Clear();
        _writers.Clear();
        _waiting.Clear();
    }
}
