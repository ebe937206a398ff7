using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding;

// The way of a message: straight to the entity, through the shard, to another region, or kept.
public sealed partial class ShardRegion
{
    private int _sweep;

    // Of a letter that has waited in the outbox: it is the one to answer once more.
    private void DeliverSlowly(Letter letter)
    {
        var outer = Cell.CurrentLetter;
        Cell.ActOn(letter);
        try
        {
            var message = letter.Message;
            string? entityId;
            try
            {
                entityId = IdOf(message);
            }
            catch (Exception failure)
            {
                ExtractorFailed(message, failure);
                return;
            }

            DeliverSlowly(entityId, message);
        }
        finally
        {
            Cell.ActOn(outer);
        }
    }

    private string? IdOf(object message)
    {
        if (message is not ShardingEnvelope envelope) return _extractor.EntityId(message);
        return envelope.Message is null ? null : envelope.EntityId;
    }

    private void DeliverSlowly(string? entityId, object message)
    {
        if (string.IsNullOrEmpty(entityId))
        {
            _log.Debug("{0}: a [{1}] has no entity id and is not delivered", _setup.TypeName, message.GetType());
            Unhandled(message);
            return;
        }

        if (_entities.TryGetValue(entityId, out var entity))
        {
            Deliver(entity, message, Sender);
            return;
        }

        string? shardId;
        try
        {
            shardId = _extractor.ShardId(entityId, message is ShardingEnvelope envelope ? envelope.Message : message);
        }
        catch (Exception failure)
        {
            ExtractorFailed(message, failure);
            return;
        }

        if (string.IsNullOrEmpty(shardId))
        {
            _log.Debug("{0}: a [{1}] has no shard id and is not delivered", _setup.TypeName, message.GetType());
            Unhandled(message);
            return;
        }

        Deliver(Shard(shardId), new Pending(entityId, message, Sender));
    }

    // To an entity of a shard that runs here.
    private void Deliver(EntityRoute entity, object message, IActorRef sender)
    {
        if (entity.Held is { } held)
        {
            Keep(held, new Pending(entity.Id, message, sender));
            return;
        }

        if (entity.Direct is not null)
        {
            DeliverDirectly(entity, message, sender);
            return;
        }

        entity.InFlight++;
        entity.Shard.Local!.Tell(new ToEntity(entity.Id, message, sender), Self);
    }

    private void DeliverDirectly(EntityRoute entity, object message, IActorRef sender)
    {
        if (message is StartEntity)
        {
            sender.Tell(new StartEntityAck(entity.Id, entity.Shard.Id), Self);
            return;
        }

        object content;
        try
        {
            content = message is ShardingEnvelope envelope ? envelope.Message : _extractor.EntityMessage(message);
        }
        catch (Exception failure)
        {
            ExtractorFailed(message, failure);
            return;
        }

        entity.Used = _sweep;
        _outbox.Tell(entity.Direct!, content, sender);
    }

    private void Deliver(ShardRoute shard, Pending one)
    {
        if (shard.Local is { } local)
        {
            AddEntity(shard, one.EntityId).InFlight = 1;
            local.Tell(new ToEntity(one.EntityId, one.Message, one.Sender), Self);
        }
        else if (shard.Home is { } home)
        {
            home.Tell(one.Message, one.Sender);
        }
        else
        {
            var first = !shard.HasWaiting;
            if (Keep(shard.Waiting ??= new Queue<Pending>(), one) && first && shard.Hosted is null) AskForHome(shard);
        }
    }

    private bool Keep(Queue<Pending> queue, Pending one)
    {
        if (!Buffers.TryTake())
        {
            Buffers.Refuse(one.EntityId, one.Message, one.Sender, Self);
            return false;
        }

        queue.Enqueue(one);
        return true;
    }

    // What has waited goes where the shard is now.
    private void Flush(ShardRoute shard)
    {
        if (shard.Waiting is not { } waiting || (shard.Local is null && shard.Home is null)) return;
        shard.Waiting = null;
        Buffers.Return(waiting.Count);
        foreach (var one in waiting)
        {
            if (_entities.TryGetValue(one.EntityId, out var entity)) Deliver(entity, one.Message, one.Sender);
            else Deliver(shard, one);
        }
    }

    private void ExtractorFailed(object message, Exception failure)
    {
        _log.Error(failure, "{0}: the extractor failed on a [{1}], which is not delivered", _setup.TypeName, message.GetType());
        ToDeadLetters(message, Sender);
    }

    private void LoseWaiting(ShardRoute shard)
    {
        if (shard.Waiting is not { } waiting) return;
        shard.Waiting = null;
        Lose(waiting);
    }

    private void LoseHeld(EntityRoute entity)
    {
        if (entity.Held is not { } held) return;
        entity.Held = null;
        Lose(held);
    }

    private void Lose(Queue<Pending> kept)
    {
        Buffers.Return(kept.Count);
        foreach (var one in kept) ToDeadLetters(one.Message, one.Sender);
    }

    private void ToDeadLetters(object message, IActorRef sender) => Context.System.DeadLetters.Tell(new DeadLetter(message, sender, Self), sender);
}
