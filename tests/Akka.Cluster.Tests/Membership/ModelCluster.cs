using System.Globalization;
using System.Text;
using Akka.Actor;
using Akka.Cluster.Membership;
using Akka.Cluster.SBR;

namespace Akka.Cluster.Tests.Membership;

/// <summary>
/// A cluster of membership machines in one loop: virtual time, a network that loses and reorders, nodes that freeze, crash and come back on the same
/// address. Everything follows from the seed. <see cref="GossipInvariants"/> are checked after every step.
/// </summary>
public sealed class ModelCluster
{
    private readonly PriorityQueue<Event, (TimeSpan At, long Number)> _events = new();
    private readonly List<string> _trace = [];
    private readonly DowningStrategy? _strategy;
    private readonly MembershipSettings _settings;
    private readonly ModelTimes _times;
    private long _number;
    private int _uid = 1;

    internal ModelCluster(int seed, int nodes, DowningStrategy? strategy, MembershipSettings? settings = null, ModelTimes? times = null)
    {
        Seed = seed;
        Random = new Random(seed);
        Network = new ModelNetwork(Random);
        _strategy = strategy;
        _settings = (settings ?? new MembershipSettings()) with { MayGoOn = strategy is null ? null : gossip => Tally.MayGoOn(gossip, strategy) };
        _times = times ?? ModelTimes.Usual;
        Nodes = new ModelNode[nodes];
        Invariants = new GossipInvariants(what => Assert.Fail($"{what}\n{Describe()}"));
        for (var i = 0; i < nodes; i++) Nodes[i] = NewNode(i);
    }

    public int Seed { get; }

    public Random Random { get; }

    public ModelNetwork Network { get; }

    /// <summary>The newest incarnation at every address.</summary>
    public ModelNode[] Nodes { get; }

    public TimeSpan Now { get; private set; }

    /// <summary>Messages delivered, without heartbeats.</summary>
    public long Messages { get; private set; }

    public bool KeepsTrace { get; set; }

    internal GossipInvariants Invariants { get; }

    public IEnumerable<ModelNode> Members => Nodes.Where(static node => node.IsMember);

    internal static Address AddressOf(int index) => new("akka.tcp", "model", "n" + index.ToString("D2", CultureInfo.InvariantCulture), 4053);

    public void StartAll()
    {
        Nodes[0].Machine.JoinTo(Nodes[0].Self.Address, MomentOf(Nodes[0]));
        Drain(Nodes[0]);
        for (var i = 1; i < Nodes.Length; i++) JoinSomebody(Nodes[i]);
    }

    /// <summary>Starts an address again, as a new incarnation.</summary>
    public void Restart(int index)
    {
        Nodes[index].IsAlive = false;
        Invariants.Ended(Nodes[index].Self);
        Nodes[index] = NewNode(index);
        Note($"restart {index}");
        JoinSomebody(Nodes[index]);
    }

    public void Crash(int index)
    {
        Note($"crash {index}");
        Nodes[index].IsAlive = false;
        Invariants.Ended(Nodes[index].Self);
    }

    public void Leave(int index)
    {
        Note($"leave {index}");
        Nodes[index].Machine.Receive(new Leave(Nodes[index].Self.Address), MomentOf(Nodes[index]));
        Drain(Nodes[index]);
    }

    public void Note(string text)
    {
        if (KeepsTrace) _trace.Add(string.Create(CultureInfo.InvariantCulture, $"{Now.TotalSeconds:F3} {text}"));
    }

    public void At(TimeSpan at, Action action) => _events.Enqueue(new Event(action), (at, _number++));

    public void RunFor(TimeSpan span)
    {
        var end = Now + span;
        while (_events.TryPeek(out _, out var due) && due.At <= end)
        {
            var next = _events.Dequeue();
            Now = due.At;
            next.Action();
        }

        Now = end;
    }

    /// <summary>Runs until a condition holds, looked at ten times a second.</summary>
    /// <returns>The time it took, or null when it did not come to hold.</returns>
    public TimeSpan? RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var start = Now;
        while (!condition())
        {
            if (Now - start > limit) return null;
            RunFor(TimeSpan.FromMilliseconds(100));
        }

