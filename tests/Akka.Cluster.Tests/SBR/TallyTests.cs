using Akka.Cluster.Gossiping;
using Akka.Cluster.SBR;
using Akka.Cluster.Tests.Gossiping;

namespace Akka.Cluster.Tests.SBR;

/// <summary>Which side of a split stays, and that two never do although they may see the cluster one step of its leader apart.</summary>
public sealed class TallyTests
{
    private static readonly MemberStatus[] Statuses = [MemberStatus.Joining, MemberStatus.WeaklyUp, MemberStatus.Up, MemberStatus.Leaving, MemberStatus.Exiting];

    [Theory]
    [InlineData("1:Up+ 2:Up+ 3:Up+ 4:Up! 5:Up!", true)]
    [InlineData("1:Up+ 2:Up+ 3:Up! 4:Up! 5:Up!", false)]
    [InlineData("1:Up+ 2:Up+ 3:Up! 4:Up!", true)] // the lowest address
    [InlineData("1:Up! 2:Up! 3:Up+ 4:Up+", false)]
    [InlineData("1:Up+ 2:Joining!", true)] // nobody else can have made it a member
    [InlineData("1:Up! 2:Up+ 3:Up+ 4:Joining!", false)] // it may be up there
    [InlineData("1:Up+ 2:Up+ 3:Down! 4:Down! 5:Up!", false)] // who is down may not know it
    [InlineData("1:Up+ 2:Up+ 3:Exiting? 4:Up!", true)] // who has confirmed its exit votes nowhere
    public void Keep_majority(string state, bool stays) => Assert.Equal(stays, Stays(state, new DowningStrategy.KeepMajority()));

    [Theory]
    [InlineData("1:Up+ 2:Up+ 3:Up! 4:Up! 5:Up!", true, true)]
    [InlineData("1:Up! 2:Up! 3:Up+ 4:Up+ 5:Up+", true, false)]
    [InlineData("1:Up+ 2:Up! 3:Up! 4:Up! 5:Up!", true, false)]
    [InlineData("1:Up! 2:Up+ 3:Up+ 4:Up+ 5:Up+", true, true)]
    [InlineData("1:Up+ 2:Up! 3:Up! 4:Up! 5:Up!", false, true)]
    [InlineData("1:Up! 2:Up+ 3:Up+ 4:Up+ 5:Up+", false, false)]
    [InlineData("1:Exiting+ 2:Up! 3:Up+", true, false)] // there it may be removed, and the second the oldest
    public void Keep_oldest(string state, bool downIfAlone, bool stays) => Assert.Equal(stays, Stays(state, new DowningStrategy.KeepOldest(downIfAlone)));

    [Theory]
    [InlineData("1:Up+ 2:Up+ 3:Up+ 4:Up! 5:Up!", 3, true)]
    [InlineData("1:Up+ 2:Up+ 3:Up! 4:Up! 5:Up!", 3, false)]
    [InlineData("1:Up+ 2:Up+ 3:Up+ 4:Up! 5:Up! 6:Joining!", 3, false)] // too many members for this quorum
    public void Static_quorum(string state, int size, bool stays) => Assert.Equal(stays, Stays(state, new DowningStrategy.StaticQuorum(size)));

    [Fact]
    public void Only_members_with_the_role_count()
    {
        var gossip = States.Of("1:Up+ 2:Up+ 3:Up+ 4:Up! 5:Up!", "node", [3, 4, 5]);
        Assert.False(new Tally(gossip, gossip.Seen).Stays(new DowningStrategy.KeepMajority("node")));
        Assert.True(new Tally(gossip, gossip.Seen).Stays(new DowningStrategy.KeepMajority()));
    }

    [Fact]
    public void While_nobody_has_the_role_all_count() =>
        Assert.True(Stays("1:Up+ 2:Up+ 3:Up!", new DowningStrategy.KeepMajority("node")));

    [Fact]
    public void Down_all_keeps_nobody() => Assert.False(Stays("1:Up+ 2:Joining!", new DowningStrategy.DownAll()));

    [Fact]
    public void Two_sides_never_both_stay()
    {
        var random = new Random(11);
        for (var round = 0; round < 200_000; round++)
        {
            var size = 2 + random.Next(6);
            var before = Enumerable.Range(1, size).Select(_ => Statuses[random.Next(Statuses.Length)]).ToArray();
            // One side is one step of the leader further than the other.
            var after = before.Select(status => random.Next(2) == 0 ? status : Next(status)).ToArray();
            // The leader is on the side that knows what it did.
            var leader = Array.FindIndex(before, static status => status is MemberStatus.Up or MemberStatus.Leaving);
            if (leader < 0) leader = Array.IndexOf(before, before.MaxBy(Member.Rank));
            var sides = Enumerable.Range(0, size).Select(_ => random.Next(2)).ToArray();
            if (!before.SequenceEqual(after)) sides[leader] = 1;
            var withRole = Enumerable.Range(1, size).Where(_ => random.Next(2) == 0).ToArray();
            var role = random.Next(2) == 0 ? null : "node";
            var young = Enumerable.Range(1, size).Where(number => Member.Rank(before[number - 1]) < Member.Rank(MemberStatus.Up)).ToArray();
            DowningStrategy strategy = random.Next(3) switch
            {
                0 => new DowningStrategy.KeepMajority(role),
                1 => new DowningStrategy.KeepOldest(random.Next(2) == 0, role),
                _ => new DowningStrategy.StaticQuorum(1 + random.Next(size), role),
            };
            if (Stays(before, sides, 0, withRole, young, strategy) is not { } one || Stays(after, sides, 1, withRole, young, strategy) is not { } other) continue;
            Assert.False(one && other, $"{strategy}: {string.Join(" ", before)} | {string.Join(" ", after)} | {string.Join("", sides)} | {string.Join(",", withRole)}");
        }
    }

    private static MemberStatus Next(MemberStatus status) => status switch
    {
        MemberStatus.Joining or MemberStatus.WeaklyUp => MemberStatus.Up,
        MemberStatus.Leaving => MemberStatus.Exiting,
        MemberStatus.Exiting => MemberStatus.Removed,
        _ => status,
    };

    private static bool? Stays(MemberStatus[] statuses, int[] sides, int side, int[] withRole, int[] young, DowningStrategy strategy)
    {
        // Whoever was up was so before the split, so both sides know its age; nobody can be removed while it is still there.
        var parts = statuses.Select((status, i) => (Number: i + 1, Status: status, Here: sides[i] == side)).ToList();
        if (!parts.Exists(static part => part.Here) || parts.Exists(static part => part.Here && part.Status is MemberStatus.Removed)) return null;
        var gossip = States.Of(
            string.Join(' ', parts.Where(static part => part.Status is not MemberStatus.Removed).Select(static part => $"{part.Number}:{part.Status}")), "node", withRole, young);
        var kept = NodeSet.Empty;
        foreach (var part in parts.Where(static part => part.Here)) kept = kept.With(gossip.IndexOf(States.Node(part.Number)));
        return new Tally(gossip, kept).Stays(strategy);
    }

    private static bool Stays(string state, DowningStrategy strategy)
    {
        var gossip = States.Of(state);
        return new Tally(gossip, gossip.Seen).Stays(strategy);
    }
}
