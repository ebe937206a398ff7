using Akka.Actor;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>A reference that is nothing but its path.</summary>
internal sealed class ModelRef(string node, string name, long uid) : MinimalActorRef
{
    public override ActorPath Path { get; } = (new RootActorPath(AddressOf(node)) / "system" / "sharding" / name).WithUid(uid);

    public override IActorRefProvider Provider => throw new NotSupportedException();

    public static Address AddressOf(string node) => new("akka.tcp", "model", node, 4053);
}
