using Akka.Actor;
using Akka.Event;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>
/// Says no to commands that never reach their room: those that a full buffer has no place for, that cannot be sent to another node, or that wait for an actor which
/// stops. Whoever sent them hears a reason at once in place of waiting for a time-out, and since nothing was done they may be sent again.
/// </summary>
internal sealed class LostCommands : UntypedActor
{
    public static Props Props() => Akka.Actor.Props.Create(() => new LostCommands());

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(AllDeadLetters));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        // What an actor got and did not handle is its own to answer.
        if (message is not AllDeadLetters lost || lost is UnhandledMessage)
            return;
        var command = lost.Message switch
        {
            RoomEnvelope envelope => envelope.Command,
            RoomCommand bare => bare,
            _ => null,
        };
        if (command is not null)
            RoomRefusal.Send(command, lost.Sender, lost is Dropped ? Reasons.Overloaded : Reasons.Unavailable);
    }
}
