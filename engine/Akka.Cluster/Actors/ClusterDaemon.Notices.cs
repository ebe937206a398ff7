using Akka.Actor;
using Akka.Cluster.Membership;
using Akka.Event;
using Akka.Remote;

namespace Akka.Cluster.Actors;

// What follows for this node from what happened in the membership.
internal sealed partial class ClusterDaemon
{
    private void Handle(MembershipNotice notice)
    {
        switch (notice)
        {
            case MembershipNotice.Log log when log.Level >= LogLevel.WarningLevel:
                _log.Log(log.Level, null, "Cluster Node [{0}] - {1}", _cluster.SelfAddress, log.Text);
                break;
            case MembershipNotice.Log log when _cluster.Settings.LogInfo:
                _log.Log(log.Level, null, "Cluster Node [{0}] - {1}", _cluster.SelfAddress, log.Text);
                break;
            case MembershipNotice.Joined:
                Timers.Cancel(nameof(GiveUpJoining));
                break;
            case MembershipNotice.Refused refused:
                _log.Error("Cluster Node [{0}] - {1}", _cluster.SelfAddress, refused.Reason);
                _cluster.Refused(refused.Reason);
                // Nobody waits for a node that joins by configuration: it would be there for nothing.
                if (refused.ForGood && _cluster.Settings.RunCoordinatedShutdownWhenDown) CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
                else if (_joinsSeeds) CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterJoinUnsuccessfulReason.Instance);
                break;
            case MembershipNotice.SelfExiting:
                _cluster.Exiting.Reach();
                CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
                break;
            case MembershipNotice.SelfDown:
                _isDown = true;
                _log.Error("Cluster Node [{0}] - This node is down: its part in the cluster ends.", _cluster.SelfAddress);
                if (_cluster.Settings.RunCoordinatedShutdownWhenDown) CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
                End();
                break;
            case MembershipNotice.SelfRemoved:
                OnSelfRemoved();
                break;
        }
    }

    private void OnSelfRemoved()
    {
        // Without having been told to leave, this node was taken for dead.
        _isDown = _self is not { Status: MemberStatus.Exiting };
        if (_isDown && _cluster.Settings.RunCoordinatedShutdownWhenDown) CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
        End();
    }

    // Other nodes start what it ran: nothing of it may be heard any more. One that left by itself has stopped all that.
    private void OnRemoved(ClusterEvent.MemberRemoved removed)
    {
        if (removed.PreviousStatus is not MemberStatus.Down) return;
        var node = removed.Member.UniqueAddress;
        RemoteActorRefProvider.For(Context.System).Quarantine(node.Address, node.Uid, forGood: true, "the cluster has removed it");
    }

    private void OnQuarantined(Address by)
    {
        // Taken in once, without ever hearing of it, and removed since.
        _machine.BecomeRefused($"[{by}] has quarantined this node, so that this incarnation cannot join.", forGood: true);
        if (_machine.Latest.FindByAddress(by) is not { Status: not MemberStatus.Down }) return;
        _log.Error("Cluster Node [{0}] - [{1}] has quarantined this node, which therefore goes down.", _cluster.SelfAddress, by);
        _machine.MarkDown([_cluster.SelfUniqueAddress], _cluster.Now);
    }

    private void GiveUp()
    {
        if (_machine.Phase is MembershipMachine.MachinePhase.Member or MembershipMachine.MachinePhase.Gone) return;
        _machine.StopJoining();
        _log.Warning("Joining of seed-nodes [{0}] was unsuccessful after configured shutdown-after-unsuccessful-join-seed-nodes [{1}]. Running CoordinatedShutdown.",
            string.Join(", ", _cluster.Settings.SeedNodes), _cluster.Settings.ShutdownAfterUnsuccessfulJoinSeedNodes);
        CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterJoinUnsuccessfulReason.Instance);
    }
}
