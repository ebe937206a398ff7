using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding;

// How entities stop: because they want to, because nobody needs them, by themselves, or with the shard.
internal sealed partial class Shard
{
    private bool _isStopping;

    private void EntityWantsToStop(Passivate wish)
    {
        var sender = Sender;
        if (!_entities.TryGetValue(Uri.UnescapeDataString(sender.Path.Name), out var entity) || !ReferenceEquals(entity.Ref, sender))
        {
            _log.Debug("{0}: [{1}] asked to be stopped, and is no active entity of shard [{2}]", _setup.TypeName, sender, _id);
            return;
        }

        if (_isStopping)
        {
            // An entity may answer the stop message with the wish to stop. Nothing can reach it any more.
            sender.Tell(wish.StopMessage, Self);
            return;
        }

        if (entity.Phase is not EntityPhase.Active) return;
        entity.Phase = EntityPhase.Closing;
        entity.StopMessage = wish.StopMessage;
        Region.Tell(new CloseEntity(entity), Self);
    }

    private void StopIdle(string entityId)
    {
        if (_isStopping || !_entities.TryGetValue(entityId, out var entity) || entity.Phase is EntityPhase.Stopping) return;
        TellToStop(entity, entity.StopMessage ?? _setup.HandOffStopMessage);
    }

    private void TellToStop(ShardEntity entity, object message)
    {
        entity.Phase = EntityPhase.Stopping;
        entity.Ref!.Tell(message, Self);
    }

    private void Stopped(ShardEntity entity)
    {
        if (!IsCurrent(entity)) return;
        _entities.Remove(entity.Id);
        if (_isStopping)
        {
            StopWhenEmpty();
            return;
        }

        if (entity.Waiting is { Count: > 0 } waiting)
        {
            var next = new ShardEntity(entity.Id) { Passed = entity.TakePassed() };
            var started = TryStart(next);
            Buffers.Return(waiting.Count);
            foreach (var kept in waiting)
            {
                if (started) Pass(next, kept.Message, kept.Sender);
                else ToDeadLetters(kept.Message, kept.Sender);
            }

            entity = next;
        }

        Report(entity, answersFence: false);
    }

    // Everything that was sent to entities directly came before: the region has closed those ways already.
    private void StopAll()
    {
        if (_isStopping) return;
        _isStopping = true;
        var returned = new List<Pending>();
        foreach (var entity in _entities.Values)
        {
            if (entity.Waiting is { } waiting)
            {
                returned.AddRange(waiting);
                entity.Waiting = null;
            }

            if (entity.Phase is not EntityPhase.Stopping) TellToStop(entity, entity.StopMessage ?? _setup.HandOffStopMessage);
        }

        if (returned.Count > 0) Region.Tell(new ShardReturns(_hosted, returned), Self);
        // A little before the coordinator's own time is over.
        Timers.StartSingleTimer(StopOverdue.Instance, StopOverdue.Instance, _setup.Settings.TuningParameters.HandOffTimeout * 0.9);
        StopWhenEmpty();
    }

    private void StopWhenEmpty()
    {
        if (_entities.Count == 0) Context.Stop(Self);
    }

    private void StopHard()
    {
        _log.Warning(
            "{0}: {1} entities of shard [{2}] have not stopped {3} after they were told to by a [{4}], the first of them [{5}]. They are stopped without waiting for what they have in their mailboxes.",
            _setup.TypeName,
            _entities.Count,
            _id,
            _setup.Settings.TuningParameters.HandOffTimeout * 0.9,
            _setup.HandOffStopMessage.GetType(),
            _entities.Values.First().Id);
        foreach (var entity in _entities.Values) Context.Stop(entity.Ref!);
    }
}
