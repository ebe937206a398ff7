namespace Akka.Coordination;

/// <summary>A lock with an owner that is agreed on outside of the cluster. A plugin derives from it, with a public constructor that takes
/// <see cref="LeaseSettings"/>, alone or with an <see cref="Actor.ExtendedActorSystem"/>. Implementations are thread-safe.</summary>
public abstract class Lease
{
    /// <summary>Keeps the settings.</summary>
    /// <param name="settings">Name, owner and time-outs.</param>
    public Lease(LeaseSettings settings) => Settings = settings;

    /// <summary>Name, owner and time-outs.</summary>
    public LeaseSettings Settings { get; }

    /// <summary>Tries to get the lease.</summary>
    /// <returns>True when this owner has it; false when another has. Fails with <see cref="LeaseException"/> when that cannot be told, and with
    /// <see cref="LeaseTimeoutException"/> when there is no answer.</returns>
    public abstract Task<bool> Acquire();

    /// <summary>Tries to get the lease, and says when it is lost later.</summary>
    /// <param name="leaseLostCallback">Called on any thread when the lease was lost; with the failure, or null.</param>
    /// <returns>As <see cref="Acquire()"/>.</returns>
    public abstract Task<bool> Acquire(Action<Exception> leaseLostCallback);

    /// <summary>Gives the lease back.</summary>
    /// <returns>True when it is free for others now. Fails as <see cref="Acquire()"/> does.</returns>
    public abstract Task<bool> Release();

    /// <summary>Whether this owner has the lease, as far as known without asking.</summary>
    /// <returns>True when it has.</returns>
    public abstract bool CheckLease();
}
