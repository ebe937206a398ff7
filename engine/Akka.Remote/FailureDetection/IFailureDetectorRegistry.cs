namespace Akka.Remote;

/// <summary>Failure detectors of many resources. Implementations are thread-safe.</summary>
/// <typeparam name="T">What names a resource.</typeparam>
public interface IFailureDetectorRegistry<T>
{
    /// <summary>True while a resource is not suspected; also when it is not monitored.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>Whether it is taken to be alive.</returns>
    bool IsAvailable(T resource);

    /// <summary>True when a heartbeat of the resource has come since it was last removed.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>Whether it is monitored.</returns>
    bool IsMonitoring(T resource);

    /// <summary>Tells that a heartbeat has come. The first one begins the monitoring.</summary>
    /// <param name="resource">The resource.</param>
    void Heartbeat(T resource);

    /// <summary>Ends the monitoring of a resource.</summary>
    /// <param name="resource">The resource.</param>
    void Remove(T resource);

    /// <summary>Ends the monitoring of all.</summary>
    void Reset();
}
