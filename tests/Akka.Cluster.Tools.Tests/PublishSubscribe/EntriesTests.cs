using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe.Internal;
using Akka.Simulation;

namespace Akka.Cluster.Tools.Tests.PublishSubscribe;

/// <summary>What a node has reaches another one whole, whatever is lost on the way, forgotten in between, and cut into parts.</summary>
public sealed class EntriesTests
{
    private static readonly UniqueAddress Self = new(new Address("akka.tcp", "sys", "a", 1), 7);

    [Fact]
    public void A_copy_that_misses_something_says_so_and_catches_up()
    {
        var own = new OwnEntries(1);
        var copy = new PeerEntries();
        own.Add(Topic(1));
        Deliver(own, copy);
        var before = own.Version;
        own.Add(Topic(2));
        var lost = own.Version;
        own.Remove(Topic(1), TimeSpan.Zero);
        Assert.Equal(PeerEntries.Outcome.Gap, copy.Apply(own.Since(Self, lost, 0, 10).Single(), static _ => { }));
        Assert.Equal(before, copy.Version);
        Deliver(own, copy);
        Assert.Equal([Topic(2)], copy.All.Select(static entry => entry.Key));
    }

    [Fact]
    public void Old_and_doubled_deltas_change_nothing()
    {
        var own = new OwnEntries(1);
        var copy = new PeerEntries();
        own.Add(Topic(1));
        var first = own.Since(Self, 0, 0, 10);
        own.Remove(Topic(1), TimeSpan.Zero);
        own.Add(Topic(2));
        Deliver(own, copy);
        foreach (var delta in first) Assert.Equal(PeerEntries.Outcome.Old, copy.Apply(delta, static _ => { }));
        Assert.Equal([Topic(2)], copy.All.Select(static entry => entry.Key));
    }

    [Fact]
    public void While_a_copy_is_made_anew_nothing_that_stays_is_missing_for_a_moment()
    {
        var own = new OwnEntries(1);
        var copy = new PeerEntries();
        var table = new HashSet<RegistryKey>();
        for (var i = 0; i < 20; i++) own.Add(Topic(i));
        Deliver(own, copy, Note);
        for (var i = 0; i < 20; i += 2) own.Remove(Topic(i), TimeSpan.Zero);
        own.ForgetRemovedBefore(TimeSpan.FromDays(1));
        var stays = Enumerable.Range(0, 20).Where(static i => i % 2 == 1).Select(Topic).ToArray();
        foreach (var delta in own.Since(Self, copy.Version, copy.Base, 3))
        {
            Assert.Equal(PeerEntries.Outcome.Applied, copy.Apply(delta, Note));
            Assert.True(table.IsSupersetOf(stays));
        }

        Assert.True(table.SetEquals(stays));

        void Note(RegistryEntry entry)
        {
            if (entry.IsRemoved) table.Remove(entry.Key);
            else table.Add(entry.Key);
        }
    }

    [Fact]
    public void Removals_are_forgotten_when_their_time_is_over_and_only_then()
    {
        var own = new OwnEntries(1);
        own.Add(Topic(1));
        own.Remove(Topic(1), TimeSpan.FromSeconds(10));
        own.Add(Topic(2));
        own.Remove(Topic(2), TimeSpan.FromSeconds(20));
        own.Add(Topic(2));
        own.ForgetRemovedBefore(TimeSpan.FromSeconds(9));
        Assert.Equal(2, own.Count);
        own.ForgetRemovedBefore(TimeSpan.FromSeconds(30));
        Assert.Equal(1, own.Count);
        Assert.False(own.Since(Self, 0, 0, 10).Single().Entries.Single().IsRemoved);
    }

    [Fact]
    public void Copies_agree_in_the_end_whatever_is_lost_doubled_and_forgotten()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new SeededRandom(seed);
            var own = new OwnEntries(random.Next(1, 1_000));
            var copy = new PeerEntries();
            var truth = new HashSet<RegistryKey>();
            var table = new HashSet<RegistryKey>();
            var waiting = new List<RegistryDelta>();
            var pushed = own.Version;
            for (var step = 0; step < 120; step++)
            {
                switch (random.Next(8))
                {
                    case 0 or 1 or 2:
                        var key = Topic(random.Next(12));
                        if (truth.Add(key))
                        {
                            own.Add(key);
                        }
                        else
                        {
                            truth.Remove(key);
                            own.Remove(key, TimeSpan.FromSeconds(step));
                        }

                        break;
                    case 3:
                        own.ForgetRemovedBefore(TimeSpan.FromSeconds(step - random.Next(10)));
                        break;
                    case 4:
                        waiting.AddRange(own.Since(Self, pushed, pushed, random.Next(1, 5)));
                        pushed = own.Version;
                        break;
                    case 5:
                        waiting.AddRange(own.Since(Self, copy.Version, copy.Base, random.Next(1, 5)));
                        break;
                    case 6:
                        foreach (var delta in waiting)
                        {
                            if (random.Chance(0.7)) copy.Apply(delta, Note);
                            if (random.Chance(0.2)) copy.Apply(delta, Note);
                        }

                        waiting.Clear();
                        break;
                    default:
                        waiting.Clear();
                        break;
                }
            }

            Deliver(own, copy, Note);
            Assert.Equal(own.Version, copy.Version);
            Assert.True(truth.SetEquals(copy.All.Select(static entry => entry.Key)), $"seed {seed}");
            Assert.True(truth.SetEquals(table), $"seed {seed}");

            void Note(RegistryEntry entry)
            {
                if (entry.IsRemoved) table.Remove(entry.Key);
                else table.Add(entry.Key);
            }
        }
    }

    private static RegistryKey Topic(int number) => new(RegistryKind.Topic, $"topic-{number}");

    private static void Deliver(OwnEntries own, PeerEntries copy, Action<RegistryEntry>? changed = null)
    {
        foreach (var delta in own.Since(Self, copy.Version, copy.Base, 3)) Assert.Equal(PeerEntries.Outcome.Applied, copy.Apply(delta, changed ?? (static _ => { })));
    }
}
