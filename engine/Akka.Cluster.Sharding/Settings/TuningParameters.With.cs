namespace Akka.Cluster.Sharding;

// The same parameters with one of them changed.
public sealed partial class TuningParameters
{
    /// <summary>The parameters with another value of <see cref="CoordinatorFailureBackoff"/>.</summary>
    /// <param name="coordinatorFailureBackoff">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithCoordinatorFailureBackoff(TimeSpan coordinatorFailureBackoff) => Copy(coordinatorFailureBackoff: coordinatorFailureBackoff);

    /// <summary>The parameters with another value of <see cref="RetryInterval"/>.</summary>
    /// <param name="retryInterval">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithRetryInterval(TimeSpan retryInterval) => Copy(retryInterval: retryInterval);

    /// <summary>The parameters with another value of <see cref="BufferSize"/>.</summary>
    /// <param name="bufferSize">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithBufferSize(int bufferSize) => Copy(bufferSize: bufferSize);

    /// <summary>The parameters with another value of <see cref="HandOffTimeout"/>.</summary>
    /// <param name="handOffTimeout">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithHandOffTimeout(TimeSpan handOffTimeout) => Copy(handOffTimeout: handOffTimeout);

    /// <summary>The parameters with another value of <see cref="ShardStartTimeout"/>.</summary>
    /// <param name="shardStartTimeout">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithShardStartTimeout(TimeSpan shardStartTimeout) => Copy(shardStartTimeout: shardStartTimeout);

    /// <summary>The parameters with another value of <see cref="ShardFailureBackoff"/>.</summary>
    /// <param name="shardFailureBackoff">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithShardFailureBackoff(TimeSpan shardFailureBackoff) => Copy(shardFailureBackoff: shardFailureBackoff);

    /// <summary>The parameters with another value of <see cref="EntityRestartBackoff"/>.</summary>
    /// <param name="entityRestartBackoff">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithEntityRestartBackoff(TimeSpan entityRestartBackoff) => Copy(entityRestartBackoff: entityRestartBackoff);

    /// <summary>The parameters with another value of <see cref="RebalanceInterval"/>.</summary>
    /// <param name="rebalanceInterval">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithRebalanceInterval(TimeSpan rebalanceInterval) => Copy(rebalanceInterval: rebalanceInterval);

    /// <summary>The parameters with another value of <see cref="SnapshotAfter"/>.</summary>
    /// <param name="snapshotAfter">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithSnapshotAfter(int snapshotAfter) => Copy(snapshotAfter: snapshotAfter);

    /// <summary>The parameters with another value of <see cref="KeepNrOfBatches"/>.</summary>
    /// <param name="keepNrOfBatches">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithKeepNrOfBatches(int keepNrOfBatches) => Copy(keepNrOfBatches: keepNrOfBatches);

    /// <summary>The parameters with another value of <see cref="LeastShardAllocationRebalanceThreshold"/>.</summary>
    /// <param name="leastShardAllocationRebalanceThreshold">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithLeastShardAllocationRebalanceThreshold(int leastShardAllocationRebalanceThreshold) => Copy(leastShardAllocationRebalanceThreshold: leastShardAllocationRebalanceThreshold);

    /// <summary>The parameters with another value of <see cref="LeastShardAllocationMaxSimultaneousRebalance"/>.</summary>
    /// <param name="leastShardAllocationMaxSimultaneousRebalance">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithLeastShardAllocationMaxSimultaneousRebalance(int leastShardAllocationMaxSimultaneousRebalance) => Copy(leastShardAllocationMaxSimultaneousRebalance: leastShardAllocationMaxSimultaneousRebalance);

    /// <summary>The parameters with another value of <see cref="WaitingForStateTimeout"/>.</summary>
    /// <param name="waitingForStateTimeout">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithWaitingForStateTimeout(TimeSpan waitingForStateTimeout) => Copy(waitingForStateTimeout: waitingForStateTimeout);

    /// <summary>The parameters with another value of <see cref="UpdatingStateTimeout"/>.</summary>
    /// <param name="updatingStateTimeout">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithUpdatingStateTimeout(TimeSpan updatingStateTimeout) => Copy(updatingStateTimeout: updatingStateTimeout);

    /// <summary>The parameters with another value of <see cref="EntityRecoveryStrategy"/>.</summary>
    /// <param name="entityRecoveryStrategy">The value.</param>
    /// <returns>New parameters.</returns>
    /// <exception cref="ArgumentException">It is neither all nor constant.</exception>
    public TuningParameters WithEntityRecoveryStrategy(string entityRecoveryStrategy) => Copy(entityRecoveryStrategy: entityRecoveryStrategy);

    /// <summary>The parameters with another value of <see cref="EntityRecoveryConstantRateStrategyFrequency"/>.</summary>
    /// <param name="entityRecoveryConstantRateStrategyFrequency">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithEntityRecoveryConstantRateStrategyFrequency(TimeSpan entityRecoveryConstantRateStrategyFrequency) => Copy(entityRecoveryConstantRateStrategyFrequency: entityRecoveryConstantRateStrategyFrequency);

