using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding;

/// <summary>
/// The parent of the entities of one shard: starts them when the first message comes, passes messages on until the region may send them directly, stops them in good
/// order, and starts a new incarnation for what came meanwhile.
/// </summary>
internal sealed partial class Shard : ActorBase, IWithTimers
{
    private readonly Dictionary<string, ShardEntity> _entities = new(StringComparer.Ordinal);
    private readonly RegionSetup _setup;
    private readonly HostedShard _hosted;
    private readonly string _id;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public Shard(RegionSetup setup, HostedShard hosted)
    {
        _setup = setup;
        _hosted = hosted;
        _id = hosted.Route.Id;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private IActorRef Region => Cell.Parent;

    private BufferAllowance Buffers => _setup.Life.Buffers;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case ToEntity one:
                Deliver(one);
                break;
            case Fence fence:
                Answer(fence);
                break;
            case Passivate wish:
                EntityWantsToStop(wish);
                break;
            case EntityClosed closed:
                if (closed.Entity.Phase is EntityPhase.Closing && IsCurrent(closed.Entity)) TellToStop(closed.Entity, closed.Entity.StopMessage!);
                break;
            case PassivateIdle idle:
                StopIdle(idle.EntityId);
                break;
            case EntityStopped stopped:
                Stopped(stopped.Entity);
                break;
            case StopShard:
                StopAll();
                break;
            case StopOverdue:
                StopHard();
                break;
            case GetShardEntities:
                Sender.Tell(new ShardEntities(_id, [.. _entities.Where(static one => one.Value.Phase is EntityPhase.Active).Select(static one => one.Key)]), Self);
                break;
            default:
                return false;
        }

        return true;
    }

    protected override void PostStop()
    {
        // Only when the region stops, or this shard has failed: in good order nothing is left.
        foreach (var entity in _entities.Values)
        {
            if (entity.Waiting is null) continue;
            Buffers.Return(entity.Waiting.Count);
            foreach (var kept in entity.Waiting) ToDeadLetters(kept.Message, kept.Sender);
        }
    }

    private void Deliver(ToEntity one)
    {
        if (_isStopping)
        {
            ToDeadLetters(one.Message, one.Sender);
            return;
        }

        if (!_entities.TryGetValue(one.EntityId, out var entity))
        {
            entity = new ShardEntity(one.EntityId) { Passed = 1 };
            if (TryStart(entity)) Pass(entity, one.Message, one.Sender);
            else ToDeadLetters(one.Message, one.Sender);
            Report(entity, answersFence: false);
            return;
        }

        entity.Passed++;
        if (entity.Phase is EntityPhase.Active) Pass(entity, one.Message, one.Sender);
        else Keep(entity, one);
    }

    private void Pass(ShardEntity entity, object message, IActorRef sender)
    {
        if (message is ShardRegion.StartEntity)
        {
            sender.Tell(new StartEntityAck(entity.Id, _id), Self);
            return;
        }

        if (message is ShardingEnvelope envelope)
        {
            entity.Ref!.Tell(envelope.Message, sender);
            return;
        }

        try
        {
            message = _setup.Extractor.EntityMessage(message);
        }
        catch (Exception failure)
        {
            _log.Error(failure, "{0}: the extractor failed on a [{1}] for entity [{2}]", _setup.TypeName, message.GetType(), entity.Id);
            ToDeadLetters(message, sender);
            return;
        }

        entity.Ref!.Tell(message, sender);
    }

    private void Keep(ShardEntity entity, ToEntity one)
    {
        if (!Buffers.TryTake())
        {
            Buffers.Refuse(entity.Id, one.Message, one.Sender, Self);
            return;
        }

        (entity.Waiting ??= new Queue<Pending>()).Enqueue(new Pending(entity.Id, one.Message, one.Sender));
    }

    private void Answer(Fence fence)
    {
        if (_entities.TryGetValue(fence.EntityId, out var entity)) Report(entity, answersFence: true);
        else Region.Tell(new EntityReport(fence.EntityId, 0, null, AnswersFence: true), Self);
    }

    private void Report(ShardEntity entity, bool answersFence)
    {
        var direct = IsCurrent(entity) && entity.Phase is EntityPhase.Active ? entity.Ref : null;
        Region.Tell(new EntityReport(entity.Id, entity.TakePassed(), direct, answersFence), Self);
    }

    private bool TryStart(ShardEntity entity)
    {
        try
        {
            var started = Context.ActorOf(_setup.EntityProps!(entity.Id), Uri.EscapeDataString(entity.Id));
            entity.Ref = (ActorCell)Context.WatchWith(started, new EntityStopped(entity));
            _entities[entity.Id] = entity;
            return true;
        }
        catch (Exception failure)
        {
            // The props are the user's, and so is the name: one entity that cannot be made is no reason for the others to stop.
            _log.Error(failure, "{0}: entity [{1}] of shard [{2}] cannot be started", _setup.TypeName, entity.Id, _id);
            return false;
        }
    }

    private bool IsCurrent(ShardEntity entity) => _entities.TryGetValue(entity.Id, out var current) && ReferenceEquals(current, entity);

    private void ToDeadLetters(object message, IActorRef sender) => Context.System.DeadLetters.Tell(new DeadLetter(message, sender, Self), sender);
}
