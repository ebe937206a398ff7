using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

/// <summary>
/// What this system has to do with one other address: the messages that wait for it, the connection that carries them, the incarnation there, and
/// whether it is quarantined. One pump, a piece of work that runs on one thread at a time, does everything but queueing.
/// </summary>
internal sealed partial class Association
{
    private readonly ConcurrentQueue<Action> _commands = new(); // bounded by what the remoting itself asks for
    private readonly ConcurrentQueue<(SystemMessage Message, RemoteActorRef Recipient)> _newSystemMessages = new();
    private readonly LaneSender[] _lanes;
    private readonly SystemMessageBuffer _system = new();
    private long _lost;
    private long _reportedFull;

    public Association(Remoting remoting, Address remote)
    {
        Remoting = remoting;
        Remote = remote;
        _lanes = new LaneSender[remoting.Wire.Lanes + 1];
        for (var i = 0; i < _lanes.Length; i++) _lanes[i] = new LaneSender(this, (byte)i, remoting.Wire.QueueSize);
        Inbound = new InboundState(this);
    }

    public Remoting Remoting { get; }

    public Address Remote { get; }

    /// <summary>What has come from there.</summary>
    public InboundState Inbound { get; }

    /// <summary>Lanes, the control lane included.</summary>
    public int LaneCount => _lanes.Length;

    /// <summary>Messages that could not be delivered, and system messages that were given up.</summary>
    public long LostCount => Interlocked.Read(ref _lost);

    /// <summary>Messages that wait.</summary>
    public int WaitingCount => _lanes.Sum(static lane => lane.Queue.Count);

    /// <summary>Queues a message. Any thread.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sends it.</param>
    /// <param name="recipient">Who gets it.</param>
    /// <param name="atOnce">True when this thread is to write it to the connection, if no other is writing: it then wakes none.</param>
    public void Send(object message, IActorRef? sender, RemoteActorRef recipient, bool atOnce = false)
    {
        var lane = message is ActorSelectionMessage selection && recipient.Path.Depth == 0 ? Lanes.For(selection, _lanes.Length) : recipient.Lane;
        var place = _lanes[lane].Queue.TryPush(new Outgoing(message, sender, recipient));
        if (place > 0)
        {
            if (place == Remoting.Settings.LogBufferSizeExceeding) Remoting.Log.Warning("{0} messages wait for [{1}].", place, Remote);
            if (atOnce) WakeHere();
            else Wake();
            return;
        }

        if (Interlocked.Exchange(ref _reportedFull, 1) == 0 && !Remoting.IsShutDown)
            Remoting.Log.Warning("The queue for [{0}] is full: {1} messages wait (akka.remote.outbound-queue-size). What comes now goes to dead letters.", Remote, Remoting.Wire.QueueSize);
        Drop(message, sender, recipient, lane);
    }

    /// <summary>Queues a system message, which arrives unless the other system is quarantined or dies. Any thread.</summary>
    public void SendSystem(SystemMessage message, RemoteActorRef recipient)
    {
        if (Remoting.IsShutDown) return;
        if (EnvelopeWriter.IsTooLong(recipient.WirePath))
        {
            Remoting.Log.Error("A system message [{0}] cannot be sent: the path of its recipient is longer than {1} bytes.", message.GetType(), EnvelopeReader.LongestText);
            return;
        }

        if (message is DeathWatchNotification death) Inbound.Unwatched((IInternalActorRef)death.Actor, recipient);
        _newSystemMessages.Enqueue((message, recipient));
        Wake();
    }

    /// <summary>Serializes a message.</summary>
    /// <returns>False when that is not possible: it has been reported.</returns>
    public bool TryPrepare(Outgoing message, out Prepared prepared)
    {
        try
        {
            var (id, manifest, payload) = Remoting.Serialize(message.Message);
            prepared = new Prepared(message.Recipient, message.Sender, id, manifest, payload);
            if (EnvelopeWriter.IsTooLong(message.Recipient.WirePath) || EnvelopeWriter.IsTooLong(manifest))
                throw new ArgumentException($"the recipient's path or the manifest is longer than {EnvelopeReader.LongestText} bytes.");
            var largest = _connection?.LargestMessage ?? Remoting.Wire.LargestMessage;
            if (payload.Length <= largest - 1024) return true;
            Remoting.Log.Error(
                "A message [{0}] of {1} bytes for [{2}] is too large: at most {3} bytes are sent (akka.remote.maximum-message-size, here or there).",
                message.Message.GetType(), payload.Length, message.Recipient, largest - 1024);
        }
        catch (Exception failure)
        {
            // Whatever a serializer throws concerns this message only.
            prepared = default;
            Remoting.Log.Error(failure, "A message [{0}] for [{1}] cannot be serialized: {2}", message.Message.GetType(), message.Recipient, failure.Message);
        }

        Drop(message.Message, message.Sender, message.Recipient, message.Recipient.Lane);
        return false;
    }

    /// <summary>Reports a message whose sender cannot be named.</summary>
    public void RefuseSender(in Prepared message, Outgoing original)
    {
        Remoting.Log.Error("A message [{0}] for [{1}] cannot be sent: the path of its sender is longer than {2} bytes.", original.Message.GetType(), message.Recipient, EnvelopeReader.LongestText);
        Drop(original.Message, original.Sender, original.Recipient, original.Recipient.Lane);
    }

    /// <summary>Runs a command on the pump. Any thread.</summary>
    private void Command(Action command)
    {
        _commands.Enqueue(command);
        Wake();
    }

    // Heartbeats and the like come again: nobody needs to see every one that was not sent.
    private void Drop(object message, IActorRef? sender, RemoteActorRef recipient, int lane)
    {
        Interlocked.Increment(ref _lost);
        if (lane != Associations.Lanes.Control) Remoting.DeadLetters.Tell(new DeadLetter(message, sender ?? Remoting.DeadLetters, recipient), sender);
    }

    private void DropWaiting()
    {
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            // Only what is there now: dead letters may be answered with more.
            for (var left = _lanes[lane].Queue.Count; left > 0 && _lanes[lane].Queue.Peek() is { } message; left--)
            {
                _lanes[lane].Queue.Pop();
                Drop(message.Message, message.Sender, message.Recipient, lane);
            }

            _lanes[lane].Abandon();
        }
    }
}
