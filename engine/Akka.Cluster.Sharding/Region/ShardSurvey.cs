using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>Asks some shards for their entities, answers when all have said it or the time is over, and stops.</summary>
internal sealed class ShardSurvey(
    IReadOnlyDictionary<string, IActorRef> shards,
    ImmutableHashSet<string> failed,
    TimeSpan timeout,
    IActorRef asker,
    Func<IReadOnlyList<ShardEntities>, ImmutableHashSet<string>, object> answer) : UntypedActor, IWithTimers
{
    private readonly Dictionary<string, ShardEntities> _answers = new(StringComparer.Ordinal);

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        if (shards.Count == 0)
        {
            End();
            return;
        }

        Timers.StartSingleTimer(StopWaiting.Instance, StopWaiting.Instance, timeout);
        foreach (var shard in shards.Values) shard.Tell(GetShardEntities.Instance, Self);
    }

    protected override void OnReceive(object message)
    {
        if (message is ShardEntities entities)
        {
            _answers[entities.ShardId] = entities;
            if (_answers.Count < shards.Count) return;
        }

        End();
    }

    private void End()
    {
        asker.Tell(answer([.. _answers.Values], failed.Union(shards.Keys.Where(id => !_answers.ContainsKey(id)))), Context.Parent);
        Context.Stop(Self);
    }
}
