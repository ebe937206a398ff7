namespace Akka.Cluster.Sharding;

/// <summary>Times, sizes and limits of sharding. Immutable. Beside each stands its default; sharding.conf says more.</summary>
public sealed partial class TuningParameters
{
    /// <summary>How long the coordinator waits before it starts again after a failure: 5 s by default.</summary>
    public readonly TimeSpan CoordinatorFailureBackoff;

    /// <summary>How often a request to the coordinator is repeated until it is answered: 2 s by default.</summary>
    public readonly TimeSpan RetryInterval;

    /// <summary>How many messages a region keeps for shards and entities that cannot take them yet: 100,000 by default.</summary>
    public readonly int BufferSize;

    /// <summary>How long each phase of a hand-off may take: 60 s by default.</summary>
    public readonly TimeSpan HandOffTimeout;

    /// <summary>How long a region may take to start a shard: 10 s by default.</summary>
    public readonly TimeSpan ShardStartTimeout;

    /// <summary>How long a region waits before it starts a shard again that has failed: 10 s by default.</summary>
    public readonly TimeSpan ShardFailureBackoff;

    /// <summary>How long until a remembered entity is started again that stopped by itself: 10 s by default. Not used yet: the next message starts it.</summary>
    public readonly TimeSpan EntityRestartBackoff;

    /// <summary>How often the coordinator looks whether shards are spread well: 10 s by default.</summary>
    public readonly TimeSpan RebalanceInterval;

    /// <summary>How many events the coordinator writes between two snapshots: 1,000 by default.</summary>
    public readonly int SnapshotAfter;

    /// <summary>How many of its snapshots the coordinator keeps, with their events: 2 by default.</summary>
    public readonly int KeepNrOfBatches;

    /// <summary>How many shards more than the least loaded region one must have before any are moved: 1 by default.</summary>
    public readonly int LeastShardAllocationRebalanceThreshold;

    /// <summary>How many shards move at once: 3 by default.</summary>
    public readonly int LeastShardAllocationMaxSimultaneousRebalance;

    /// <summary>How long the coordinator waits for answers when it rebuilds its state: 2 s by default.</summary>
    public readonly TimeSpan WaitingForStateTimeout;

    /// <summary>How long an update of the state may take: 5 s by default.</summary>
    public readonly TimeSpan UpdatingStateTimeout;

    /// <summary>How remembered entities are started: "all" by default. Not used yet.</summary>
    public readonly string EntityRecoveryStrategy;

    /// <summary>How often some remembered entities are started: 100 ms by default. Not used yet.</summary>
    public readonly TimeSpan EntityRecoveryConstantRateStrategyFrequency;

    /// <summary>How many remembered entities are started at once: 5 by default. Not used yet.</summary>
    public readonly int EntityRecoveryConstantRateStrategyNumberOfEntities;

    /// <summary>How many nodes more than a majority a state kept as distributed data is written to: 3 by default. Not used yet.</summary>
    public readonly int CoordinatorStateWriteMajorityPlus;

    /// <summary>How many nodes more than a majority a state kept as distributed data is read from: 5 by default. Not used yet.</summary>
    public readonly int CoordinatorStateReadMajorityPlus;

    /// <summary>The most shards moved in one round: 0 by default, which leaves it to the threshold.</summary>
    public readonly int LeastShardAllocationAbsoluteLimit;

    /// <summary>The most shards moved in one round, as a part of all shards: 0.1 by default.</summary>
    public readonly double LeastShardAllocationRelativeLimit;

