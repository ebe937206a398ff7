using Akka.Actor;
using Akka.Persistence;

namespace Akka.Cluster.Sharding.Tests.Usage;

/// <summary>What a counter is told, as code does that is written from the manual.</summary>
public static class CounterProtocol
{
    /// <summary>One more.</summary>
    public sealed class Increment
    {
        public static readonly Increment Instance = new();
    }

    /// <summary>One less.</summary>
    public sealed class Decrement
    {
        public static readonly Decrement Instance = new();
    }

    /// <summary>How many?</summary>
    public sealed class Get(long counterId)
    {
        public long CounterId { get; } = counterId;
    }

    /// <summary>A message with the entity's id beside it.</summary>
    public sealed class EntityEnvelope(long id, object payload)
    {
        public long Id { get; } = id;

        public object Payload { get; } = payload;
    }

    /// <summary>Stop.</summary>
    public sealed class Stop
    {
        public static readonly Stop Instance = new();
    }

    /// <summary>It was changed.</summary>
    public sealed class CounterChanged(int delta)
    {
        public int Delta { get; } = delta;
    }
}

/// <summary>A persistent counter that passivates when it has had nothing to do for a time.</summary>
public class Counter(TimeSpan? idleTime) : UntypedPersistentActor
{
    private int _count;

    public override string PersistenceId { get; } = "Counter-" + Context.Self.Path.Name;

    public static Props Props(TimeSpan? idleTime = null) => Actor.Props.Create(() => new Counter(idleTime));

    protected override void PreStart()
    {
        base.PreStart();
        Context.SetReceiveTimeout(idleTime);
    }

    protected override void OnRecover(object message)
    {
        if (message is CounterProtocol.CounterChanged changed) UpdateState(changed);
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case CounterProtocol.Increment _:
                Persist(new CounterProtocol.CounterChanged(+1), UpdateState);
                break;
            case CounterProtocol.Decrement _:
                Persist(new CounterProtocol.CounterChanged(-1), UpdateState);
                break;
            case CounterProtocol.Get _:
                Sender.Tell(_count);
                break;
            case ReceiveTimeout _:
                Context.Parent.Tell(new Passivate(CounterProtocol.Stop.Instance));
                break;
            case CounterProtocol.Stop _:
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void UpdateState(CounterProtocol.CounterChanged changed) => _count += changed.Delta;
}

/// <summary>A parent of its own for a counter, with a strategy of its own.</summary>
public class CounterSupervisor : UntypedActor
{
    private readonly IActorRef _counter = Context.ActorOf(Counter.Props(), "theCounter");

    public static Props Props() => Actor.Props.Create<CounterSupervisor>();

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(static reason => reason switch
    {
        ArgumentException _ => Directive.Resume,
        ActorInitializationException _ => Directive.Stop,
        _ => Directive.Restart,
    });

    protected override void OnReceive(object message) => _counter.Forward(message);
}

/// <summary>Two kinds of messages to one kind of entity.</summary>
public sealed class CounterExtractor : IMessageExtractor
{
    private const int NumberOfShards = 100;

    public string? EntityId(object message) => message switch
    {
        CounterProtocol.EntityEnvelope envelope => envelope.Id.ToString(null, null),
        CounterProtocol.Get get => get.CounterId.ToString(null, null),
        ShardRegion.StartEntity start => start.EntityId,
        _ => null,
    };

    public object EntityMessage(object message) => message is CounterProtocol.EntityEnvelope envelope ? envelope.Payload : message;

    public string? ShardId(object message) => EntityId(message) is { } id ? ShardId(id, message) : null;

    public string ShardId(string entityId, object? messageHint = null) => (long.Parse(entityId, null) % NumberOfShards).ToString(null, null);
}
