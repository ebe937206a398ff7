using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>What outlives the instances of a region actor, and what others may know of it. Written by the region only.</summary>
internal sealed class RegionLife(Runtime runtime, BufferAllowance buffers)
{
    private readonly TaskCompletionSource _stopped = runtime.NewCompletion();
    private volatile bool _isRegistered;

    /// <summary>Whether a coordinator knows the region, and has not been lost since. Thread-safe.</summary>
    public bool IsRegistered
    {
        get => _isRegistered;
        set => _isRegistered = value;
    }

    /// <summary>Completed when the region has stopped. Thread-safe.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>How much the region and its shards keep. Thread-safe.</summary>
    public BufferAllowance Buffers => buffers;

    /// <summary>Whether the region was told to shut down: an instance that comes after that shuts down too.</summary>
    public bool IsShuttingDown { get; set; }

    /// <summary>Grows with every instance of the region.</summary>
    public long Incarnation { get; set; }

    /// <summary>For each shard the highest allocation that was given up here: never to be started under that number again.</summary>
    public Dictionary<string, long> GivenUp { get; } = new(StringComparer.Ordinal);

    /// <summary>The highest number of an allocation that the region has ever been told.</summary>
    public long HighestAllocation { get; set; }

    public void SetStopped() => runtime.Complete(() => _stopped.TrySetResult());
}
