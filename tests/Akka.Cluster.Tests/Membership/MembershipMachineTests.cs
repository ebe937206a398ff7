using Akka.Cluster.Gossiping;
using Akka.Cluster.Membership;
using Akka.Cluster.Tests.Gossiping;

namespace Akka.Cluster.Tests.Membership;

/// <summary>Single decisions of one node's membership that whole clusters come to only rarely.</summary>
public sealed class MembershipMachineTests
{
    private static readonly Moment Now = new(TimeSpan.FromSeconds(10), 1_000_000);

    [Fact]
    public void Two_clusters_never_become_one()
    {
        var (first, second) = (Machine(1), Machine(2));
        first.JoinTo(States.Node(1).Address, Now);
        second.JoinTo(States.Node(1).Address, Now);
        first.Receive(Sent<Join>(second), Now);
        var late = new GossipEnvelope(first.Self, second.Self, first.Latest);
        // The welcome is so late that the node has founded a cluster of its own.
        second.StopJoining();
        second.JoinTo(second.Self.Address, Now);
        second.Receive(late, Now);
        Assert.Equal([second.Self], second.Latest.MemberList.Select(static member => member.UniqueAddress));
        Assert.Null(HeartbeatRing.Answer(second.Latest, second.Self, new Heartbeat(first.Self, 1)));
        second.Receive(new Expelled(first.Self.Address, second.Self), Now);
        Assert.Equal(MembershipMachine.MachinePhase.Member, second.Phase);
    }

    [Fact]
    public void A_lost_welcome_is_made_good_by_the_first_gossip()
    {
        var (first, second) = (Machine(1), Machine(2));
        first.JoinTo(States.Node(1).Address, Now);
        second.JoinTo(States.Node(1).Address, Now);
        first.Receive(Sent<Join>(second), Now);
        second.Receive(new GossipEnvelope(first.Self, second.Self, first.Latest), Now);
        Assert.Equal(2, second.Latest.Members.Length);
    }

    [Fact]
    public void A_node_of_another_system_is_refused()
    {
        var first = Machine(1);
        first.JoinTo(first.Self.Address, Now);
        var stranger = new UniqueAddress(States.Node(2).Address.WithSystem("other"), 2);
        first.Receive(new Join(stranger, [], Util.AppVersion.Zero, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty), Now);
        Assert.Contains("system name", Sent<JoinRefused>(first).Reason, StringComparison.Ordinal);
        Assert.Single(first.Latest.MemberList);
    }

    [Fact]
    public void What_is_addressed_to_an_earlier_incarnation_is_not_read()
    {
        var first = Machine(1);
        first.JoinTo(first.Self.Address, Now);
        var earlier = new UniqueAddress(first.Self.Address, 77);
        first.Receive(new GossipEnvelope(States.Node(2), earlier, States.Of("1:Up 2:Up+")), Now);
        Assert.Single(first.Latest.MemberList);
    }

    private static MembershipMachine Machine(int number) => new(States.Node(number), new MembershipSettings(), static _ => 0);

    private static T Sent<T>(MembershipMachine machine) where T : IClusterMessage => machine.Outbox.Select(static one => one.Message).OfType<T>().Last();
}
