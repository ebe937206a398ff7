using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding;

// Questions from outside.
public sealed partial class ShardRegion
{
    /// <summary>More questions than this do not wait for a coordinator: their askers have given up long before.</summary>
    private const int MostWaitingQueries = 1000;

    private readonly Queue<(IShardRegionQuery Query, IActorRef Asker)> _queries = new();

    private void Answer(IShardRegionQuery query)
    {
        switch (query)
        {
            case GetShardRegionState:
                Collect(static (ids, failed) => new CurrentShardRegionState(
                    [.. ids.Select(static one => new ShardState(one.ShardId, one.EntityIds.ToImmutableHashSet(StringComparer.Ordinal)))], failed));
                break;
            case GetShardRegionStats:
                Collect(static (ids, failed) => new ShardRegionStats(ids.ToImmutableDictionary(static one => one.ShardId, static one => one.EntityIds.Count), failed));
                break;
            case GetEntityLocation location:
                Locate(location);
                break;
            case GetCurrentRegions or GetClusterShardingStats:
                AskCoordinator(query, Sender);
                break;
            default:
                Unhandled(query);
                break;
        }
    }

    private void Collect(Func<IReadOnlyList<ShardEntities>, ImmutableHashSet<string>, object> answer)
    {
        var asked = _hosted.Where(static shard => shard.Route.Local is not null).ToDictionary(static shard => shard.Route.Id, static shard => shard.Route.Local!, StringComparer.Ordinal);
        var failed = _hosted.Where(static shard => shard.Route.Local is null).Select(static shard => shard.Route.Id).ToImmutableHashSet(StringComparer.Ordinal);
        var (asker, timeout) = (Sender, _setup.Settings.ShardRegionQueryTimeout);
        Context.ActorOf(Props.Create(() => new ShardSurvey(asked, failed, timeout, asker, answer)).WithDispatcher(_setup.Settings.Dispatcher));
    }

    private void AskCoordinator(IShardRegionQuery query, IActorRef asker)
    {
        if (_coordinator is { } coordinator && Life.IsRegistered) coordinator.Tell(query, asker);
        else if (_queries.Count < MostWaitingQueries) _queries.Enqueue((query, asker));
        else ToDeadLetters(query, asker);
    }

    private void AnswerWaitingQueries()
    {
        for (var count = _queries.Count; count > 0; count--)
        {
            var (query, asker) = _queries.Dequeue();
            AskCoordinator(query, asker);
        }
    }

    private void Locate(GetEntityLocation question)
    {
        var asker = Sender;
        string shardId;
        try
        {
            shardId = _extractor.ShardId(question.EntityId, new StartEntity(question.EntityId));
        }
        catch (Exception failure)
        {
            ExtractorFailed(question, failure);
            return;
        }

        _shards.TryGetValue(shardId, out var shard);
        var region = shard?.Hosted is not null ? Self : shard?.Home;
        if (region is null)
        {
            asker.Tell(new EntityLocation(question.EntityId, shardId, Address.AllSystems, Util.Option<IActorRef>.None), Self);
            return;
        }

        var address = region.Path.Address.HasGlobalScope ? region.Path.Address : _cluster.SelfAddress;
        Context.ActorOf(Props.Create(() => new EntitySearch(question, shardId, region.Path, address, asker)).WithDispatcher(_setup.Settings.Dispatcher));
    }
}
