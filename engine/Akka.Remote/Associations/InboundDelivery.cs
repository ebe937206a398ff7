using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

/// <summary>Takes the messages of one incoming connection out of their frames and gives them to their recipients. One thread at a time.</summary>
internal sealed class InboundDelivery(Remoting remoting, Association association, InboundConnection connection) : IDisposable
{
    /// <summary>More lanes than anybody has use for.</summary>
    private const int MostLanes = 65;

    private readonly EnvelopeReader?[] _lanes = new EnvelopeReader?[MostLanes];
    private readonly PieceAssembler?[] _pieces = new PieceAssembler?[MostLanes];
    private readonly EnvelopeReader _systemReader = new(text => remoting.Provider.ResolveSender(association, text));

    public Association Association => association;

    public void Messages(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var lane = Lane(reader.Byte());
        while (!reader.IsEmpty) Deliver(lane.Read(ref reader));
    }

    public void Piece(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var number = reader.Byte();
        var lane = Lane(number);
        var pieces = _pieces[number] ??= new PieceAssembler(remoting.Wire.LargestMessage);
        if (!pieces.Add(ref reader)) return;
        var whole = new WireReader(pieces.Whole);
        Deliver(lane.Read(ref whole));
        pieces.Reset();
    }

    public void SystemMessages(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        for (var sequence = reader.Int64(); !reader.IsEmpty; sequence++)
        {
            var envelope = _systemReader.Read(ref reader);
            if (association.Inbound.Admit(connection, sequence)) DeliverSystem(envelope);
        }
    }

    public void Goodbye()
    {
        remoting.Log.Debug("[{0}] shuts down.", association.Remote);
        association.PeerLeaves();
    }

    public void Dispose()
    {
        foreach (var pieces in _pieces) pieces?.Dispose();
    }

    private EnvelopeReader Lane(byte number) => number < MostLanes
        ? _lanes[number] ??= new EnvelopeReader(text => remoting.Provider.ResolveSender(association, text))
        : throw new MalformedFrameException($"There is no lane {number}.");

    private void Deliver(in IncomingMessage envelope)
    {
        if (Deserialize(envelope) is not { } message) return;
        if (message is ISystemMessage)
        {
            remoting.CountRefused($"A system message came from [{association.Remote}] as an ordinary one.");
            return;
        }

        var recipient = Find(envelope.Recipient);
        if (remoting.Settings.LogReceive) remoting.Log.Debug("received message [{0}] for [{1}] from [{2}]", message, recipient, envelope.Sender);
        if (remoting.Settings.UntrustedMode && !IsHarmless(message, recipient)) return;
        if (message is ActorSelectionMessage selection) ActorSelection.Deliver(recipient, selection, envelope.Sender);
        else recipient.Tell(message, envelope.Sender);
    }

    private void DeliverSystem(in IncomingMessage envelope)
    {
        if (Deserialize(envelope) is not { } message) return;
        var recipient = Find(envelope.Recipient);
        if (remoting.Settings.UntrustedMode)
        {
            remoting.Log.Debug("operating in UntrustedMode, dropping inbound system message [{0}] for [{1}]", message, recipient);
            return;
        }

        switch (message)
        {
            case Watch watch:
                association.Inbound.Watched(watch.Watchee, watch.Watcher);
                recipient.SendSystemMessage(watch);
                break;
            case Unwatch unwatch:
                association.Inbound.Unwatched(unwatch.Watchee, unwatch.Watcher);
                recipient.SendSystemMessage(unwatch);
                break;
            case DeathWatchNotification or Terminate:
                recipient.SendSystemMessage((SystemMessage)message);
                break;
            default:
                remoting.CountRefused($"[{association.Remote}] sent a [{message.GetType()}] as a system message.");
                break;
        }
    }

    // What stands for nothing here, or cannot be read, concerns this message only: the frame was whole.
    private object? Deserialize(in IncomingMessage envelope)
    {
        try
        {
            return remoting.System.Serialization.Deserialize(envelope.Payload.ToArray(), envelope.SerializerId, envelope.Manifest);
        }
        catch (Exception failure)
        {
            remoting.CountUndeserializable($"A message for [{envelope.Recipient.Path}] from [{association.Remote}] cannot be deserialized: {failure.Message}");
            return null;
        }
    }

    private IInternalActorRef Find(Target target)
    {
        if (target.Found is { IsTerminated: false } known) return known;
        return target.Found = remoting.Provider.ResolveLocal(target.Path);
    }

    private bool IsHarmless(object message, IInternalActorRef recipient)
    {
        var harmless = message switch
        {
            ActorSelectionMessage selection => selection.Message is not IPossiblyHarmful
                && remoting.Settings.TrustedSelectionPaths.Contains(ActorPath.FormatPathElements(selection.Elements.Select(static element => element.ToString()!))),
            _ => message is not IPossiblyHarmful,
        };
        if (!harmless) remoting.Log.Debug("operating in UntrustedMode, dropping inbound [{0}] for [{1}]", message.GetType(), recipient);
        return harmless;
    }
}
