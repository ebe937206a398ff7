using Akka.Actor;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>Says no to a command in the protocol of whoever sent it.</summary>
internal static class RoomRefusal
{
    public static void Send(RoomCommand command, IActorRef sender, string reason)
    {
        switch (command)
        {
            case RoomCommand.Publish publish:
                sender.Tell(new RoomReply.Refused(publish.Correlation, reason));
                break;
            case RoomCommand.Signal signal:
                if (signal.Correlation != 0)
                    sender.Tell(new RoomReply.Refused(signal.Correlation, reason));
                break;
            case RoomCommand.Read read:
                sender.Tell(new RoomReply.Refused(read.Correlation, reason));
                break;
            case RoomCommand.Register register:
                sender.Tell(new HubMessage.Unavailable(register.Registration));
                break;
            case RoomCommand.Fill fill:
                sender.Tell(new HubMessage.NotRegistered(fill.Registration));
                break;
            case RoomCommand.Unregister:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
