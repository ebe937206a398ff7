using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>The parent of regions, proxies and the managers of coordinators. They are put below it from outside.</summary>
internal sealed class ShardingGuardian : UntypedActor
{
    protected override void OnReceive(object message) => Unhandled(message);
}
