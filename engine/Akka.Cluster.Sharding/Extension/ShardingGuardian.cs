using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>The parent of regions, proxies and the managers of coordinators. They are put below it from outside.</summary>
internal sealed class ShardingGuardian : UntypedActor
{
    // Whatever ended it: a node without its region could not reach any entity, and nothing would say so.
    protected internal override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(static cause => cause is ActorInitializationException ? Directive.Stop : Directive.Restart);

    protected override void OnReceive(object message) => Unhandled(message);
}