        return Now - start;
    }

    /// <summary>Whether all living nodes are up in one cluster, agree on that, and have nothing left to tell each other.</summary>
    public bool IsWhole()
    {
        var living = Nodes.Where(static node => node.IsAlive).ToList();
        if (living.Count == 0 || living.Exists(static node => !node.IsMember)) return false;
        var first = living[0].Machine.Latest;
        return first.Members.Length == living.Count && living.TrueForAll(node =>
            node.Machine.Latest.HasMembersOf(first) && node.Machine.Latest.SeenByAll && node.Machine.Latest.Unreachable.Count == 0
            && node.Machine.Latest.MemberList.All(static member => member.Status is MemberStatus.Up));
    }

    public string Describe()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"seed {Seed}, {Nodes.Length} nodes, {Now.TotalSeconds:F1} s");
        foreach (var line in _trace) text.AppendLine(line);
        foreach (var node in Nodes) text.AppendLine(CultureInfo.InvariantCulture, $"{node.Index}: alive={node.IsAlive} {node.Machine.Phase} {node.Machine.Latest}");
        return text.ToString();
    }

    internal Moment MomentOf(ModelNode node) => new(Now, 1_000_000 + (long)Now.TotalSeconds + (node.Index * 7)); // their wall clocks differ

    private ModelNode NewNode(int index)
    {
        var node = new ModelNode(index, new UniqueAddress(AddressOf(index), _uid++), _settings, _strategy, _times, Random);
        ScheduleTick(node);
        At(Now + (TimeSpan.FromSeconds(1) * Random.NextDouble()), () => Beat(node));
        return node;
    }

    // In the model only the first node ever founds a cluster, and again when none is left: seed nodes have tests of their own.
    private void JoinSomebody(ModelNode node)
    {
        if (!node.IsAlive || node.Machine.Phase is MembershipMachine.MachinePhase.Member or MembershipMachine.MachinePhase.Gone) return;
        var candidates = Members.Where(other => other.Index != node.Index && other.Machine.SelfMember is { Status: not (MemberStatus.Down or MemberStatus.Exiting) }).ToList();
        if (candidates.Count > 0)
        {
            node.Machine.JoinTo(candidates[Random.Next(candidates.Count)].Self.Address, MomentOf(node));
            Drain(node);
        }
        else if (!Members.Any())
        {
            Note($"found {node.Index}");
            Invariants.NewCluster();
            node.Machine.JoinTo(node.Self.Address, MomentOf(node));
            Drain(node);
        }

        At(Now + TimeSpan.FromSeconds(4), () => JoinSomebody(node));
    }

    // The next tick may become due earlier than it was.
    private void ScheduleTick(ModelNode node)
    {
        var due = Now + node.Machine.NextTick;
        if (due >= node.TickAt) return;
        node.TickAt = due;
        At(due, () =>
        {
            if (node.TickAt == due) Tick(node);
        });
    }

    private void Tick(ModelNode node)
    {
        if (!node.IsAlive) return;
        if (Thaw(node, () => Tick(node))) return;
        node.TickAt = TimeSpan.MaxValue;
        node.Machine.Tick(MomentOf(node));
        Drain(node);
    }

    private void Beat(ModelNode node)
    {
        if (!node.IsAlive) return;
        if (Thaw(node, () => Beat(node))) return;
        if (node.Machine.Phase is MembershipMachine.MachinePhase.Member)
        {
            node.Beat(MomentOf(node), (to, message) => Send(node, to, message));
            Drain(node);
            if (node.ExitAt is { } exit && Now >= exit) node.Machine.ConfirmExit(MomentOf(node));
            Drain(node);
            // A system that wants to end waits only so long for others to agree.
            if (node.IsAlive && node.ExitAt is { } confirmed && Now >= confirmed + TimeSpan.FromSeconds(10)) End(node);
            if (node.IsMember && node.Decider?.Decide(node.Machine.Latest, Now) is { Nodes.Count: > 0 } decision)
            {
                Note($"{node.Index} downs {string.Join(",", decision.Nodes.Select(static n => $"{n.Address.Host}#{n.Uid}"))}: {decision.Reason}");
                node.Machine.MarkDown(decision.Nodes, MomentOf(node));
                Drain(node);
            }
        }

        At(Now + TimeSpan.FromSeconds(1), () => Beat(node));
    }

    // Whoever runs the nodes starts them again.
    private void End(ModelNode node)
    {
        node.IsAlive = false;
        var index = node.Index;
        At(Now + TimeSpan.FromSeconds(2 + (8 * Random.NextDouble())), () =>
        {
            if (ReferenceEquals(Nodes[index], node)) Restart(index);
        });
    }

    private bool Thaw(ModelNode node, Action again)
    {
        if (node.FrozenUntil <= Now) return false;
        At(node.FrozenUntil, again);
        return true;
    }

    private void Drain(ModelNode node)
    {
        foreach (var notice in node.Machine.Notices.ToArray())
        {
            switch (notice)
            {
                case MembershipNotice.SelfExiting:
                    node.ExitAt = Now + TimeSpan.FromSeconds(2 * Random.NextDouble());
                    break;
                case MembershipNotice.SelfDown or MembershipNotice.SelfRemoved or MembershipNotice.Refused:
                    Note($"{node.Index} {notice.GetType().Name}");
                    End(node);
                    break;
                case MembershipNotice.LeaderMoved moved:
                    Note($"{node.Index} leads: {moved.Member.Address.Host}#{moved.Member.UniqueAddress.Uid} {moved.Member.Status}");
                    break;
            }
        }

        var acted = node.Machine.Notices.Exists(static notice => notice is MembershipNotice.LeaderMoved);
        if (!node.IsMember) Invariants.Ended(node.Self);
        else if (acted || !ReferenceEquals(node.LastChecked, node.Machine.Latest)) Invariants.Changed(node.Self, node.Machine.Latest, acted);
        node.LastChecked = node.Machine.Latest;
        node.Machine.Notices.Clear();
        foreach (var (to, message) in node.Machine.Outbox.ToArray()) Send(node, to, message);
        node.Machine.Outbox.Clear();
        ScheduleTick(node);
    }

    private void Send(ModelNode from, Address to, IClusterMessage message)
    {
        var target = int.Parse(to.Host![1..], CultureInfo.InvariantCulture);
        foreach (var delay in Network.Arrivals(from.Index, target))
        {
            var arrival = delay;
            At(Now + arrival, () => Deliver(from.Index, target, message));
        }
    }

    private void Deliver(int from, int to, IClusterMessage message)
    {
        var node = Nodes[to];
        if (!node.IsAlive || Network.IsCut(from, to)) return;
        if (Thaw(node, () => Deliver(from, to, message))) return;
        switch (message)
        {
            case Heartbeat heartbeat:
                if (node.IsMember && HeartbeatRing.Answer(node.Machine.Latest, node.Self, heartbeat) is { } answer) Send(node, heartbeat.From.Address, answer);
                break;
            case HeartbeatRsp response:
                node.Heard(response.From, Now);
                break;
            default:
                Messages++;
                node.Machine.Receive(message, MomentOf(node));
                Drain(node);
                break;
        }
    }

    private readonly record struct Event(Action Action);
}
