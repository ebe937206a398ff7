using System.Collections.Immutable;
using Akka.Actor;
using Akka.Simulation;
using Akka.Util;

namespace Akka.Cluster.Tests.Membership;

/// <summary>The order by age, on which singletons and coordinators rest, is one order: the same for whoever compares, and of two members that are up for all of their lives.</summary>
public sealed class AgeTests
{
    private static readonly MemberStatus[] Lives = [MemberStatus.Up, MemberStatus.Leaving, MemberStatus.Exiting];

    [Fact]
    public void Of_any_two_members_exactly_one_is_older_and_who_is_older_than_one_is_older_than_all_who_are_younger_than_that()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var members = Members(new SeededRandom(seed));
            Assert.All(members, one => Assert.All(members, other =>
            {
                Assert.Equal(!one.Equals(other) && !other.IsOlderThan(one), one.IsOlderThan(other));
                Assert.Equal(Math.Sign(Member.AgeOrdering.Compare(one, other)), -Math.Sign(Member.AgeOrdering.Compare(other, one)));
            }));
            foreach (var a in members)
                foreach (var b in members.Where(a.IsOlderThan))
                    Assert.All(members.Where(b.IsOlderThan), c => Assert.True(a.IsOlderThan(c), $"seed {seed}: {a}, {b}, {c}"));
        }
    }

    [Fact]
    public void Who_was_up_first_is_older_whatever_address_it_has_and_however_far_it_has_come_since()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new SeededRandom(seed);
            var up = Members(random).Where(static member => member.Status is MemberStatus.Up).ToArray();
            var later = up.Select(member => Lives[1..(1 + random.Next(Lives.Length))].Aggregate(member, static (one, status) => one.Copy(status))).ToArray();

            var expected = up.OrderBy(static member => member.UpNumber).Select(static member => member.UniqueAddress);
            Assert.Equal(expected, Shuffle(random, up).Order(Member.AgeOrdering).Select(static member => member.UniqueAddress));
            Assert.Equal(expected, Shuffle(random, later).Order(Member.AgeOrdering).Select(static member => member.UniqueAddress));
        }
    }

    [Fact]
    public void A_new_incarnation_at_an_address_is_younger_than_all_who_are_up_and_than_the_one_before()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new SeededRandom(seed);
            var members = Members(random);
            var before = random.Pick(members.Where(static member => member.Status is MemberStatus.Up).ToArray());
            var next = Create(before.Address, before.UniqueAddress.Uid + 1, int.MaxValue, MemberStatus.Joining);
            Assert.All(members.Where(static member => member.Status is MemberStatus.Up), member => Assert.True(member.IsOlderThan(next)));
            var up = next.CopyUp(members.Where(static member => member.UpNumber != int.MaxValue).Max(static member => member.UpNumber) + 1);
            Assert.All(members.Where(static member => member.Status is MemberStatus.Up), member => Assert.True(member.IsOlderThan(up)));
        }
    }

    // Some are up, in an order that has nothing to do with their addresses, others are joining.
    private static Member[] Members(SeededRandom random)
    {
        var addresses = Enumerable.Range(0, 9).Select(i => new Address("akka.tcp", "sim", $"h{i / 3}", 4000 + i)).ToArray();
        var up = random.Next(2, addresses.Length);
        var turns = Shuffle(random, Enumerable.Range(1, 40)).ToArray();
        return [.. Shuffle(random, addresses).Select((address, i) => i < up
            ? Create(address, random.Next(1, 1_000_000), turns[i], MemberStatus.Up)
            : Create(address, random.Next(1, 1_000_000), int.MaxValue, MemberStatus.Joining))];
    }

    private static IEnumerable<T> Shuffle<T>(SeededRandom random, IEnumerable<T> items) => [.. items.OrderBy(_ => random.NextLong())];

    private static Member Create(Address address, int uid, int upNumber, MemberStatus status) =>
        Member.Create(new UniqueAddress(address, uid), upNumber, status, ImmutableHashSet<string>.Empty, AppVersion.Zero);
}
