using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding.Coordination;

// What the strategy is asked, and what it answers: at once, later, or not at all.
internal sealed partial class ShardCoordinator
{
    private bool _askedToMove;
    private TimeSpan _askedToMoveAt;

    private void StartStrategy()
    {
        switch (_setup.Strategy)
        {
            case IActorSystemDependentAllocationStrategy strategy:
                strategy.Start(Context.System);
                break;
            case IStartableAllocationStrategy strategy:
                strategy.Start();
                break;
        }
    }

    private void Ask(Output.AskAllocation ask)
    {
        var shard = ask.Shard;
        Await(
            () => _setup.Strategy.AllocateShard(ask.Requester, shard, Logic.Candidates()),
            region => new Picked(shard, region, null),
            failure => new Picked(shard, null, failure),
            OnPicked);
    }

    private void AskRebalance()
    {
        if (_askedToMove && Now - _askedToMoveAt < _times.HandOff) return;
        _askedToMove = true;
        _askedToMoveAt = Now;
        Await(
            () => _setup.Strategy.Rebalance(Logic.KnownRegions(), Logic.Moving),
            shards => new PickedToMove(shards is null ? [] : [.. shards.Order(StringComparer.Ordinal)], null),
            failure => new PickedToMove([], failure),
            OnPicked);
    }

    private void OnPicked(Picked picked)
    {
        if (picked.Failure is { } failure) Log.Error(failure, "[{0}] The strategy failed to pick a region for shard [{1}]: {2}", _setup.TypeName, picked.Shard, failure.Message);
        Logic.Allocated(picked.Shard, picked.Region, Now);
    }

    private void OnPicked(PickedToMove picked)
    {
        _askedToMove = false;
        if (picked.Failure is { } failure) Log.Error(failure, "[{0}] The strategy failed to pick shards to move: {1}", _setup.TypeName, failure.Message);
        else Logic.Rebalanced(picked.Shards, Now);
    }

    // Answers that are there already take no detour, so that thousands of shards are given away in one go. A strategy may be the user's own: whatever it does wrong is an answer too.
    private void Await<T, TAnswer>(Func<Task<T>> ask, Func<T, TAnswer> answer, Func<Exception, TAnswer> failed, Action<TAnswer> handler)
        where TAnswer : class
    {
        TAnswer there;
        try
        {
            var task = ask() ?? throw new InvalidOperationException("It returned null in place of a task.");
            if (!task.IsCompletedSuccessfully)
            {
                task.PipeTo(Self, success: result => answer(result), failure: failure => failed(failure));
                return;
            }

            there = answer(task.Result);
        }
        catch (Exception failure)
        {
            there = failed(failure);
        }

        handler(there);
    }

    private sealed record Picked(string Shard, IActorRef? Region, Exception? Failure) : INoSerializationVerificationNeeded;

    private sealed record PickedToMove(IReadOnlyList<string> Shards, Exception? Failure) : INoSerializationVerificationNeeded;
}
