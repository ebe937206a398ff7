using Akka.Actor;
using Akka.Routing;

namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>A node among which a routing logic chooses.</summary>
internal sealed class NodeRoutee(Action<object, IActorRef?> send) : Routee
{
    public override void Send(object message, IActorRef? sender) => send(message, sender);
}
