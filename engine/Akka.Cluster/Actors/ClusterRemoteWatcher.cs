using Akka.Actor;
using Akka.Remote;

namespace Akka.Cluster.Actors;

/// <summary>
/// Watches actors of other nodes: those of members die when the cluster removes the member, and no earlier, so that all nodes hear of it alike; those of
/// other systems as without a cluster. Members are not asked for signs of life a second time.
/// </summary>
internal sealed class ClusterRemoteWatcher : RemoteWatcher
{
    private readonly HashSet<Address> _members = [];

    public ClusterRemoteWatcher(IFailureDetectorRegistry<Address> failureDetector, TimeSpan heartbeatInterval, TimeSpan unreachableReaperInterval, TimeSpan heartbeatExpectedResponseAfter)
        : base(failureDetector, heartbeatInterval, unreachableReaperInterval, heartbeatExpectedResponseAfter)
    {
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ClusterEvent.MemberRemoved removed:
                OnRemoved(removed.Member.Address);
                break;
            case ClusterEvent.IMemberEvent one:
                if (_members.Add(one.Member.Address) && WatcheeByNodes.ContainsKey(one.Member.Address)) UnwatchNode(one.Member.Address);
                break;
            default:
                base.OnReceive(message);
                break;
        }
    }

    protected override void WatchNode(IInternalActorRef watchee)
    {
        if (!_members.Contains(watchee.Path.Address)) base.WatchNode(watchee);
    }

    private void OnRemoved(Address address)
    {
        _members.Remove(address);
        var watchees = Watching.Keys.Where(watchee => watchee.Path.Address.Equals(address)).ToHashSet();
        if (watchees.Count == 0) return;
        WatcheeByNodes[address] = watchees;
        PublishAddressTerminated(address);
    }
}
