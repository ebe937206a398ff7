using Akka.Cluster.Gossiping;
using Akka.Util;

namespace Akka.Cluster.Tests.Gossiping;

/// <summary>States merge in any order to the same state, lives only go forward, and what was removed stays removed.</summary>
public sealed class GossipTests
{
    [Fact]
    public void Any_order_of_merging_gives_the_same_state()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var common = RandomChanges(Gossip.Empty, random, 6, by: 1);
            var states = Enumerable.Range(1, 3).Select(by => RandomChanges(common, random, 4, by)).ToArray();
            var forth = states[0].Merge(states[1]).Merge(states[2]);
            var back = states[2].Merge(states[1].Merge(states[0]));
            Assert.True(forth.HasMembersOf(back), $"{forth} is not {back}");
            Assert.Equal(VectorClock.Ordering.Same, forth.CompareTo(back));
            Assert.Equal(forth.Unreachable, back.Unreachable);
            Assert.True(forth.Merge(states[1]).HasMembersOf(forth));
            Assert.NotEqual(VectorClock.Ordering.Before, forth.CompareTo(states[0]));
        }
    }

    [Fact]
    public void A_removed_member_does_not_come_back_with_an_old_state()
    {
        var old = States.Of("1:Up+ 2:Up+ 3:Down!");
        var now = old.Without([States.Node(3)], 1000).Increment(States.Node(1));
        Assert.Equal(VectorClock.Ordering.After, now.CompareTo(old));
        Assert.Null(now.Merge(old).Find(States.Node(3)));
        Assert.Null(old.Merge(now).Find(States.Node(3)));
        Assert.True(old.Merge(now).HasTombstone(States.Node(3)));
    }

    [Fact]
    public void What_a_removed_node_counted_makes_no_state_newer()
    {
        var state = States.Of("1:Up+ 2:Up+ 3:Down!").Increment(States.Node(3));
        var removed = state.Without([States.Node(3)], 1000).Increment(States.Node(1));
        Assert.Equal(VectorClock.Ordering.Before, state.Increment(States.Node(3)).CompareTo(removed));
    }

    [Theory]
    [InlineData("1:Up+ 2:Up+", true)]
    [InlineData("1:Up+ 2:Up", false)]
    [InlineData("1:Up+ 2:Up+!", false)]
    [InlineData("1:Up+ 2:Down!", true)]
    [InlineData("1:Up+ 2:Exiting!", false)]
    [InlineData("1:Up+ 2:Exiting", false)]
    [InlineData("1:Up+ 2:Exiting?", true)]
    [InlineData("1:Up+ 2:Leaving!", false)]
    [InlineData("1:Up+ 2:Joining", false)]
    public void A_state_is_settled_when_all_who_count_have_seen_it_and_can_be_reached(string state, bool settled) =>
        Assert.Equal(settled, States.Of(state).IsConverged());

    [Theory]
    [InlineData("1:Up 2:Up", 1)]
    [InlineData("1:Joining 2:Up", 2)]
    [InlineData("1:Exiting 2:Leaving", 2)]
    [InlineData("1:Down 2:Joining", 2)]
    [InlineData("1:Joining 2:Joining", 1)]
    [InlineData("1:Joining 2:WeaklyUp", 2)]
    [InlineData("1:Exiting? 2:Joining", 2)]
    public void The_leader_is_the_first_by_address_of_those_who_are_up(string state, int leader) =>
        Assert.Equal(States.Node(leader), States.Of(state).Leader(States.Node(2))?.UniqueAddress);

    [Fact]
    public void An_unreachable_member_does_not_lead_except_in_its_own_view()
    {
        var state = States.Of("1:Up 2:Up 3:Up");
        state = state.With(state.Reachability.Change(States.Node(2), States.Node(1), reachable: false));
        Assert.Equal(States.Node(2), state.Leader(States.Node(2))?.UniqueAddress);
        Assert.Equal(States.Node(1), state.Leader(States.Node(1))?.UniqueAddress);
    }

    [Fact]
    public void What_one_who_is_down_says_of_others_does_not_count()
    {
        var state = States.Of("1:Down 2:Up! 3:Up");
        Assert.Equal(0, state.Unreachable.Count);
    }

    [Fact]
    public void A_terminated_incarnation_does_not_become_reachable()
    {
        var table = Reachability.Empty.Change(States.Node(1), States.Node(2), reachable: false, terminated: true);
        Assert.Same(table, table.Change(States.Node(1), States.Node(2), reachable: true));
    }

    private static Gossip RandomChanges(Gossip state, Random random, int changes, int by)
    {
        for (var i = 0; i < changes; i++)
        {
            var node = States.Node(1 + random.Next(5));
            var member = state.Find(node);
            if (member is null)
            {
                if (!state.HasTombstone(node)) state = state.With(Member.Create(node, [], AppVersion.Zero));
            }
            else
            {
                var next = (MemberStatus)random.Next(7);
                if (random.Next(3) == 0) state = state.With(state.Reachability.Change(States.Node(by), node, reachable: random.Next(2) == 0));
                else if (next is MemberStatus.Removed && member.Status is MemberStatus.Down) state = state.Without([node], 1000 + i);
                else if (next is MemberStatus.Up && Member.CanBecome(member.Status, next)) state = state.With(member.CopyUp(random.Next(100)));
                else if (next is not MemberStatus.Removed && Member.CanBecome(member.Status, next)) state = state.With(member.Copy(next));
            }

            if (state.IndexOf(States.Node(by)) >= 0) state = state.Increment(States.Node(by));
        }

        return state;
    }
}
