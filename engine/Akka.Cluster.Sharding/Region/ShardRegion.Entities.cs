using Akka.Actor;

namespace Akka.Cluster.Sharding;

// The direct ways to entities: opened and closed together with their shard.
public sealed partial class ShardRegion
{
    /// <summary>An idle entity is found at one of so many looks in the time that it may be idle.</summary>
    private const int SweepsInIdleTime = 4;

    private EntityRoute AddEntity(ShardRoute shard, string id)
    {
        var entity = new EntityRoute(id, shard) { Next = shard.Entities };
        if (shard.Entities is { } first) first.Previous = entity;
        shard.Entities = entity;
        _entities.Add(id, entity);
        return entity;
    }

    private void RemoveEntity(EntityRoute entity)
    {
        _entities.Remove(entity.Id);
        if (entity.Previous is { } previous) previous.Next = entity.Next;
        else entity.Shard.Entities = entity.Next;
        if (entity.Next is { } next) next.Previous = entity.Previous;
    }

    private bool IsFromItsShard(EntityRoute entity) => entity.Shard.Local is { } local && local.Equals(Sender);

    private void Heard(EntityReport report)
    {
        if (!_entities.TryGetValue(report.EntityId, out var entity) || !IsFromItsShard(entity)) return; // of a shard that has ended
        entity.InFlight -= report.Passed;
        if (report.AnswersFence)
        {
            Release(entity, report.Entity);
        }
        else if (entity.Held is not null)
        {
            // The answer to the fence is still to come, and will say how things stand then.
        }
        else if (report.Entity is { } active)
        {
            if (entity.InFlight == 0)
            {
                entity.Direct = active;
                entity.Used = _sweep;
            }
            else
            {
                entity.Held = new Queue<Pending>();
                entity.Shard.Local!.Tell(new Fence(entity.Id), Self);
            }
        }
        else
        {
            entity.Direct = null;
            if (entity.InFlight == 0) RemoveEntity(entity);
        }
    }

    private void Release(EntityRoute entity, ActorCell? active)
    {
        var held = entity.Held!;
        entity.Held = null;
        entity.Direct = active;
        entity.Used = _sweep;
        Buffers.Return(held.Count);
        foreach (var one in held) Deliver(entity, one.Message, one.Sender);
        if (active is null && entity.InFlight == 0) RemoveEntity(entity);
    }

    private void Close(CloseEntity close)
    {
        if (_entities.TryGetValue(close.Entity.Id, out var entity) && IsFromItsShard(entity)) entity.Direct = null;
        Sender.Tell(new EntityClosed(close.Entity), Self);
    }

    // The ways to all entities of a shard end. What was held for one of them comes after what its shard has been sent, and before what comes now.
    private void CloseAll(ShardRoute shard)
    {
        for (var entity = shard.Entities; entity is not null; entity = entity.Next)
        {
            _entities.Remove(entity.Id);
            if (entity.Held is not { Count: > 0 } held) continue;
            shard.Waiting ??= new Queue<Pending>();
            foreach (var one in held) shard.Waiting.Enqueue(one);
        }

        shard.Entities = null;
    }

    private void StartSweeping()
    {
        if (_setup.IsProxy || !_setup.Settings.ShouldPassivateIdleEntities) return;
        Timers.StartPeriodicTimer(Sweep.Instance, Sweep.Instance, _setup.Settings.PassivateIdleEntityAfter / SweepsInIdleTime);
    }

    // Messages only note the number of the sweep that they come before, which costs no look at a clock.
    private void PassivateIdleEntities()
    {
        _sweep++;
        foreach (var hosted in _hosted)
        {
            if (hosted.Route.Local is not { } local) continue;
            for (var entity = hosted.Route.Entities; entity is not null; entity = entity.Next)
            {
                if (entity.Direct is null || _sweep - entity.Used <= SweepsInIdleTime) continue;
                entity.Direct = null;
                local.Tell(new PassivateIdle(entity.Id), Self);
            }
        }
    }
}
