using Akka.Actor;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <content>The hubs that the room sends to: one for each node with members.</content>
internal sealed partial class RoomActor
{
    private TimeSpan _tailInterval;
    private int _quietTails;

    private void OnRegister(RoomCommand.Register command, IActorRef hub)
    {
        // The same number again is the same question again: its answer may be lost.
        if (_hubs.TryGetValue(hub, out var known) && known > command.Registration)
            return;
        // What the first hub was told stays; and who has seen messages that are not here knows another log.
        if (command is { Epoch: not null, LastSeq: 0 } && _hubs.Count == 0 && !IsWriting)
            _state.Adopt(command.Epoch);
        Context.Watch(hub);
        _hubs[hub] = command.Registration;
        WatchIdleness();
        KeepTailQuick();
        hub.Tell(Replay.Register(_state.Log, _state.Epoch, command, _settings.Limits, false));
    }

    private void OnFill(RoomCommand.Fill command)
    {
        if (_hubs.TryGetValue(Sender, out var registration) && registration == command.Registration)
            Sender.Tell(Replay.Fill(_state.Log, _state.Epoch, command, _settings.Limits));
        else
            Sender.Tell(new HubMessage.NotRegistered(command.Registration));
    }

    private void Forget(IActorRef hub, long registration)
    {
        if (!_hubs.TryGetValue(hub, out var known) || known > registration)
            return;
        _hubs.Remove(hub);
        Context.Unwatch(hub);
        WatchIdleness();
    }

    private void OnSignal(RoomCommand.Signal command)
    {
        foreach (var (hub, registration) in _hubs)
            hub.Tell(new HubMessage.Signalled(registration, command.Event, command.Origin, command.IsBinary, command.Payload));
        if (command.Correlation != 0)
            Sender.Tell(new RoomReply.Accepted(command.Correlation));
    }

    /// <summary>Tells the hubs the last number soon, and then less and less often while nothing comes.</summary>
    private void KeepTailQuick()
    {
        _quietTails = 0;
        if (_hubs.Count > 0 && (_tailInterval != _settings.TailInterval || !Timers.IsTimerActive(TailTick.Instance)))
            StartTail(_settings.TailInterval);
    }

    private void StartTail(TimeSpan interval)
    {
        _tailInterval = interval;
        Timers.StartPeriodicTimer(TailTick.Instance, TailTick.Instance, interval);
    }

    private void OnTailTick()
    {
        if (_hubs.Count == 0)
        {
            Timers.Cancel(TailTick.Instance);
            return;
        }
        foreach (var (hub, registration) in _hubs)
            hub.Tell(new HubMessage.Tail(registration, _state.Epoch, _state.Log.LastSeq));
        if (_tailInterval == _settings.TailInterval && ++_quietTails * _settings.TailInterval >= TimeSpan.FromMinutes(1))
            StartTail(_settings.QuietTailInterval);
    }
}
