using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding;

/// <summary>What a region tells a shard below it. Never leaves the process.</summary>
internal abstract record ShardMessage : INoSerializationVerificationNeeded, IDeadLetterSuppression;

/// <summary>A message for an entity, which is started when it does not run. A <see cref="ShardRegion.StartEntity"/> starts it only.</summary>
internal sealed record ToEntity(string EntityId, object Message, IActorRef Sender) : ShardMessage;

/// <summary>Comes after all that was sent for an entity; answered with <see cref="EntityReport"/>.</summary>
internal sealed record Fence(string EntityId) : ShardMessage;

/// <summary>The answer to <see cref="CloseEntity"/>: nothing more goes straight to the entity.</summary>
internal sealed record EntityClosed(ShardEntity Entity) : ShardMessage;

/// <summary>The entity has been idle for long, and nothing more goes straight to it: stop it.</summary>
internal sealed record PassivateIdle(string EntityId) : ShardMessage;

/// <summary>Stop all entities, then yourself. Nothing comes after it.</summary>
internal sealed record StopShard : ShardMessage
{
    public static readonly StopShard Instance = new();
}

/// <summary>Which entities run? Answered with <see cref="ShardEntities"/>.</summary>
internal sealed record GetShardEntities : ShardMessage
{
    public static readonly GetShardEntities Instance = new();
}

/// <summary>What a shard tells its region, and the region itself. Never leaves the process.</summary>
internal abstract record RegionMessage : INoSerializationVerificationNeeded, IDeadLetterSuppression;

/// <summary>An entity runs, or does not.</summary>
/// <param name="EntityId">The entity.</param>
/// <param name="Passed">How many messages for it the shard has dealt with since its last report.</param>
/// <param name="Entity">The entity when messages may go straight to it, else null.</param>
/// <param name="AnswersFence">Whether it answers a <see cref="Fence"/>.</param>
internal sealed record EntityReport(string EntityId, int Passed, ActorCell? Entity, bool AnswersFence) : RegionMessage;

/// <summary>The entity wants to stop: send it nothing directly any more, and say so.</summary>
internal sealed record CloseEntity(ShardEntity Entity) : RegionMessage;

/// <summary>Messages that a shard had kept when it was told to stop, each entity's oldest first.</summary>
internal sealed record ShardReturns(HostedShard Shard, IReadOnlyList<Pending> Messages) : RegionMessage;

/// <summary>A shard's actor has stopped.</summary>
internal sealed record ShardEnded(HostedShard Shard) : RegionMessage;

/// <summary>Time to start a shard again that has failed.</summary>
internal sealed record StartAgain(HostedShard Shard) : RegionMessage;

/// <summary>Time to ask the coordinator again.</summary>
internal sealed record Retry : RegionMessage
{
    public static readonly Retry Instance = new();
}

/// <summary>Time to look for idle entities.</summary>
internal sealed record Sweep : RegionMessage
{
    public static readonly Sweep Instance = new();
}

/// <summary>A region that shuts down has waited long enough for what it keeps to go elsewhere.</summary>
internal sealed record StopWaiting : RegionMessage
{
    public static readonly StopWaiting Instance = new();
}

/// <summary>A region that shuts down has looked long enough for a coordinator that hands its shards off.</summary>
internal sealed record StopLooking : RegionMessage
{
    public static readonly StopLooking Instance = new();
}

/// <summary>The entities that run in a shard.</summary>
internal sealed record ShardEntities(string ShardId, IReadOnlyCollection<string> EntityIds) : INoSerializationVerificationNeeded, IDeadLetterSuppression;
