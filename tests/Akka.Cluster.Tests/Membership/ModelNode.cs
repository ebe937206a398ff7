using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Cluster.Membership;
using Akka.Cluster.SBR;

namespace Akka.Cluster.Tests.Membership;

/// <summary>One node of a model: the membership, the resolver of splits, and a simple failure detector.</summary>
public sealed class ModelNode
{
    private readonly Dictionary<UniqueAddress, TimeSpan> _heardOf = [];

    internal ModelNode(int index, UniqueAddress self, MembershipSettings settings, DowningStrategy? strategy, ModelTimes times, Random random)
    {
        Index = index;
        Machine = new MembershipMachine(self, settings, random.Next);
        Times = times;
        Settings = settings;
        Decider = strategy is null ? null : new DowningDecider(strategy, times.StableAfter, times.DownAllWhenUnstable, self);
    }

    public int Index { get; }

    public bool IsAlive { get; set; } = true;

    /// <summary>Until then the node does nothing: it is stopped, or busy collecting garbage.</summary>
    public TimeSpan FrozenUntil { get; set; }

    internal Gossip? LastChecked { get; set; }

    public TimeSpan TickAt { get; set; } = TimeSpan.MaxValue;

    public TimeSpan? ExitAt { get; set; }

    internal MembershipMachine Machine { get; }

    internal MembershipSettings Settings { get; }

    internal DowningDecider? Decider { get; }

    internal ModelTimes Times { get; }

    public UniqueAddress Self => Machine.Self;

    public bool IsMember => IsAlive && Machine.Phase is MembershipMachine.MachinePhase.Member;

    /// <summary>Asks those it watches for a sign of life, and tells the membership who has been silent too long, or is back.</summary>
    internal void Beat(Moment moment, Action<Address, IClusterMessage> send)
    {
        var now = moment.Elapsed;
        var watched = HeartbeatRing.Observees(Machine.Latest, Self, Settings.MonitoredByNrOfMembers);
        foreach (var gone in _heardOf.Keys.Where(node => !watched.Contains(node)).ToList()) _heardOf.Remove(gone);
        foreach (var node in watched)
        {
            _heardOf.TryAdd(node, now);
            send(node.Address, new Heartbeat(Self, 0));
            Machine.Observe(node, now - _heardOf[node] < Times.Silence, moment);
        }
    }

    internal void Heard(UniqueAddress node, TimeSpan now)
    {
        if (_heardOf.ContainsKey(node)) _heardOf[node] = now;
    }
}

/// <summary>How long things take in a model.</summary>
public sealed record ModelTimes(TimeSpan Silence, TimeSpan StableAfter, TimeSpan DownAllWhenUnstable)
{
    public static readonly ModelTimes Usual = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
}
