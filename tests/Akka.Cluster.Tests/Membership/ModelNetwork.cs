namespace Akka.Cluster.Tests.Membership;

/// <summary>What happens to messages between the nodes of a model: loss, delay, duplication, and links that are cut in one direction or both.</summary>
public sealed class ModelNetwork(Random random)
{
    private readonly HashSet<(int From, int To)> _cut = [];

    public double Loss { get; set; }

    public double Duplication { get; set; }

    /// <summary>Longest delay; every message takes a random part of it, so messages overtake each other.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(20);

    public void Cut(int from, int to) => _cut.Add((from, to));

    public void Heal()
    {
        _cut.Clear();
        Loss = 0;
        Duplication = 0;
        Delay = TimeSpan.FromMilliseconds(20);
    }

    public bool IsCut(int from, int to) => _cut.Contains((from, to));

    /// <summary>The delays of the copies of one message that arrive.</summary>
    public IEnumerable<TimeSpan> Arrivals(int from, int to)
    {
        if (IsCut(from, to) || random.NextDouble() < Loss) yield break;
        yield return Delay * random.NextDouble();
        if (random.NextDouble() < Duplication) yield return Delay * 3 * random.NextDouble();
    }
}
