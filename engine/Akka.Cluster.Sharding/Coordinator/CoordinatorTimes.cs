namespace Akka.Cluster.Sharding.Coordination;

/// <summary>What the coordinator waits for, and how long.</summary>
/// <param name="Retry">What is not answered is said again so often.</param>
/// <param name="BeginHandOff">How long regions may take to forget where a shard runs, before it is stopped without them.</param>
/// <param name="HandOff">How long a region may take to stop a shard, before it is left where it is.</param>
/// <param name="ShardStart">How long a region may take to start a shard, before that is worth a warning.</param>
/// <param name="WaitingForState">How long the first allocation of a new coordinator waits for regions to come forward.</param>
/// <param name="Allocation">How long the strategy may take to pick a region, before it is asked again.</param>
internal sealed record CoordinatorTimes(TimeSpan Retry, TimeSpan BeginHandOff, TimeSpan HandOff, TimeSpan ShardStart, TimeSpan WaitingForState, TimeSpan Allocation)
{
    // Regions answer at once unless they cannot be reached; five tries are enough to know.
    private const int BeginHandOffTries = 5;

    /// <summary>How long a reachable member may say nothing, when only regions know the state, before it is taken to have nothing: it has had two chances.</summary>
    public TimeSpan Silence => WaitingForState + Retry;

    public static CoordinatorTimes Of(TuningParameters tuning)
    {
        var begin = tuning.RetryInterval * BeginHandOffTries;
        return new CoordinatorTimes(
            tuning.RetryInterval,
            begin < tuning.HandOffTimeout ? begin : tuning.HandOffTimeout,
            // Entities that do not stop are stopped hard after the same time; the region must be able to say so.
            tuning.HandOffTimeout + tuning.RetryInterval,
            tuning.ShardStartTimeout,
            tuning.WaitingForStateTimeout,
            tuning.UpdatingStateTimeout);
    }
}
