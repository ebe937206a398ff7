using System.Collections.Concurrent;

namespace Akka.Remote;

/// <summary>Makes a failure detector for every resource when its first heartbeat comes. Thread-safe; look-ups take no lock.</summary>
/// <typeparam name="T">What names a resource.</typeparam>
public class DefaultFailureDetectorRegistry<T> : IFailureDetectorRegistry<T> where T : notnull
{
    private readonly ConcurrentDictionary<T, FailureDetector> _detectors = new();
    private readonly Func<FailureDetector> _factory;
    private readonly Lock _gate = new(); // guards the making of detectors: one for each resource

    /// <summary>An empty registry.</summary>
    /// <param name="factory">Makes the detector of a resource.</param>
    public DefaultFailureDetectorRegistry(Func<FailureDetector> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        _factory = factory;
    }

    /// <inheritdoc/>
    public bool IsAvailable(T resource) => !_detectors.TryGetValue(resource, out var detector) || detector.IsAvailable;

    /// <inheritdoc/>
    public bool IsMonitoring(T resource) => _detectors.TryGetValue(resource, out var detector) && detector.IsMonitoring;

    /// <inheritdoc/>
    public void Heartbeat(T resource)
    {
        if (_detectors.TryGetValue(resource, out var known))
        {
            known.HeartBeat();
            return;
        }

        lock (_gate)
        {
            if (!_detectors.TryGetValue(resource, out var detector))
            {
                detector = _factory();
                if (detector is PhiAccrualFailureDetector phi) phi.Address = resource.ToString() ?? "N/A";
                detector.HeartBeat(); // before others see it: without a heartbeat it monitors nothing
                _detectors[resource] = detector;
                return;
            }

            detector.HeartBeat();
        }
    }

    /// <inheritdoc/>
    public void Remove(T resource) => _detectors.TryRemove(resource, out _);

    /// <inheritdoc/>
    public void Reset() => _detectors.Clear();

    /// <summary>The detector of a resource, or null.</summary>
    internal FailureDetector? GetFailureDetector(T resource) => _detectors.GetValueOrDefault(resource);
}
