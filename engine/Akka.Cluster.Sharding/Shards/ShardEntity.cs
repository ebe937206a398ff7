using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>One incarnation of an entity, as its shard sees it. The shard's own; the region only passes it back.</summary>
internal sealed class ShardEntity(string id)
{
    public string Id => id;

    public ActorCell? Ref { get; set; }

    public EntityPhase Phase { get; set; }

    /// <summary>Messages dealt with since the last report to the region.</summary>
    public int Passed { get; set; }

    /// <summary>What the entity asked to be told when it may stop.</summary>
    public object? StopMessage { get; set; }

    /// <summary>Messages for the next incarnation, oldest first.</summary>
    public Queue<Pending>? Waiting { get; set; }

    public int TakePassed()
    {
        var passed = Passed;
        Passed = 0;
        return passed;
    }
}

internal enum EntityPhase
{
    /// <summary>It takes messages.</summary>
    Active,

    /// <summary>It wants to stop; the region has been asked to send it nothing directly.</summary>
    Closing,

    /// <summary>It was told to stop.</summary>
    Stopping,
}
