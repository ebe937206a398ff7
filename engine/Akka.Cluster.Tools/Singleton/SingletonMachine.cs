namespace Akka.Cluster.Tools.Singleton;

/// <summary>
/// Decides when this node runs the instance. Pure: it is given views of the cluster, messages and time, and says what is to be sent and done.
/// </summary>
/// <remarks>
/// It starts the instance when this node is the first of those who can host, and when of every other member that could have one, now or until lately, it
/// holds a promise (<see cref="HandOverDone"/>) or knows for longer than the margin that the member was removed. Whoever became up before this node is in
/// every view that has this node up, so none of them is ever overlooked; whoever became up later asks this node. So of any two nodes one asks the other.
/// </remarks>
internal sealed partial class SingletonMachine(UniqueAddress self, SingletonRules rules)
{
    // Ordered, so that nothing depends on hashes.
    private readonly SortedDictionary<UniqueAddress, TimeSpan> _departed = []; // removed without a promise, and until when each may have an instance
    private readonly SortedSet<UniqueAddress> _promised = [];
    private readonly SortedSet<UniqueAddress> _leavers = []; // said themselves that they leave
    private readonly SortedSet<UniqueAddress> _asked = [];
    private readonly List<UniqueAddress> _waiting = []; // asked while the instance was stopping
    private Member[] _members = []; // those that it concerns
    private Member? _me;
    private Instance _instance;
    private bool _vowed; // never again
    private bool _told; // all who may come after know of the vow
    private bool _ended;
    private int _asks;
    private TimeSpan? _askAt;
    private int _offers;
    private TimeSpan? _offerAt;
    private UniqueAddress? _offeredTo;

    private enum Instance
    {
        None,
        Running,

        /// <summary>Stopped by itself: that is left to it, and nobody else starts it.</summary>
        Gone,
        Stopping,
    }

    public ClusterSingletonState State { get; private set; }

    /// <summary>What is to be sent, to the managers on the nodes that the messages are for.</summary>
    public List<HandOverMessage> Outbox { get; } = [];

    public List<SingletonOrder> Orders { get; } = [];

    /// <summary>Whether this node has no part in the singleton any more, so that it may go.</summary>
    public bool IsDone => _ended || (_vowed && _instance is Instance.None);

    /// <summary>Whether a view of the cluster with this node in it has been seen.</summary>
    public bool IsMember => _me is not null;

    /// <summary>Those who hold up the start of the instance.</summary>
    public IEnumerable<UniqueAddress> Obstacles => Rivals().Select(static rival => rival.UniqueAddress).Concat(_departed.Keys);

    /// <summary>When to call <see cref="Tick"/>.</summary>
    public TimeSpan? NextTick => State switch
    {
        ClusterSingletonState.BecomingOldest when _departed.Count > 0 => _departed.Values.Append(_askAt ?? TimeSpan.MaxValue).Min(),
        ClusterSingletonState.BecomingOldest => _askAt,
        ClusterSingletonState.WasOldest => _offerAt,
        _ => null,
    };

    private Member? First => _members.Where(IsEligible).Min(rules.Order);

    /// <summary>Somebody was removed before this machine began to look, nobody knows how.</summary>
    public void Remember(UniqueAddress gone, TimeSpan until) => _departed[gone] = until;

    /// <summary>The cluster is as these members say.</summary>
    public void See(IReadOnlyList<Member> members, TimeSpan now)
    {
        if (_ended) return;
        var me = members.FirstOrDefault(member => member.UniqueAddress.Equals(self));
        if (me is null or { Status: MemberStatus.Down })
        {
            if (_me is not null) Abandon();
            return;
        }

        var before = _members;
        _members = [.. members.Where(rules.Order.Concerns)];
        foreach (var gone in before)
        {
            if (Array.Exists(_members, member => member.Equals(gone))) continue;
            _leavers.Remove(gone.UniqueAddress);
            _asked.Remove(gone.UniqueAddress);
            if (!_promised.Remove(gone.UniqueAddress) && CanHaveHosted(gone, me)) _departed[gone.UniqueAddress] = now + rules.Margin;
        }

        // Two processes cannot listen at one address: where a later incarnation is, the earlier one is dead.
        foreach (var gone in _departed.Keys.Where(gone => members.Any(member => member.Address.Equals(gone.Address))).ToList()) _departed.Remove(gone);
        _me = me;
        if (me.Status is MemberStatus.Exiting) _vowed = true;
        Settle(now);
    }

    /// <summary>This node shuts down, and waits for <see cref="IsDone"/>.</summary>
    public void Leave(TimeSpan now)
    {
        _vowed = true;
        Settle(now);
    }

    /// <summary>This node's part in the cluster has ended.</summary>
    public void Abandon()
    {
        if (_ended) return;
        _ended = true;
        State = ClusterSingletonState.End;
        Orders.Add(SingletonOrder.Abandon);
    }

    /// <summary>The instance has stopped.</summary>
    public void InstanceStopped(TimeSpan now)
    {
        if (_ended) return;
        if (_instance is Instance.Running) _instance = Instance.Gone;
        else HasStopped();
        Settle(now);
    }

