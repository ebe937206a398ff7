using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Simulation;
using Akka.Util;

namespace Akka.Cluster.Tools.Tests.Singleton;

/// <summary>
/// Machines on three to six nodes, a membership that goes through one history and is seen late by each of them, and a network that loses, doubles and
/// reorders. Nodes crash, leave, come back at the same address, are taken for dead while they live, and time out while they leave.
/// </summary>
internal sealed class MachineModel
{
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    private readonly SeededRandom _random;
    private readonly SingletonRules _rules;
    private readonly int _seats;
    private readonly List<ImmutableList<Member>> _history = [[]];
    private readonly List<(UniqueAddress Node, TimeSpan At)> _tombstones = [];
    private readonly List<Node> _nodes = []; // all that ever were
    private readonly List<HandOverMessage> _flying = [];
    private readonly List<string> _log = [];
    private readonly int _pace; // longest step, in milliseconds
    private readonly double _crashes;
    private readonly double _stopChance;
    private double _loss;
    private int _uids;

    private readonly bool _traces;

    public MachineModel(long seed, bool traces = false)
    {
        _traces = traces;
        _random = new SeededRandom(seed);
        _seats = _random.Next(3, 7);
        _loss = _random.Chance(0.5) ? 0 : _random.NextDouble();
        _pace = _random.Chance(0.5) ? 60 : 1_000;
        _crashes = _random.NextDouble();
        _stopChance = _random.Chance(0.7) ? 1 : 0.05;
        var order = new HostOrder(_random.Chance(0.3) ? "role" : null, considerAppVersion: _random.Chance(0.5));
        _rules = new SingletonRules(order, Margin, TimeSpan.FromSeconds(1), 6, 3);
    }

    public TimeSpan Now { get; private set; }

    /// <summary>How often something happened, by what it was: a model in which nothing does proves nothing.</summary>
    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    private ImmutableList<Member> Latest => _history[^1];

    private IEnumerable<Node> Running => _nodes.Where(static node => node.IsAlive);

    /// <summary>Lives through some steps, then lets all faults end and looks whether one instance is there.</summary>
    public void Run(int steps)
    {
        Join(0);
        for (var i = 0; i < steps; i++) Step(faults: true);
        _loss = 0;
        var problem = "";
        for (var i = 0; i < 100; i++)
        {
            for (var j = 0; j < 50; j++) Step(faults: false);
            var before = problem;
            problem = Problem();
            if (problem.Length == 0 && before.Length == 0 && i > 0) return;
        }

        Require(false, $"{problem} after all has healed");
    }

    private string Problem()
    {
        var hosts = Running.Where(static node => node.IsHost).ToList();
        var first = _rules.Order.FirstOf(Latest);
        if (!Latest.TrueForAll(static member => member.Status is MemberStatus.Up) || !IsConverged()) return "the cluster is not whole";
        if (first is null) return hosts.Count == 0 ? "" : "nobody can host, and somebody does";
        return hosts is [var host] && host.Id.Equals(first.UniqueAddress) ? "" : $"[{first.UniqueAddress}] is to host, and {(hosts.Count == 0 ? "nobody does" : $"[{hosts[0].Id}] does")}";
    }

    private void Step(bool faults)
    {
        // Whatever is due may be late.
        Now += TimeSpan.FromMilliseconds(_random.Next(1, _pace));
        foreach (var node in Running.ToList()) EndOverdue(node);
        switch (_random.Next(faults ? 20 : 12))
        {
            case < 5 when _flying.Count > 0:
                Deliver();
                break;
            case < 9:
                if (Running.Any()) Look(_random.Pick(Running.ToList()));
                break;
            case 9 or 10:
                Progress();
                break;
            case 11 when !faults || _random.Chance(_stopChance):
                foreach (var node in Running.Where(static node => node.Stopping).ToList()) StopInstance(node);
                break;
            case 12 or 13:
                Join(_random.Next(_seats));
                break;
            case 14:
                With(MemberStatus.Up, Leave);
                break;
            case 15 when _random.Chance(_crashes):
                Crash();
                break;
            case 16 when _random.Chance(0.3):
                // Taken for dead: it goes on until it notices, which is within the margin.
                With(MemberStatus.Up, MarkDown);
                break;
            case 17 when _random.Chance(0.2):
                foreach (var node in Running.Where(static node => node.IsHost && !node.Stopping).Take(1).ToList()) StopInstance(node);
                break;
        }

        foreach (var node in Running.ToList()) Carry(node);
        var live = Running.Where(static node => node.Instance).ToList();
        Require(live.Count <= 1, $"instances live on [{string.Join("], [", live.Select(static node => node.Id))}]");
    }

