using System.Collections;
using Akka.Util;
using Akka.Util.Internal;
using ByteOrder = Akka.IO.ByteOrder;

namespace Akka.Tests.Util;

/// <summary>The small helpers of Akka.Util do what their names say, from many threads where they say so.</summary>
public sealed class CollectionsTests
{
    [Fact]
    public void An_index_holds_a_set_of_values_for_every_key()
    {
        var index = new Index<string, int>();
        Assert.True(index.IsEmpty);
        Assert.True(index.Put("a", 1));
        Assert.True(index.Put("a", 2));
        Assert.False(index.Put("a", 1));
        Assert.True(index.Put("b", 1));
        Assert.Equal([1, 2], index["a"].Order());
        Assert.Empty(index["none"]);
        Assert.Equal(2, index.FindValue("a", v => v > 1));
        Assert.Equal(0, index.FindValue("a", v => v > 2));
        Assert.Equal(["a", "b"], index.Keys.Order());
        Assert.Equal([1, 2], index.Values.Order());
        var pairs = new List<string>();
        index.ForEach((k, v) => pairs.Add(k + v));
        Assert.Equal(["a1", "a2", "b1"], pairs.Order());
        index.RemoveValue(1);
        Assert.Equal(["a"], index.Keys);
        Assert.False(index.Remove("a", 1));
        Assert.Equal([2], index.Remove("a"));
        Assert.Empty(index.Remove("a"));
        Assert.True(index.IsEmpty);
        index.Put("c", 1);
        index.Clear();
        Assert.True(index.IsEmpty);
    }

    [Fact]
    public void An_index_may_be_changed_by_many_threads()
    {
        var index = new Index<int, int>();
        Parallel.For(0, 10_000, i =>
        {
            index.Put(i % 10, i);
            if (i % 3 == 0) index.Remove(i % 10, i);
        });
        Assert.Equal(Enumerable.Range(0, 10_000).Where(i => i % 3 != 0), index.Values.Order());
    }

    [Fact]
    public void A_switch_runs_an_action_only_when_it_changes_and_turns_back_when_the_action_throws()
    {
        var s = new Switch();
        Assert.True(s.IsOff);
        Assert.Throws<InvalidOperationException>(() => s.SwitchOn(() => throw new InvalidOperationException()));
        Assert.True(s.IsOff);
        var runs = 0;
        Assert.True(s.SwitchOn(() => runs++));
        Assert.False(s.SwitchOn(() => runs++));
        Assert.Equal((1, true), (runs, s.IsOn));
        Assert.True(s.SwitchOff());
        Assert.False(s.SwitchOff());
    }

    [Fact]
    public void A_switch_runs_an_action_on_the_side_that_it_is_on()
    {
        var s = new Switch(true);
        var runs = new List<string>();
        Assert.True(s.IfOn(() => runs.Add("if on")));
        Assert.True(s.WhileOn(() => runs.Add("while on")));
        Assert.False(s.IfOff(() => runs.Add("if off")));
        Assert.False(s.WhileOff(() => runs.Add("while off")));
        s.Locked(() => s.SwitchOff(() => runs.Add("inside")));
        Assert.Equal(["if on", "while on", "inside"], runs);
    }

    [Fact]
    public void A_set_takes_an_item_once_though_many_threads_add_it()
    {
        var set = new ConcurrentSet<int>();
        var added = 0;
        Parallel.For(0, 1000, i =>
        {
            if (set.TryAdd(i % 100)) Interlocked.Increment(ref added);
        });
        Assert.Equal((100, 100), (added, set.Count));
        Assert.Contains(5, set);
        Assert.True(set.TryRemove(5));
        Assert.DoesNotContain(5, set);
        set.Clear();
        Assert.True(set.IsEmpty);
        Assert.Equal([1, 2], new ConcurrentSet<int>([1, 2, 2]).Order());
    }