    /// <summary>Makes the parameters.</summary>
    /// <param name="coordinatorFailureBackoff">See <see cref="CoordinatorFailureBackoff"/>.</param>
    /// <param name="retryInterval">See <see cref="RetryInterval"/>.</param>
    /// <param name="bufferSize">See <see cref="BufferSize"/>.</param>
    /// <param name="handOffTimeout">See <see cref="HandOffTimeout"/>.</param>
    /// <param name="shardStartTimeout">See <see cref="ShardStartTimeout"/>.</param>
    /// <param name="shardFailureBackoff">See <see cref="ShardFailureBackoff"/>.</param>
    /// <param name="entityRestartBackoff">See <see cref="EntityRestartBackoff"/>.</param>
    /// <param name="rebalanceInterval">See <see cref="RebalanceInterval"/>.</param>
    /// <param name="snapshotAfter">See <see cref="SnapshotAfter"/>.</param>
    /// <param name="keepNrOfBatches">See <see cref="KeepNrOfBatches"/>.</param>
    /// <param name="leastShardAllocationRebalanceThreshold">See <see cref="LeastShardAllocationRebalanceThreshold"/>.</param>
    /// <param name="leastShardAllocationMaxSimultaneousRebalance">See <see cref="LeastShardAllocationMaxSimultaneousRebalance"/>.</param>
    /// <param name="waitingForStateTimeout">See <see cref="WaitingForStateTimeout"/>.</param>
    /// <param name="updatingStateTimeout">See <see cref="UpdatingStateTimeout"/>.</param>
    /// <param name="entityRecoveryStrategy">See <see cref="EntityRecoveryStrategy"/>.</param>
    /// <param name="entityRecoveryConstantRateStrategyFrequency">See <see cref="EntityRecoveryConstantRateStrategyFrequency"/>.</param>
    /// <param name="entityRecoveryConstantRateStrategyNumberOfEntities">See <see cref="EntityRecoveryConstantRateStrategyNumberOfEntities"/>.</param>
    /// <param name="coordinatorStateWriteMajorityPlus">See <see cref="CoordinatorStateWriteMajorityPlus"/>.</param>
    /// <param name="coordinatorStateReadMajorityPlus">See <see cref="CoordinatorStateReadMajorityPlus"/>.</param>
    /// <param name="leastShardAllocationAbsoluteLimit">See <see cref="LeastShardAllocationAbsoluteLimit"/>.</param>
    /// <param name="leastShardAllocationRelativeLimit">See <see cref="LeastShardAllocationRelativeLimit"/>.</param>
    /// <exception cref="ArgumentException">The strategy of recovery is neither all nor constant.</exception>
    public TuningParameters(
        TimeSpan coordinatorFailureBackoff,
        TimeSpan retryInterval,
        int bufferSize,
        TimeSpan handOffTimeout,
        TimeSpan shardStartTimeout,
        TimeSpan shardFailureBackoff,
        TimeSpan entityRestartBackoff,
        TimeSpan rebalanceInterval,
        int snapshotAfter,
        int keepNrOfBatches,
        int leastShardAllocationRebalanceThreshold,
        int leastShardAllocationMaxSimultaneousRebalance,
        TimeSpan waitingForStateTimeout,
        TimeSpan updatingStateTimeout,
        string entityRecoveryStrategy,
        TimeSpan entityRecoveryConstantRateStrategyFrequency,
        int entityRecoveryConstantRateStrategyNumberOfEntities,
        int coordinatorStateWriteMajorityPlus,
        int coordinatorStateReadMajorityPlus,
        int leastShardAllocationAbsoluteLimit,
        double leastShardAllocationRelativeLimit)
    {
        if (entityRecoveryStrategy is not ("all" or "constant"))
            throw new ArgumentException($"Unknown 'entity-recovery-strategy' [{entityRecoveryStrategy}], valid values are 'all' or 'constant'", nameof(entityRecoveryStrategy));
        CoordinatorFailureBackoff = coordinatorFailureBackoff;
        RetryInterval = retryInterval;
        BufferSize = bufferSize;
        HandOffTimeout = handOffTimeout;
        ShardStartTimeout = shardStartTimeout;
        ShardFailureBackoff = shardFailureBackoff;
        EntityRestartBackoff = entityRestartBackoff;
        RebalanceInterval = rebalanceInterval;
        SnapshotAfter = snapshotAfter;
        KeepNrOfBatches = keepNrOfBatches;
        LeastShardAllocationRebalanceThreshold = leastShardAllocationRebalanceThreshold;
        LeastShardAllocationMaxSimultaneousRebalance = leastShardAllocationMaxSimultaneousRebalance;
        WaitingForStateTimeout = waitingForStateTimeout;
        UpdatingStateTimeout = updatingStateTimeout;
        EntityRecoveryStrategy = entityRecoveryStrategy;
        EntityRecoveryConstantRateStrategyFrequency = entityRecoveryConstantRateStrategyFrequency;
        EntityRecoveryConstantRateStrategyNumberOfEntities = entityRecoveryConstantRateStrategyNumberOfEntities;
        CoordinatorStateWriteMajorityPlus = coordinatorStateWriteMajorityPlus;
        CoordinatorStateReadMajorityPlus = coordinatorStateReadMajorityPlus;
        LeastShardAllocationAbsoluteLimit = leastShardAllocationAbsoluteLimit;
        LeastShardAllocationRelativeLimit = leastShardAllocationRelativeLimit;
    }
}
