using System.Runtime.Serialization;

namespace Akka.Cluster.Sharding.Coordination;

/// <summary>What one start of the coordinator tells the next on the same node: whether its store could be read. Used by one of them at a time.</summary>
internal sealed class RecoveryMemory
{
    // A store that answers and cannot be read is read once more after each backoff, and then given up.
    private const int Tries = 3;

    private int _failures;

    /// <summary>The next start does without the store, and asks the regions.</summary>
    public bool Rebuilds { get; private set; }

    public void Recovered()
    {
        _failures = 0;
        Rebuilds = false;
    }

    /// <returns>True when the next start asks the regions.</returns>
    public bool Failed(Exception cause)
    {
        // A rebuild fails only if the store cannot be reached at all: that says nothing about what is in it.
        _failures = Rebuilds ? 0 : _failures + 1;
        Rebuilds = !Rebuilds && (_failures >= Tries || cause is SerializationException);
        return Rebuilds;
    }
}