    [Fact]
    public void A_lazy_value_is_made_once_by_one_thread()
    {
        var made = 0;
        var lazy = new FastLazy<int>(() => Interlocked.Increment(ref made));
        Assert.False(lazy.IsValueCreated());
        Parallel.For(0, 100, _ => Assert.Equal(1, lazy.Value));
        Assert.True(lazy.IsValueCreated());
        Assert.Throws<ArgumentNullException>(() => new FastLazy<int>(null!));
    }

    [Fact]
    public void Bits_and_numbers_become_bytes()
    {
        Assert.Equal([5, 128], new BitArray([true, false, true, false, false, false, false, false, false, false, false, false, false, false, false, true]).ToBytes());
        Assert.Throws<ArgumentException>(() => new BitArray(3).ToBytes());
        Assert.Equal([0, 0, 0, 1], new byte[4].PutInt(1));
        Assert.Equal([9, 1, 0, 0, 0], new byte[] { 9, 0, 0, 0, 0 }.PutInt(1, 1, ByteOrder.LittleEndian));
    }

    [Fact]
    public void Joining_texts_never_throws()
    {
        Assert.Equal("1,null,a", StringFormat.SafeJoin(",", 1, null, "a"));
        Assert.Contains(nameof(InvalidOperationException), StringFormat.SafeJoin(",", new Unspeakable()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_is_filled_by_calls()
    {
        var n = 0;
        Assert.Equal([1, 2, 3], Vector.Fill<int>(3)(() => ++n));
    }

    [Theory]
    [InlineData("akka.actor.deployment", "akka|actor|deployment")]
    [InlineData("akka.\"a.b\".c", "akka|a.b|c")]
    [InlineData("\"x.y\"", "x.y")]
    [InlineData("", "")]
    public void A_dotted_path_is_cut_outside_of_quotes(string path, string elements)
    {
        Assert.Equal(elements, path.SplitDottedPathHonouringQuotes().Join("|"));
    }

    [Fact]
    public void Short_ways_with_sequences_and_dictionaries()
    {
        int[] numbers = [1, 2, 3];
        Assert.Equal(1, numbers.Head());
        Assert.Equal([3], numbers.Drop(2));
        Assert.Equal([2, 3], numbers.TakeRight(2));
        Assert.Equal([1, 2, 3, 4], numbers.Concat(4));
        Assert.Equal("\"a\"", "a".BetweenDoubleQuotes());
        Assert.Equal(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1).Max(TimeSpan.FromSeconds(2)));
        Assert.Equal(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1).Min(TimeSpan.FromSeconds(2)));
        IDictionary<string, int> map = new Dictionary<string, int>();
        map.AddOrSet("a", 1);
        map.AddOrSet("a", 2);
        Assert.Equal(2, map.AddAndReturn("b", 3).GetOrElse("a", 0));
        Assert.Equal(7, map.GetOrElse("none", 7));
        Assert.Equal("x", ((object)"x").AsInstanceOf<string>());
    }

    [Fact]
    public void A_shared_reference_is_replaced_without_losing_a_change()
    {
        var list = Array.Empty<int>();
        Parallel.For(0, 100, i => InterlockedSpin.Swap(ref list, seen => [.. seen, i]));
        Assert.Equal(100, list.Length);
        Assert.Equal("kept", InterlockedSpin.ConditionallySwap(ref list, seen => (false, seen, "kept")));
        Assert.Equal("done", InterlockedSpin.ConditionallySwap(ref list, _ => (true, new[] { 1 }, "done")));
        Assert.Equal([1], list);
    }

    [Fact]
    public void Not_used_equals_itself()
    {
        Assert.Equal(0, NotUsed.Instance.CompareTo(NotUsed.Instance));
        Assert.Equal(NotUsed.Instance, NotUsed.Instance);
    }

    private sealed class Unspeakable
    {
        public override string ToString() => throw new InvalidOperationException();
    }
}