    /// <summary>The parameters with another value of <see cref="EntityRecoveryConstantRateStrategyNumberOfEntities"/>.</summary>
    /// <param name="entityRecoveryConstantRateStrategyNumberOfEntities">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithEntityRecoveryConstantRateStrategyNumberOfEntities(int entityRecoveryConstantRateStrategyNumberOfEntities) => Copy(entityRecoveryConstantRateStrategyNumberOfEntities: entityRecoveryConstantRateStrategyNumberOfEntities);

    /// <summary>The parameters with another value of <see cref="CoordinatorStateWriteMajorityPlus"/>.</summary>
    /// <param name="coordinatorStateWriteMajorityPlus">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithCoordinatorStateWriteMajorityPlus(int coordinatorStateWriteMajorityPlus) => Copy(coordinatorStateWriteMajorityPlus: coordinatorStateWriteMajorityPlus);

    /// <summary>The parameters with another value of <see cref="CoordinatorStateReadMajorityPlus"/>.</summary>
    /// <param name="coordinatorStateReadMajorityPlus">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithCoordinatorStateReadMajorityPlus(int coordinatorStateReadMajorityPlus) => Copy(coordinatorStateReadMajorityPlus: coordinatorStateReadMajorityPlus);

    /// <summary>The parameters with another value of <see cref="LeastShardAllocationAbsoluteLimit"/>.</summary>
    /// <param name="leastShardAllocationAbsoluteLimit">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithLeastShardAllocationAbsoluteLimit(int leastShardAllocationAbsoluteLimit) => Copy(leastShardAllocationAbsoluteLimit: leastShardAllocationAbsoluteLimit);

    /// <summary>The parameters with another value of <see cref="LeastShardAllocationRelativeLimit"/>.</summary>
    /// <param name="leastShardAllocationRelativeLimit">The value.</param>
    /// <returns>New parameters.</returns>
    public TuningParameters WithLeastShardAllocationRelativeLimit(double leastShardAllocationRelativeLimit) => Copy(leastShardAllocationRelativeLimit: leastShardAllocationRelativeLimit);

    private TuningParameters Copy(
        TimeSpan? coordinatorFailureBackoff = null,
        TimeSpan? retryInterval = null,
        int? bufferSize = null,
        TimeSpan? handOffTimeout = null,
        TimeSpan? shardStartTimeout = null,
        TimeSpan? shardFailureBackoff = null,
        TimeSpan? entityRestartBackoff = null,
        TimeSpan? rebalanceInterval = null,
        int? snapshotAfter = null,
        int? keepNrOfBatches = null,
        int? leastShardAllocationRebalanceThreshold = null,
        int? leastShardAllocationMaxSimultaneousRebalance = null,
        TimeSpan? waitingForStateTimeout = null,
        TimeSpan? updatingStateTimeout = null,
        string? entityRecoveryStrategy = null,
        TimeSpan? entityRecoveryConstantRateStrategyFrequency = null,
        int? entityRecoveryConstantRateStrategyNumberOfEntities = null,
        int? coordinatorStateWriteMajorityPlus = null,
        int? coordinatorStateReadMajorityPlus = null,
        int? leastShardAllocationAbsoluteLimit = null,
        double? leastShardAllocationRelativeLimit = null) =>
        new(
            coordinatorFailureBackoff ?? CoordinatorFailureBackoff,
            retryInterval ?? RetryInterval,
            bufferSize ?? BufferSize,
            handOffTimeout ?? HandOffTimeout,
            shardStartTimeout ?? ShardStartTimeout,
            shardFailureBackoff ?? ShardFailureBackoff,
            entityRestartBackoff ?? EntityRestartBackoff,
            rebalanceInterval ?? RebalanceInterval,
            snapshotAfter ?? SnapshotAfter,
            keepNrOfBatches ?? KeepNrOfBatches,
            leastShardAllocationRebalanceThreshold ?? LeastShardAllocationRebalanceThreshold,
            leastShardAllocationMaxSimultaneousRebalance ?? LeastShardAllocationMaxSimultaneousRebalance,
            waitingForStateTimeout ?? WaitingForStateTimeout,
            updatingStateTimeout ?? UpdatingStateTimeout,
            entityRecoveryStrategy ?? EntityRecoveryStrategy,
            entityRecoveryConstantRateStrategyFrequency ?? EntityRecoveryConstantRateStrategyFrequency,
            entityRecoveryConstantRateStrategyNumberOfEntities ?? EntityRecoveryConstantRateStrategyNumberOfEntities,
            coordinatorStateWriteMajorityPlus ?? CoordinatorStateWriteMajorityPlus,
            coordinatorStateReadMajorityPlus ?? CoordinatorStateReadMajorityPlus,
            leastShardAllocationAbsoluteLimit ?? LeastShardAllocationAbsoluteLimit,
            leastShardAllocationRelativeLimit ?? LeastShardAllocationRelativeLimit);
}
