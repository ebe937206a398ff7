using Akka.Actor;
using Akka.Cluster.Actors;

namespace Akka.Cluster;

// Joining, leaving, going down, and the part in the system's coordinated shutdown.
public partial class Cluster
{
    private readonly Lock _gate = new(); // guards _refused
    private List<Action<string>> _refused = [];

    /// <summary>Joins through a member, or founds a cluster when the address is this node's own. Without effect when this node is a member already.</summary>
    /// <param name="address">The member's address.</param>
    public void Join(Address address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Daemon.Tell(new DaemonCommand.JoinTo(Complete(address)));
    }

    /// <summary>Joins through a member, and completes when this node is up.</summary>
    /// <param name="address">The member's address.</param>
    /// <param name="token">Ends the wait, not the joining.</param>
    /// <returns>Fails with <see cref="ClusterJoinFailedException"/> when this node was refused or has left the cluster.</returns>
    public Task JoinAsync(Address address, CancellationToken token = default) =>
        Joining(() => Join(address), $"Node has not managed to join the cluster using provided address: {address}", token);

    /// <summary>Joins through whichever of some nodes is a member. The first of the list founds the cluster when it finds none.</summary>
    /// <param name="seedNodes">The nodes' addresses, in the same order on all nodes.</param>
    public void JoinSeedNodes(IEnumerable<Address> seedNodes) => Daemon.Tell(new DaemonCommand.JoinSeeds([.. seedNodes.Select(Complete)]));

    /// <summary>Joins through whichever of some nodes is a member, and completes when this node is up.</summary>
    /// <param name="seedNodes">The nodes' addresses, in the same order on all nodes.</param>
    /// <param name="token">Ends the wait, not the joining.</param>
    /// <returns>Fails with <see cref="ClusterJoinFailedException"/> when this node was refused or has left the cluster.</returns>
    public Task JoinSeedNodesAsync(IEnumerable<Address> seedNodes, CancellationToken token = default) =>
        Joining(() => JoinSeedNodes(seedNodes), "Node has not managed to join the cluster using provided seed node addresses", token);

    /// <summary>Makes a member leave in good order: it hands over what it has, and is removed then.</summary>
    /// <param name="address">The member's address.</param>
    public void Leave(Address address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var complete = Complete(address);
        Daemon.Tell(complete.Equals(SelfAddress) ? new DaemonCommand.LeaveSelf() : new Membership.Leave(complete));
    }

    /// <summary>Makes this node leave, and completes when it has been removed.</summary>
    /// <returns>A task.</returns>
    public Task LeaveAsync() => LeaveAsync(CancellationToken.None);

    /// <summary>Makes this node leave, and completes when it has been removed.</summary>
    /// <param name="cancellationToken">Ends the wait, not the leaving.</param>
    /// <returns>A task.</returns>
    public Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (IsTerminated) return Task.CompletedTask;
        var left = Reached(Removed);
        Leave(SelfAddress);
        return left.WaitAsync(cancellationToken);
    }

    /// <summary>Tells the cluster to do without a member: for one that has failed for good. Its actors are taken for dead.</summary>
    /// <param name="address">The member's address.</param>
    public void Down(Address address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Daemon.Tell(new Membership.Down(Complete(address)));
    }

    internal void Refused(string reason)
    {
        List<Action<string>> waiting;
        lock (_gate) (waiting, _refused) = (_refused, []);
        foreach (var callback in waiting) callback(reason);
    }

    private Task Joining(Action join, string failure, CancellationToken token)
    {
        if (IsTerminated) return Task.FromException(new ClusterJoinFailedException("Cluster has already been terminated"));
        if (IsUp) return Task.CompletedTask;
        var done = _system.Runtime.NewCompletion();
        Up.Register(() => _system.Runtime.Complete(() => done.TrySetResult()));
        Removed.Register(() => _system.Runtime.Complete(() => done.TrySetException(new ClusterJoinFailedException(failure))));
        lock (_gate) _refused.Add(reason => _system.Runtime.Complete(() => done.TrySetException(new ClusterJoinFailedException($"{failure}. {reason}"))));
        join();
        return done.Task.WaitAsync(token);
    }

    private void AddShutdownTasks(CoordinatedShutdown shutdown)
    {
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterLeave, "leave", () =>
        {
            if (IsTerminated) return Task.FromResult(Done.Instance);
            var exiting = Task.WhenAny(Reached(Exiting), Reached(Removed));
            Daemon.Tell(new DaemonCommand.LeaveSelf());
            return DoneAfter(exiting);
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterExiting, "wait-exiting", () => DoneAfter(Task.WhenAny(Reached(Exiting), Reached(Removed))));
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterExitingDone, "exiting-completed", () =>
        {
            if (IsTerminated) return Task.FromResult(Done.Instance);
            Daemon.Tell(new DaemonCommand.ExitDone());
            return DoneAfter(Reached(Removed));
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterShutdown, "wait-shutdown", () =>
        {
            if (IsTerminated) return Task.FromResult(Done.Instance);
            Daemon.Tell(new DaemonCommand.Stop());
            return DoneAfter(Reached(Removed));
        });
    }

    private Task Reached(Milestone milestone)
    {
        var reached = _system.Runtime.NewCompletion();
        milestone.Register(() => _system.Runtime.Complete(() => reached.TrySetResult()));
        return reached.Task;
    }

    private static async Task<Done> DoneAfter(Task task)
    {
        await task.ConfigureAwait(false);
        return Done.Instance;
    }

    // A local address stands for this node's.
    private Address Complete(Address address) => address.HasLocalScope && address.System == SelfAddress.System ? SelfAddress : address;
}
