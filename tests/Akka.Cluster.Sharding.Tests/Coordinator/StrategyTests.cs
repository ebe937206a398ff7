using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Tests.Region;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>A strategy of the user's own may fail, answer nonsense, late or not at all: it is asked again, and the coordinator goes on as before.</summary>
public sealed class StrategyTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Whatever_it_answers_for_a_new_shard_it_is_asked_again_until_it_names_a_region_that_can_take_it()
    {
        var never = new TaskCompletionSource<IActorRef>();
        var node = _world.StartNode("n1");
        var strategy = new Moody
        {
            Picks =
            {
                static _ => throw new InvalidOperationException("thrown"),
                static _ => Task.FromException<IActorRef>(new InvalidOperationException("failed")),
                static _ => Task.FromResult<IActorRef>(null!),
                static _ => null!,
                static _ => Task.FromResult<IActorRef>(ActorRefs.Nobody),
                _ => Task.FromResult(node.System.DeadLetters),
                _ => never.Task,
            },
        };
        var region = _world.StartRegion(node, strategy: strategy);
        region.Tell(new Put("b", 1));

        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 1, 60), $"asked {strategy.Asked} times");
        Assert.Equal(8, strategy.Asked);

        // The answer that comes too late changes nothing.
        never.SetResult(region);
        region.Tell(new Put("b", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2, 5));
        Assert.Equal(1, strategy.Started);
    }

    [Fact]
    public void Whatever_it_wants_to_move_the_coordinator_goes_on_and_asks_again()
    {
        var strategy = new Moody
        {
            Moves =
            {
                static () => throw new InvalidOperationException("thrown"),
                static () => Task.FromException<IImmutableSet<string>>(new InvalidOperationException("failed")),
                static () => Task.FromResult<IImmutableSet<string>>(null!),
                static () => null!,
                static () => Task.FromResult<IImmutableSet<string>>(["no such shard"]),
            },
        };
        var node = _world.StartNode("n1");
        var region = _world.StartRegion(node, strategy: strategy);
        region.Tell(new Put("b", 1));
        Assert.True(_world.RunUntil(() => strategy.Moves.Count == 0, 60));

        strategy.Moves.Add(static () => Task.FromResult<IImmutableSet<string>>([ShardingWorld.Extractor.ShardId("b", "b")]));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("stop") == 1, 10));
        region.Tell(new Put("b", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2, 10));
        Assert.Equal(1, strategy.Started);
    }

    /// <summary>Answers what it is told to, one after the other; then the first region, and that nothing is to be moved.</summary>
    private sealed class Moody : IStartableAllocationStrategy
    {
        public List<Func<IActorRef, Task<IActorRef>>> Picks { get; } = [];

        public List<Func<Task<IImmutableSet<string>>>> Moves { get; } = [];

        public int Asked { get; private set; }

        public int Started { get; private set; }

        public void Start() => Started++;

        public Task<IActorRef> AllocateShard(IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations)
        {
            Asked++;
            return Next(Picks) is { } pick ? pick(requester) : Task.FromResult(currentShardAllocations.Keys.First());
        }

        public Task<IImmutableSet<string>> Rebalance(IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress) =>
            Next(Moves) is { } move ? move() : Task.FromResult<IImmutableSet<string>>(ImmutableSortedSet<string>.Empty);

        private static T? Next<T>(List<T> answers) where T : class
        {
            if (answers.Count == 0) return null;
            var next = answers[0];
            answers.RemoveAt(0);
            return next;
        }
    }
}
