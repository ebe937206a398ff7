using Akka.Actor;
using Akka.Configuration;
using Akka.Simulation;

namespace Akka.Remote.Tests.Simulated;

/// <summary>Nodes with remoting on a simulated network, and actors to talk to.</summary>
internal sealed class RemoteWorld : IDisposable
{
    private const string Remote = """
        akka.actor.provider = remote
        akka.remote.dot-netty.tcp.port = 2552
        """;

    public RemoteWorld(long seed = 1, SimulationTrace? trace = null)
    {
        World = new SimulatedWorld(seed, trace);
        Network = new SimulatedNetwork(World);
    }

    public SimulatedWorld World { get; }

    public SimulatedNetwork Network { get; }

    public SimulatedNode Start(string name, string config = "")
    {
        var node = World.AddNode(name, ConfigurationFactory.ParseString(config).WithFallback(ConfigurationFactory.ParseString(Remote)), Network.Setup);
        node.Start();
        return node;
    }

    /// <summary>The reference that one node has to an actor of another.</summary>
    public static IActorRef Ref(SimulatedNode at, SimulatedNode of, string path) =>
        ((ExtendedActorSystem)at.System).Provider.ResolveActorRef($"akka.tcp://sim@{of.Name}:2552{path}");

    public void Run(double seconds) => World.RunFor(TimeSpan.FromSeconds(seconds));

    public bool RunUntil(Func<bool> condition, double seconds = 60) => World.RunUntil(condition, TimeSpan.FromSeconds(seconds));

    public T Ask<T>(IActorRef actor, object message) => Await(actor.Ask<T>(message, TimeSpan.FromSeconds(30)));

    public T Await<T>(Task<T> task)
    {
        Assert.True(RunUntil(() => task.IsCompleted));
        return task.GetAwaiter().GetResult();
    }

    public static Associations.Association Association(SimulatedNode at, SimulatedNode to) =>
        RemoteActorRefProvider.For(at.System).Remoting.AssociationFor(new Address("akka.tcp", "sim", to.Name, 2552));

    public void Dispose() => World.Dispose();
}

/// <summary>Answers with what it gets.</summary>
internal sealed class Echo : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(message);
}

/// <summary>Keeps what it gets.</summary>
internal sealed class Collector(List<object> into) : UntypedActor
{
    protected override void OnReceive(object message) => into.Add(message);
}

/// <summary>Watches an actor and keeps what it hears.</summary>
internal sealed class Watcher : UntypedActor
{
    private readonly List<object> _into;

    public Watcher(IActorRef subject, List<object> into)
    {
        _into = into;
        Context.Watch(subject);
    }

    protected override void OnReceive(object message) => _into.Add(message);
}
