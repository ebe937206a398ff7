using Akka.Actor;
using Akka.Cluster.Membership;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Cluster.Actors;

/// <summary>
/// What other nodes' heartbeats come to, in front of the heartbeat actor: they are answered, and their answers noted, by the thread that has read them from the
/// network. Nothing that goes on in this node delays that, and no other thread is woken for it. All else that comes for the actor goes to the actor.
/// </summary>
internal sealed class HeartbeatRef(Cluster cluster, ClusterActorRefProvider provider, ActorPath path) : MinimalActorRef
{
    private Dictionary<UniqueAddress, Observee> _observees = []; // replaced, never changed

    public override ActorPath Path => path;

    public override IActorRefProvider Provider => provider;

    private IInternalActorRef Actor => (IInternalActorRef)provider.ResolveActorRef(path);

    /// <summary>The nodes whose answers count from now on. Those that are gone are to be removed from the failure detector after that.</summary>
    public void Observe(Dictionary<UniqueAddress, Observee> observees) => Volatile.Write(ref _observees, observees);

    public override void SendSystemMessage(ISystemMessage message) => Actor.SendSystemMessage(message);

    protected override void TellInternal(object message, IActorRef? sender)
    {
        switch (message)
        {
            case Heartbeat heartbeat:
                Answer(heartbeat);
                break;
            case HeartbeatRsp response:
                Note(response.From);
                break;
            default:
                Actor.Tell(message, sender);
                break;
        }
    }

    private void Answer(Heartbeat heartbeat)
    {
        if (cluster.Settings.VerboseHeartbeatLogging) cluster.Log.Debug("Heartbeat from [{0}]", heartbeat.From.Address);
        if (HeartbeatRing.Answer(cluster.Latest, cluster.SelfUniqueAddress, heartbeat) is { } answer) cluster.SendAtOnce(heartbeat.From.Address, answer);
    }

    private void Note(UniqueAddress from)
    {
        if (cluster.Settings.VerboseHeartbeatLogging) cluster.Log.Debug("Heartbeat response from [{0}]", from.Address);
        if (!Volatile.Read(ref _observees).TryGetValue(from, out var observee)) return;
        observee.Answered();
        cluster.FailureDetector.Heartbeat(from.Address);
        // Removed meanwhile: what this has made again must not be there when the node is observed again.
        if (!Volatile.Read(ref _observees).ContainsKey(from)) cluster.FailureDetector.Remove(from.Address);
    }
}
