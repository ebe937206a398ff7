using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Simulation;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Simulation.Sharding;

/// <summary>What was sent, what was acknowledged, which incarnations are alive, and what must hold of them.</summary>
internal sealed class CounterBook(SimulatedWorld world)
{
    private readonly Dictionary<string, List<Alive>> _alive = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _acknowledged = [];
    private int _numbers;
    private long _incarnations;

    public int Count => _acknowledged.Count;

    public int Next() => ++_numbers;

    public bool IsAcknowledged(int number) => _acknowledged.Contains(number);

    public void Acknowledged(int number) => _acknowledged.Add(number);

    public long Started(string counter, SimulatedNode node)
    {
        var one = new Alive(node, AkkaCluster.Get(node.System).SelfUniqueAddress, ++_incarnations);
        if (!_alive.TryGetValue(counter, out var others)) _alive.Add(counter, others = []);
        foreach (var other in others)
        {
            // A node that was removed may live on until it notices; what it writes then is refused.
            world.Require(IsRemoved(other) || IsRemoved(one), "an entity runs once among members", $"counter {counter} runs on {other.Node} as {other.Incarnation} and starts on {node} as {one.Incarnation}");
        }

        others.Add(one);
        return one.Incarnation;
    }

    public void Stopped(string counter, SimulatedNode node, long incarnation)
    {
        if (_alive.TryGetValue(counter, out var all)) all.RemoveAll(one => one.Node == node && one.Incarnation == incarnation);
    }

    public void Crashed(SimulatedNode node)
    {
        foreach (var all in _alive.Values) all.RemoveAll(one => one.Node == node);
    }

    public string WhereIs(string counter) => _alive.TryGetValue(counter, out var all) ? string.Join(", ", all.Select(static one => one.Node.Name)) : "";

    /// <summary>The log of a counter has no gap, no number twice, and nothing of an earlier incarnation after a later one; all that was acknowledged is in one of them.</summary>
    public void CheckLogs(IReadOnlyList<string> counters, ActorSystem system)
    {
        var contents = world.SharedDisk(ShardingRun.Database).Contents<JournalContents>(JournalContents.Name);
        var stored = new HashSet<int>();
        foreach (var counter in counters)
        {
            var (expected, latest) = (1L, 0L);
            foreach (var (sequenceNr, one) in contents.Read(Counter.IdOf(counter), 0, long.MaxValue, long.MaxValue))
            {
                var text = ((string)one.Payload.Read(system)).Split('@');
                var (number, incarnation) = (int.Parse(text[0], CultureInfo.InvariantCulture), long.Parse(text[1], CultureInfo.InvariantCulture));
                world.Require(sequenceNr == expected++, "a log has no gaps", $"counter {counter} has {sequenceNr}");
                world.Require(incarnation >= latest, "no incarnation writes after a later one", $"counter {counter}, event {sequenceNr}: {incarnation} after {latest}");
                world.Require(stored.Add(number), "an increment is stored once", $"{number} of counter {counter}");
                latest = incarnation;
            }
        }

        foreach (var number in _acknowledged) world.Require(stored.Contains(number), "what is acknowledged is stored", $"{number} is not");
    }

    // Somebody knows that it is gone, or it knows so itself.
    private bool IsRemoved(Alive one) => world.Nodes.Where(static node => node.IsUp).Select(static node => AkkaCluster.Get(node.System)).Any(cluster =>
        cluster.Latest.Members.Length > 0
            ? cluster.Latest.Find(one.Member) is null or { Status: MemberStatus.Down }
            : cluster.SelfUniqueAddress.Equals(one.Member));

    private sealed record Alive(SimulatedNode Node, UniqueAddress Member, long Incarnation);
}
