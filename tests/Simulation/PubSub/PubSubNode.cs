using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Simulation;

namespace Simulation.PubSub;

/// <summary>One life of a node: its mediator, and the actors that use it. Topics 4 and 5 are used by group only.</summary>
internal sealed class PubSubNode(SimulatedNode node, IActorRef mediator, PubSubBook book)
{
    private readonly PubSubActor?[] _actors = new PubSubActor?[PubSubScenario.Actors];
    private readonly string _life = $"{node.Name}.{node.Lives}";
    private int _names;

    public string Name => _life;

    /// <summary>The topics to which somebody here is subscribed.</summary>
    public IEnumerable<string> Subscriptions => _actors.OfType<PubSubActor>().SelectMany(static actor => actor.Topics).Select(NameOf);

    public static bool IsGrouped(int topic) => topic >= PubSubScenario.Topics - 2;

    public static string NameOf(int topic) => IsGrouped(topic) ? $"work-{topic}" : $"news-{topic}";

    /// <summary>Actors with the same number on all nodes share a group with every second other.</summary>
    public static string GroupOf(int actor) => $"group-{actor % 2}";

    public PubSubActor Actor(int number) =>
        _actors[number] ??= new PubSubActor(node, mediator, book, $"actor-{number}-{_names++}", _life, GroupOf(number));

    public void End(int number)
    {
        if (_actors[number] is not { } actor) return;
        _actors[number] = null;
        node.System.Stop(actor.Ref);
    }

    public int Publish(int topic)
    {
        var letter = book.Write(_life, topic);
        mediator.Tell(new Publish(NameOf(topic), letter.ToText(), IsGrouped(topic)), ActorRefs.NoSender);
        return letter.Number;
    }

    public int Recipients(int topic) => _actors.Count(actor => actor?.Topics.Contains(topic) == true);

    public IEnumerable<string> GroupsOf(int topic) => _actors.OfType<PubSubActor>().Where(actor => actor.Topics.Contains(topic)).Select(static actor => actor.Group);

    public IReadOnlyList<string> AskTopics(SimulatedWorld world)
    {
        IReadOnlyList<string>? answer = null;
        var asker = node.System.ActorOf(Props.CreateBy(new Producer<Asker>(() => new Asker(topics => answer = topics))));
        mediator.Tell(GetTopics.Instance, asker);
        world.RunFor(TimeSpan.FromSeconds(0.1));
        return answer ?? ["(no answer)"];
    }

    private sealed class Asker(Action<IReadOnlyList<string>> then) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is CurrentTopics topics) then([.. topics.Topics.Order(StringComparer.Ordinal)]);
        }
    }
}
