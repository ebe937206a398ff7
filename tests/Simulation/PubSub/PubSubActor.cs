using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Simulation;

namespace Simulation.PubSub;

/// <summary>One actor that subscribes, and what it knows of its subscriptions.</summary>
internal sealed class PubSubActor
{
    private readonly IActorRef _mediator;
    private readonly SortedDictionary<int, State> _topics = [];

    public PubSubActor(SimulatedNode node, IActorRef mediator, PubSubBook book, string name, string life, string group)
    {
        _mediator = mediator;
        Group = group;
        Ref = node.System.ActorOf(Props.CreateBy(new Producer<Keeper>(() => new Keeper(this, book, $"{life}/{name}"))), name);
    }

    private enum State
    {
        Asked,
        Subscribed,
        Leaving,
    }

    public IActorRef Ref { get; }

    public string Group { get; }

    /// <summary>The topics to which it is subscribed for certain.</summary>
    public IEnumerable<int> Topics => _topics.Where(static one => one.Value == State.Subscribed).Select(static one => one.Key);

    public void Subscribe(int topic)
    {
        if (_topics.ContainsKey(topic)) return;
        _topics[topic] = State.Asked;
        _mediator.Tell(new Subscribe(PubSubNode.NameOf(topic), Ref, GroupFor(topic)), Ref);
    }

    public void Unsubscribe(int topic)
    {
        if (!_topics.TryGetValue(topic, out var state) || state != State.Subscribed) return;
        _topics[topic] = State.Leaving;
        _mediator.Tell(new Unsubscribe(PubSubNode.NameOf(topic), Ref, GroupFor(topic)), Ref);
    }

    private string? GroupFor(int topic) => PubSubNode.IsGrouped(topic) ? Group : null;

    private sealed class Keeper(PubSubActor owner, PubSubBook book, string name) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case SubscribeAck ack:
                    owner._topics[NumberOf(ack.Subscribe.Topic)] = State.Subscribed;
                    break;
                case UnsubscribeAck ack:
                    owner._topics.Remove(NumberOf(ack.Unsubscribe.Topic));
                    break;
                case string text:
                    var letter = Letter.Parse(text);
                    var recipient = PubSubNode.IsGrouped(letter.Topic) ? owner.Group : name;
                    book.Delivered(letter, name, recipient, owner._topics.ContainsKey(letter.Topic));
                    break;
            }
        }

        private static int NumberOf(string topic) => topic[^1] - '0';
    }
}

/// <summary>Makes actors without an expression tree, which would cost more than all else in a small seed.</summary>
internal sealed class Producer<T>(Func<T> make) : IIndirectActorProducer where T : ActorBase
{
    public Type ActorType => typeof(T);

    public ActorBase Produce() => make();

    public void Release(ActorBase actor)
    {
    }
}
