using Akka.Event;

namespace Akka.Cluster;

/// <summary>Something that happens once: whoever registers is called then, or at once when it has happened already. Thread-safe.</summary>
internal sealed class Milestone(ILoggingAdapter log)
{
    private readonly Lock _gate = new(); // guards _callbacks
    private List<Action>? _callbacks = [];

    public bool IsReached
    {
        get
        {
            lock (_gate) return _callbacks is null;
        }
    }

    public void Register(Action callback)
    {
        lock (_gate)
        {
            if (_callbacks is not null)
            {
                _callbacks.Add(callback);
                return;
            }
        }

        Call(callback);
    }

    public void Reach()
    {
        List<Action>? callbacks;
        lock (_gate) (callbacks, _callbacks) = (_callbacks, null);
        foreach (var callback in callbacks ?? []) Call(callback);
    }

    // What users do in a callback is no reason for the cluster to fail.
    private void Call(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception failure)
        {
            log.Error(failure, "A callback of the cluster failed: {0}", failure.Message);
        }
    }
}