    private void Join(int seat)
    {
        var address = new Address("akka.tcp", "sim", $"n{seat}", 4053);
        if (Running.Any(node => node.Id.Address.Equals(address))) return;
        if (Latest.Find(member => member.Address.Equals(address)) is { } earlier)
        {
            // The earlier incarnation goes first.
            if (earlier.Status is not MemberStatus.Down) MarkDown(earlier);
            return;
        }

        Count("join");
        var id = new UniqueAddress(address, ++_uids);
        var joining = Member.Create(id, _random.Chance(0.8) ? ["role"] : [], AppVersion.Create($"1.{_random.Next(3)}"));
        Append(Latest.Add(joining));
        if (_rules.Order.Concerns(joining)) _nodes.Add(new Node(id, new SingletonMachine(id, _rules)) { View = _history.Count - 1 });
    }

    // The leader's next step for some member, when all who count have seen the last one.
    private void Progress()
    {
        if (Latest.Count == 0) return;
        var member = _random.Pick(Latest);
        var node = _nodes.Find(one => one.Id.Equals(member.UniqueAddress));
        if (node is { IsAlive: false } && member.Status is not MemberStatus.Down)
        {
            // Found dead.
            MarkDown(member);
            return;
        }

        if (!IsConverged()) return;
        switch (member.Status)
        {
            case MemberStatus.Joining:
                Append(Latest.Replace(member, member.CopyUp(1 + Latest.Where(HostOrder.HasAge).Select(static one => one.UpNumber).DefaultIfEmpty(0).Max())));
                break;
            case MemberStatus.Leaving:
                Append(Latest.Replace(member, member.Copy(MemberStatus.Exiting)));
                if (node is not null) node.ExitingSince = Now;
                break;
            case MemberStatus.Exiting when node is null || node.Machine.IsDone:
                Remove(member.UniqueAddress);
                if (node is not null) End(node);
                break;
            case MemberStatus.Exiting when Now > node.ExitingSince + ShutdownTimeout:
                // It goes although its instance has not stopped; the rest of the process ends soon after.
                Count("shutdown timed out");
                Remove(member.UniqueAddress);
                node.EndsAt = Now + (Margin * 0.9);
                break;
            case MemberStatus.Down:
                Remove(member.UniqueAddress);
                if (node is not null) node.EndsAt = Now + (Margin * 0.9);
                break;
        }
    }

    private bool IsConverged() => Latest.TrueForAll(member =>
        member.Status is MemberStatus.Down || _nodes.Find(node => node.Id.Equals(member.UniqueAddress)) is not { } node || (node.IsAlive && node.View == _history.Count - 1));

    private void Leave(Member member) => Append(Latest.Replace(member, member.Copy(MemberStatus.Leaving)));

    private void MarkDown(Member member)
    {
        Count("down");
        Append(Latest.Replace(member, member.Copy(MemberStatus.Down)));
    }

    private void Remove(UniqueAddress node)
    {
        Count("removed");
        _tombstones.Add((node, Now));
        Append(Latest.RemoveAll(member => member.UniqueAddress.Equals(node)));
    }

    private void Crash()
    {
        if (Running.Count() < 2) return;
        Count("crash");
        var node = _random.Pick(Running.ToList());
        if (node.Instance) Count("crash of the host");
        End(node);
    }

    private void EndOverdue(Node node)
    {
        if (node.EndsAt is { } at && Now >= at) End(node);
    }

    private void End(Node node)
    {
        Note(() => $"{node.Id} ends");
        node.IsAlive = false;
        node.Instance = false;
    }

