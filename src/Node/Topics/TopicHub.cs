using Akka.Actor;
using Akka.Event;
using Switchboard.Messages;
using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Topics;

/// <summary>
/// The hub of a topic that is not stored: who is here gets what comes, nothing is kept. Its parent has made it the node's one subscriber of the topic, so that an
/// event comes to a node once, and only to nodes with hubs; the subscription ends with the hub.
/// </summary>
internal sealed class TopicHub : ProtocolActor<HubMessage>
{
    private readonly MemberSet _members = new();
    private readonly TimeSpan _linger;

    public TopicHub(TimeSpan linger) => _linger = linger;

    public static Props Props(TimeSpan linger) => Akka.Actor.Props.Create(() => new TopicHub(linger));

    protected override void PreStart() => WatchIdleness();

    // However the hub ends, its members are told, and join again.
    protected override void PostStop() => _members.LoseAll();

    // A hub has no children.
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    protected override void Handle(HubMessage message)
    {
        switch (message)
        {
            case HubJoin join:
                join.Member.Joined(new JoinOutcome.Plain());
                _members.Add(join.Member);
                break;
            case HubLeave leave:
                _members.Remove(leave.Member);
                break;
            case HubStop when _members.Count > 0:
                Context.Parent.Tell(HubNotice.Stays);
                break;
            case HubStop:
                Context.Stop(Self);
                return;
            default:
                Log.Error("The hub {0} got {1}.", Self.Path.Name, message);
                Unhandled(message);
                break;
        }
        WatchIdleness();
    }

    protected override bool HandleOther(object message)
    {
        switch (message)
        {
            case TopicMessage.Broadcast e:
                _members.Send(new SharedFrame(e.Topic, e.Event, e.Payload, e.IsBinary), e.Origin);
                // A member that is gone may have been the last.
                WatchIdleness();
                return true;
            case ReceiveTimeout when _members.Count == 0:
                Context.Parent.Tell(HubNotice.Idle);
                return true;
            case ReceiveTimeout:
                return true;
            default:
                return false;
        }
    }

    private void WatchIdleness()
    {
        var timeout = _members.Count == 0 ? _linger : (TimeSpan?)null;
        if (Context.ReceiveTimeout != timeout)
            SetReceiveTimeout(timeout);
    }
}
