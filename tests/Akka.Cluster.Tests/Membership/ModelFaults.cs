using Akka.Cluster.SBR;

namespace Akka.Cluster.Tests.Membership;

/// <summary>One seed: a cluster of three to seven nodes, two minutes, five faults at random times, then the end of all faults.</summary>
public static class ModelFaults
{
    public static readonly TimeSpan Troubled = TimeSpan.FromSeconds(120);

    internal static ModelCluster Run(int seed, bool keepsTrace = false, DowningStrategy? strategy = null, int faults = 5, int? nodes = null)
    {
        var choice = new Random(seed ^ 0x5eed);
        var size = nodes ?? 3 + choice.Next(5);
        strategy ??= choice.Next(4) switch
        {
            0 => new DowningStrategy.KeepOldest(DownIfAlone: choice.Next(2) == 0),
            1 => new DowningStrategy.StaticQuorum((size / 2) + 1),
            _ => new DowningStrategy.KeepMajority(),
        };
        var cluster = new ModelCluster(seed, size, strategy) { KeepsTrace = keepsTrace };
        cluster.Note($"{strategy}");
        cluster.StartAll();
        for (var i = 0; i < faults; i++) cluster.At(TimeSpan.FromSeconds(1 + (choice.NextDouble() * 110)), () => Fault(cluster));
        cluster.RunFor(Troubled);
        cluster.Note("all faults end");
        cluster.Network.Heal();
        foreach (var node in cluster.Nodes) if (!node.IsAlive) Revive(cluster, node);
        // Whole, and for longer than any late news could take.
        var wholeSince = cluster.Now;
        bool IsWholeForLong()
        {
            if (!cluster.IsWhole()) wholeSince = cluster.Now;
            return cluster.Now - wholeSince >= TimeSpan.FromSeconds(10);
        }

        if (cluster.RunUntil(IsWholeForLong, TimeSpan.FromSeconds(180)) is null) Assert.Fail($"the views did not converge\n{cluster.Describe()}");
        return cluster;
    }

    private static void Revive(ModelCluster cluster, ModelNode node) =>
        cluster.At(cluster.Now + TimeSpan.FromSeconds(10), () =>
        {
            if (ReferenceEquals(cluster.Nodes[node.Index], node) && !node.IsAlive) cluster.Restart(node.Index);
        });

    private static void Fault(ModelCluster cluster)
    {
        var random = cluster.Random;
        var size = cluster.Nodes.Length;
        var victim = random.Next(size);
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                var groups = 2 + random.Next(2);
                var sides = Enumerable.Range(0, size).Select(_ => random.Next(groups)).ToArray();
                cluster.Note($"split {string.Join("", sides)}");
                for (var a = 0; a < size; a++)
                    for (var b = 0; b < size; b++)
                        if (sides[a] != sides[b]) cluster.Network.Cut(a, b);
                break;
            case 3:
                var halves = Enumerable.Range(0, size).Select(_ => random.Next(2)).ToArray();
                cluster.Note($"one-way split {string.Join("", halves)}");
                for (var a = 0; a < size; a++)
                    for (var b = 0; b < size; b++)
                        if (halves[a] == 0 && halves[b] == 1) cluster.Network.Cut(a, b);
                break;
            case 4:
                var other = random.Next(size);
                cluster.Note($"link {victim}-{other} cut");
                cluster.Network.Cut(victim, other);
                if (random.Next(2) == 0) cluster.Network.Cut(other, victim);
                break;
            case 5 or 6:
                cluster.Note("heal");
                cluster.Network.Heal();
                break;
            case 7:
                cluster.Network.Loss = random.NextDouble() * 0.4;
                cluster.Network.Duplication = random.NextDouble() * 0.3;
                cluster.Network.Delay = TimeSpan.FromMilliseconds(random.Next(800));
                cluster.Note($"loss {cluster.Network.Loss:F2}, delay {cluster.Network.Delay}");
                break;
            case 8:
                cluster.Crash(victim);
                Revive(cluster, cluster.Nodes[victim]);
                break;
            case 9:
                cluster.Restart(victim);
                break;
            case 10:
                cluster.Leave(victim);
                break;
            default:
                cluster.Nodes[victim].FrozenUntil = cluster.Now + TimeSpan.FromSeconds(random.NextDouble() * 15);
                cluster.Note($"{victim} freezes until {cluster.Nodes[victim].FrozenUntil}");
                break;
        }
    }
}
