using Akka.Actor;
using Akka.Persistence;
using Akka.Simulation;

namespace Simulation.Sharding;

/// <summary>The entity: an event for each number that it is told, with the number of the incarnation that writes it, and the number as acknowledgement.</summary>
internal sealed class Counter : UntypedPersistentActor
{
    private readonly CounterBook _book;
    private readonly SimulatedNode _node;
    private readonly string _id;
    private readonly long _incarnation;

    private Counter(CounterBook book, SimulatedNode node, string id)
    {
        _book = book;
        _node = node;
        _id = id;
        _incarnation = book.Started(id, node);
    }

    public override string PersistenceId => IdOf(_id);

    public static string IdOf(string counter) => "counter-" + counter;

    public static Props Props(CounterBook book, SimulatedNode node, string id) => Akka.Actor.Props.CreateBy(new Producer(() => new Counter(book, node, id)));

    public static Props ClientProps(CounterBook book) => Akka.Actor.Props.CreateBy(new ClientProducer(() => new Client(book)));

    protected override void OnRecover(object message)
    {
    }

    protected override void OnCommand(object message)
    {
        if (message is not int number) return;
        var sender = Sender;
        Persist($"{number}@{_incarnation}", _ => sender.Tell(number, Self));
    }

    protected override void PostStop()
    {
        _book.Stopped(_id, _node, _incarnation);
        base.PostStop();
    }

    /// <summary>Gets the acknowledgements.</summary>
    private sealed class Client(CounterBook book) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is int number) book.Acknowledged(number);
        }
    }

    private sealed class Producer(Func<ActorBase> make) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Counter);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
        }
    }

    private sealed class ClientProducer(Func<ActorBase> make) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Client);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
        }
    }
}
