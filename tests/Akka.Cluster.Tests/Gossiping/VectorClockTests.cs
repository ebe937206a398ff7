namespace Akka.Cluster.Tests.Gossiping;

/// <summary>Vector clocks tell which of two states came later, and say so when neither did.</summary>
public sealed class VectorClockTests
{
    private static readonly VectorClock.Node A = VectorClock.Node.Create("a");
    private static readonly VectorClock.Node B = VectorClock.Node.Create("b");
    private static readonly VectorClock.Node C = VectorClock.Node.Create("c");

    [Fact]
    public void Empty_clocks_are_the_same() => Assert.True(VectorClock.Create().IsSameAs(VectorClock.Create()));

    [Fact]
    public void A_clock_is_after_the_one_it_was_made_from()
    {
        var before = VectorClock.Create().Increment(A).Increment(B);
        var after = before.Increment(A);
        Assert.True(after > before);
        Assert.True(before < after);
        Assert.Equal(VectorClock.Ordering.After, after.CompareTo(before));
        Assert.Equal(VectorClock.Ordering.Before, before.CompareTo(after));
    }

    [Fact]
    public void Changes_made_apart_are_concurrent_until_merged()
    {
        var common = VectorClock.Create().Increment(A);
        var (left, right) = (common.Increment(B), common.Increment(C));
        Assert.True(left.IsConcurrentWith(right));
        var merged = left.Merge(right);
        Assert.True(merged > left);
        Assert.True(merged > right);
        Assert.True(merged.IsSameAs(right.Merge(left)));
        Assert.Equal(3, merged.Versions.Count);
    }

    [Fact]
    public void A_pruned_node_counts_no_more()
    {
        var clock = VectorClock.Create().Increment(A).Increment(B);
        Assert.Equal([A], clock.Prune(B).Versions.Keys);
        Assert.Same(clock, clock.Prune(C));
    }

    [Fact]
    public void Any_order_of_merging_gives_the_same_clock()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var clocks = Enumerable.Range(0, 3).Select(_ => Random(random)).ToArray();
            var forth = clocks[0].Merge(clocks[1]).Merge(clocks[2]);
            var back = clocks[2].Merge(clocks[1].Merge(clocks[0]));
            Assert.True(forth.IsSameAs(back));
            Assert.True(forth.Merge(clocks[1]).IsSameAs(forth));
        }
    }

    private static VectorClock Random(Random random)
    {
        var clock = VectorClock.Create();
        for (var i = random.Next(6); i > 0; i--) clock = clock.Increment(random.Next(3) switch { 0 => A, 1 => B, _ => C });
        return clock;
    }
}
