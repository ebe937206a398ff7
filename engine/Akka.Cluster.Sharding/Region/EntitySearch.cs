using Akka.Actor;
using Akka.Util;

namespace Akka.Cluster.Sharding;

/// <summary>Looks for an entity where its shard runs, answers when it was found or the time is over, and stops.</summary>
internal sealed class EntitySearch(GetEntityLocation question, string shardId, ActorPath region, Address node, IActorRef asker) : UntypedActor, IWithTimers
{
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartSingleTimer(StopWaiting.Instance, StopWaiting.Instance, question.Timeout);
        Context.ActorSelection(region / Uri.EscapeDataString(shardId) / Uri.EscapeDataString(question.EntityId)).Tell(new Identify(null!), Self);
    }

    protected override void OnReceive(object message)
    {
        var found = message is ActorIdentity { Subject: { } entity } ? new Option<IActorRef>(entity) : Option<IActorRef>.None;
        asker.Tell(new EntityLocation(question.EntityId, shardId, node, found), Context.Parent);
        Context.Stop(Self);
    }
}