    public void Tick(TimeSpan now) => Settle(now);

    private void Settle(TimeSpan now)
    {
        if (_ended || _me is null) return;
        switch (_instance)
        {
            case Instance.Running or Instance.Gone:
                SettleAsHost(now);
                break;
            case Instance.Stopping:
                State = _waiting.Count > 0 ? ClusterSingletonState.HandingOver : ClusterSingletonState.Stopping;
                break;
            case var _ when _vowed:
                State = ClusterSingletonState.End;
                break;
            // Whoever leaves need not begin: the next one gets its promise in a moment.
            case var _ when _me.Status is MemberStatus.Up && ReferenceEquals(First, _me):
                Become(now);
                break;
            default:
                State = HostOrder.HasAge(_me) ? ClusterSingletonState.Younger : ClusterSingletonState.Start;
                StopAsking();
                break;
        }

        if (_vowed && _instance is Instance.None && !_told) TellAll();
    }

    // The next host is asked to ask, so that the instance runs until then.
    private void SettleAsHost(TimeSpan now)
    {
        var next = _vowed ? _members.Where(member => !member.Equals(_me) && IsEligible(member)).Min(rules.Order) : First;
        if (next is not null && next.Equals(_me))
        {
            State = ClusterSingletonState.Oldest;
            _offerAt = null;
            return;
        }

        State = ClusterSingletonState.WasOldest;
        var isDue = _offerAt is not { } at || now >= at;
        if (next is null || (_vowed && isDue && _offers >= rules.MaxTakeOverRetries))
        {
            Stop();
            Settle(now);
            return;
        }

        if (!isDue && next.UniqueAddress.Equals(_offeredTo)) return;
        if (_vowed) _offers++;
        _offerAt = now + rules.RetryInterval;
        _offeredTo = next.UniqueAddress;
        Outbox.Add(new TakeOverFromMe(self, next.UniqueAddress, _vowed));
    }

    private void Become(TimeSpan now)
    {
        foreach (var passed in _departed.Where(one => one.Value <= now).Select(static one => one.Key).ToList()) _departed.Remove(passed);
        var rivals = Rivals().ToList();
        if (rivals.Count == 0 && _departed.Count == 0)
        {
            State = ClusterSingletonState.Oldest;
            _instance = Instance.Running;
            _offers = 0;
            StopAsking();
            Orders.Add(SingletonOrder.Start);
            return;
        }

        State = ClusterSingletonState.BecomingOldest;
        // Who is down cannot be trusted with an answer: it is waited for until it has been removed.
        rivals.RemoveAll(static rival => rival.Status is MemberStatus.Down);
        var isDue = _askAt is not { } at || now >= at;
        if (isDue)
        {
            // A margin would be forgotten by beginning anew.
            if (rivals.Count > 0 && _departed.Count == 0 && _asks >= rules.MaxHandOverRetries) Orders.Add(SingletonOrder.Stuck);
            _asks = rivals.Count > 0 ? _asks + 1 : 0;
            _askAt = now + rules.RetryInterval;
        }

        foreach (var rival in rivals)
        {
            var isNew = _asked.Add(rival.UniqueAddress);
            if (isDue || isNew) Outbox.Add(new HandOverToMe(self, rival.UniqueAddress, Final: !IsEligible(rival)));
        }
    }

    private void StopAsking()
    {
        _asks = 0;
        _askAt = null;
        _asked.Clear();
    }

    private void Stop()
    {
        if (_instance is Instance.Gone)
        {
            HasStopped();
            return;
        }

        _instance = Instance.Stopping;
        Orders.Add(SingletonOrder.Stop);
    }

    private void HasStopped()
    {
        _instance = Instance.None;
        foreach (var asker in _waiting) Outbox.Add(new HandOverDone(self, asker));
        _waiting.Clear();
        _offerAt = null;
        _offeredTo = null;
    }

    // Whoever may host later need not ask then, when this node is gone.
    private void TellAll()
    {
        _told = true;
        foreach (var member in _members)
        {
            if (member.Equals(_me) || member.Status is MemberStatus.Exiting or MemberStatus.Down) continue;
            var done = new HandOverDone(self, member.UniqueAddress);
            if (!Outbox.Contains(done)) Outbox.Add(done);
        }
    }

    private bool IsEligible(Member member) => HostOrder.IsEligible(member) && !_leavers.Contains(member.UniqueAddress);

    private IEnumerable<Member> Rivals() =>
        _members.Where(member => !member.Equals(_me) && HostOrder.HasAge(member) && IsBefore(member, _me!) && !_promised.Contains(member.UniqueAddress));

    // Whoever became up after this node and stands behind it in the order has an instance only with this node's promise, which it never gave.
    private bool CanHaveHosted(Member gone, Member me) => !HostOrder.HasAge(me) || (HostOrder.HasAge(gone) && IsBefore(gone, me));

    private bool IsBefore(Member other, Member me) => other.UpNumber < me.UpNumber || rules.Order.Compare(other, me) < 0;
}
