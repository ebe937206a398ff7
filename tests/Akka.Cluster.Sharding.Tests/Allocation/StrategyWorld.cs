using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Internal;
using Akka.Cluster.Sharding.Tests.Coordinator;
using Akka.Util;

namespace Akka.Cluster.Sharding.Tests.Allocation;

/// <summary>Three members with a region each, and allocation strategies that see no other cluster.</summary>
internal sealed class StrategyWorld
{
    public List<Member> Members { get; } = [MemberOf("a"), MemberOf("b"), MemberOf("c")];

    public List<Member> Unreachable { get; } = [];

    public IActorRef A { get; } = new ModelRef("a", "box", 1);

    public IActorRef B { get; } = new ModelRef("b", "box", 2);

    public IActorRef C { get; } = new ModelRef("c", "box", 3);

    private ClusterEvent.CurrentClusterState State => new([.. Members], [.. Unreachable], [], Members[0].Address, ImmutableDictionary<string, Address?>.Empty);

    public static Member MemberOf(string node, MemberStatus status = MemberStatus.Up, string version = "1.0.0") =>
        Member.Create(new UniqueAddress(ModelRef.AddressOf(node), node[0]), 1, status, [], AppVersion.Create(version));

    /// <summary>The regions with so many shards each, which are numbered 001, 002, ... from the first on.</summary>
    public ImmutableDictionary<IActorRef, IImmutableList<string>> Allocations(int a, int b, int c) => ImmutableDictionary<IActorRef, IImmutableList<string>>.Empty
        .Add(A, Shards(1, a)).Add(B, Shards(1 + a, b)).Add(C, Shards(1 + a + b, c));

    public AbstractLeastShardAllocationStrategy WithLimits(int absolute, double relative) => new Limits(absolute, relative, this);

    public AbstractLeastShardAllocationStrategy WithThreshold(int threshold, int simultaneous) => new Threshold(threshold, simultaneous, this);

    /// <summary>The shards that are picked, and the number that each region has after they have moved to where there are fewest.</summary>
    public (string Picked, string Counts) Rebalance(AbstractLeastShardAllocationStrategy strategy, ImmutableDictionary<IActorRef, IImmutableList<string>> allocations, params string[] moving)
    {
        var picked = strategy.Rebalance(allocations, moving.ToImmutableHashSet()).Result;
        foreach (var shard in picked)
        {
            foreach (var (region, shards) in allocations) allocations = allocations.SetItem(region, shards.Remove(shard));
            var least = strategy.AllocateShard(A, shard, allocations).Result;
            allocations = allocations.SetItem(least, allocations[least].Add(shard));
        }

        return (string.Join(' ', picked.Order(StringComparer.Ordinal)), $"{allocations[A].Count} {allocations[B].Count} {allocations[C].Count}");
    }

    private static ImmutableList<string> Shards(int first, int count) => [.. Enumerable.Range(first, count).Select(static number => number.ToString("000", null))];

    private sealed class Limits(int absolute, double relative, StrategyWorld world) : LeastShardLimitsStrategy(absolute, relative)
    {
        protected override ClusterEvent.CurrentClusterState ClusterState => world.State;

        protected override Member SelfMember => world.Members[0];
    }

#pragma warning disable CS0618 // Obsolete, and still what many configurations get.
    private sealed class Threshold(int threshold, int simultaneous, StrategyWorld world) : LeastShardAllocationStrategy(threshold, simultaneous)
    {
        protected override ClusterEvent.CurrentClusterState ClusterState => world.State;

        protected override Member SelfMember => world.Members[0];
    }
}
