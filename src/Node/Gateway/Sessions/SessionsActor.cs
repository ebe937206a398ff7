using Akka.Actor;
using Switchboard.Messages;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>The parent of all sessions.</summary>
internal sealed class SessionsActor(SessionServices services) : ProtocolActor<SessionsMessage>
{
    public static Props Props(SessionServices services) => Akka.Actor.Props.Create(() => new SessionsActor(services));

    // Stop: what a session knows came from its client, who tells it again when it reconnects.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void Handle(SessionsMessage message)
    {
        switch (message)
        {
            case SessionsMessage.Open open:
                open.Session.SetResult(new Ref<SessionMessage>(Context.ActorOf(SessionActor.Props(open.Socket, services))));
                break;
        }
    }
}
