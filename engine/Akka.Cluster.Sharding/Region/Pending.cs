using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>A message that is kept, as it came to the region.</summary>
internal readonly record struct Pending(string EntityId, object Message, IActorRef Sender);
