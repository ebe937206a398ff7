using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Akka.Cluster.Actors;

/// <summary>
/// Watches actors of other nodes: those of members die when the cluster removes the member, and no earlier, so that all nodes hear of it alike; those of
/// other systems as without a cluster. Members are not asked for signs of life a second time, but for those whose association has given up what it owed them:
/// whoever watches whom there has been forgotten. They are asked until they answer. With that the two have met, so that the other asks again for what it watches
/// here; and what is watched there is asked for again then.
/// </summary>
internal sealed class ClusterRemoteWatcher : RemoteWatcher
{
    private readonly HashSet<Address> _members = [];
    private readonly SortedSet<Address> _toMeet = new(Member.AddressOrdering);
    private readonly TimeSpan _interval;
    private ICancelable? _meeting;

    public ClusterRemoteWatcher(IFailureDetectorRegistry<Address> failureDetector, TimeSpan heartbeatInterval, TimeSpan unreachableReaperInterval, TimeSpan heartbeatExpectedResponseAfter)
        : base(failureDetector, heartbeatInterval, unreachableReaperInterval, heartbeatExpectedResponseAfter)
    {
        _interval = heartbeatInterval;
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
            case Meet:
                foreach (var address in _toMeet) SendHeartbeat(address);
                break;
            default:
                base.OnReceive(message);
                break;
        }
    }

    protected override void PostStop()
    {
        base.PostStop();
        _meeting?.Cancel();
    }

    protected override void WatchNode(IInternalActorRef watchee)
    {
        if (!_members.Contains(watchee.Path.Address)) base.WatchNode(watchee);
    }

    private protected override void OnGivenUp(Address address)
    {
        if (!_members.Contains(address))
        {
            base.OnGivenUp(address);
            return;
        }

        _toMeet.Add(address);
        _meeting ??= Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(_interval, _interval, Self, Meet.Instance, Self);
    }

    private protected override void OnSignOfLife(Address from, int uid)
    {
        base.OnSignOfLife(from, uid);
        if (!_toMeet.Contains(from)) return;
        DoNotMeet(from);
        Rewatch(from);
    }

    private void OnRemoved(Address address)
    {
        _members.Remove(address);
        DoNotMeet(address);
        var watchees = Watching.Keys.Where(watchee => watchee.Path.Address.Equals(address)).ToHashSet();
        if (watchees.Count == 0) return;
        WatcheeByNodes[address] = watchees;
        PublishAddressTerminated(address);
    }

    private void DoNotMeet(Address address)
    {
        if (!_toMeet.Remove(address) || _toMeet.Count > 0) return;
        _meeting?.Cancel();
        _meeting = null;
    }

    /// <summary>To itself: ask those that have not answered.</summary>
    private sealed class Meet : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Meet Instance = new();
    }
}