    // A node sees a later state, or its timer fires, or its shutdown comes to the phase that waits for the machine.
    private void Look(Node node)
    {
        if (node.View < _history.Count - 1 && _random.Chance(0.8))
        {
            var isFirst = !node.Machine.IsMember;
            node.View = _random.Next(node.View + 1, _history.Count);
            if (isFirst) Remember(node);
            node.Machine.See(_history[node.View], Now);
        }
        else if (node.Machine.NextTick is { } at && at <= Now)
        {
            node.Machine.Tick(Now);
        }
        else if (_history[node.View].Find(member => member.UniqueAddress.Equals(node.Id))?.Status is MemberStatus.Exiting)
        {
            node.Machine.Leave(Now);
        }
    }

    private void Remember(Node node)
    {
        foreach (var (gone, at) in _tombstones)
            if (at + Margin > Now) node.Machine.Remember(gone, at + Margin);
    }

    private void Deliver()
    {
        var message = _random.Pick(_flying);
        if (!_random.Chance(0.1)) _flying.Remove(message);
        if (_random.Chance(_loss)) return;
        // Whoever listens at the address gets it, also a later incarnation.
        if (Running.FirstOrDefault(node => node.Id.Address.Equals(message.To.Address)) is not { } node) return;
        Note(() => $"{message}");
        node.Machine.Receive(message, Now);
    }

    private void StopInstance(Node node)
    {
        if (!node.Stopping) Count("stopped by itself");
        node.Instance = false;
        node.Stopping = false;
        node.Machine.InstanceStopped(Now);
    }

    private void Carry(Node node)
    {
        _flying.AddRange(node.Machine.Outbox);
        node.Machine.Outbox.Clear();
        foreach (var order in node.Machine.Orders.ToArray())
        {
            Note(() => $"{node.Id} {order}");
            Count(order.ToString());
            switch (order)
            {
                case SingletonOrder.Start:
                    node.Instance = true;
                    node.IsHost = true;
                    break;
                case SingletonOrder.Stop:
                    Require(node.Instance, "stopped what was not there");
                    node.Stopping = true;
                    break;
                case SingletonOrder.Abandon:
                    node.IsHost = false;
                    End(node);
                    break;
                case SingletonOrder.Stuck:
                    node.Machine = new SingletonMachine(node.Id, _rules);
                    Remember(node);
                    node.Machine.See(_history[node.View], Now);
                    return;
            }
        }

        node.Machine.Orders.Clear();
        if (node.Machine.State is not (ClusterSingletonState.Oldest or ClusterSingletonState.WasOldest or ClusterSingletonState.HandingOver or ClusterSingletonState.Stopping)) node.IsHost = false;
    }

    private void With(MemberStatus status, Action<Member> action)
    {
        var members = Latest.Where(member => member.Status == status).ToList();
        if (members.Count > 0) action(_random.Pick(members));
    }

    private void Append(ImmutableList<Member> members)
    {
        if (ReferenceEquals(members, Latest)) return;
        Note(() => string.Join(", ", members.Select(static member => $"{member.Address.Host}#{member.UniqueAddress.Uid}:{member.Status}/{(HostOrder.HasAge(member) ? member.UpNumber : "-")}")));
        _history.Add(members);
    }

    private void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    private void Note(Func<string> what)
    {
        if (_traces) _log.Add($"{Now.TotalSeconds:F2} {what()}");
    }

    private void Require(bool holds, string what) => Assert.True(holds, holds ? "" : $"{what} at {Now.TotalSeconds:F2}\n{string.Join("\n", _log.TakeLast(150))}");

    private sealed class Node(UniqueAddress id, SingletonMachine machine)
    {
        public UniqueAddress Id { get; } = id;

        public SingletonMachine Machine { get; set; } = machine;

        public int View { get; set; }

        public bool IsAlive { get; set; } = true;

        /// <summary>An instance lives here.</summary>
        public bool Instance { get; set; }

        /// <summary>An instance lives here, or has stopped by itself.</summary>
        public bool IsHost { get; set; }

        public bool Stopping { get; set; }

        public TimeSpan ExitingSince { get; set; }

        public TimeSpan? EndsAt { get; set; }
    }
}
