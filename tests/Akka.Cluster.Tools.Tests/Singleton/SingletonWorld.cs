using Akka.Actor;
using Akka.Cluster.Tests.Nodes;
using Akka.Cluster.Tools.Singleton;
using Akka.Simulation;

namespace Akka.Cluster.Tools.Tests.Singleton;

/// <summary>A cluster in virtual time whose nodes run a singleton's manager, and a list of the instances that live.</summary>
internal sealed class SingletonWorld : IDisposable
{
    private readonly ClusterWorld _world;

    public SingletonWorld(long seed = 1)
    {
        _world = new ClusterWorld(seed);
        _world.World.NodeCrashed += node => Live.RemoveAll(one => one.Node == node.Name);
        _world.World.AfterStep = () => MostAtOnce = Math.Max(MostAtOnce, Live.Count);
    }

    public SimulatedWorld World => _world.World;

    public SimulatedNetwork Network => _world.Network;

    /// <summary>The instances that live now: node and number.</summary>
    public List<(string Node, int Number)> Live { get; } = [];

    /// <summary>What instances were told, with the node where it was.</summary>
    public List<(string Node, object Message)> Told { get; } = [];

    /// <summary>How many instances were started.</summary>
    public int Started { get; private set; }

    public int MostAtOnce { get; private set; }

    public SimulatedNode Start(string name, string config = "") => _world.Start(name, $"akka.cluster.seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\"]\n{config}");

    /// <summary>Starts nodes with managers, one after the other, so that n1 is the oldest.</summary>
    public SimulatedNode[] StartCluster(int count, string config = "", Func<ClusterSingletonManagerSettings, ClusterSingletonManagerSettings>? settings = null, object? stop = null)
    {
        var nodes = new List<SimulatedNode>();
        for (var i = 1; i <= count; i++)
        {
            var node = Start($"n{i}", config);
            nodes.Add(node);
            Manage(node, settings, stop);
            Assert.True(RunUntil(() => ClusterWorld.IsWhole([.. nodes])), $"n{i} did not become a member");
        }

        Assert.True(RunUntil(() => LivesOn("n1")), "n1 runs no instance");
        return [.. nodes];
    }

    public IActorRef Manage(SimulatedNode node, Func<ClusterSingletonManagerSettings, ClusterSingletonManagerSettings>? settings = null, object? stop = null)
    {
        var own = ClusterSingletonManagerSettings.Create(node.System);
        return node.System.ActorOf(ClusterSingletonManager.Props(Instance(node), stop ?? PoisonPill.Instance, settings?.Invoke(own) ?? own), "manager");
    }

    public Props Instance(SimulatedNode node) => Props.CreateBy(new Producer(this, node.Name));

    public IActorRef Proxy(SimulatedNode node, Func<ClusterSingletonProxySettings, ClusterSingletonProxySettings>? settings = null)
    {
        var own = ClusterSingletonProxySettings.Create(node.System);
        return node.System.ActorOf(ClusterSingletonProxy.Props("/user/manager", settings?.Invoke(own) ?? own), "proxy");
    }

    public bool LivesOn(string node) => Live is [var only] && only.Node == node;

    public void Run(double seconds) => _world.Run(seconds);

    public bool RunUntil(Func<bool> condition, double seconds = 60) => _world.RunUntil(condition, seconds);

    public void Dispose() => _world.Dispose();

    /// <summary>Lives until it is poisoned, or told to stop; "slow" makes it take its time, "stop" ends it, "fail" makes it fail.</summary>
    private sealed class Actor(SingletonWorld world, string node, int number) : UntypedActor
    {
        private bool _isStopping;

        protected override void PreStart() => world.Live.Add((node, number));

        protected override void PostStop() => world.Live.Remove((node, number));

        protected override void OnReceive(object message)
        {
            world.Told.Add((node, message));
            switch (message)
            {
                case "ask":
                    Sender.Tell(node);
                    break;
                case "slow" when !_isStopping:
                    _isStopping = true;
                    Context.System.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(5), Self, "stop", Self);
                    break;
                case "stop":
                    Context.Stop(Self);
                    break;
                case "fail":
                    throw new InvalidOperationException("as told");
            }
        }
    }

    private sealed class Producer(SingletonWorld world, string node) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Actor);

        public ActorBase Produce() => new Actor(world, node, ++world.Started);

        public void Release(ActorBase actor)
        {
        }
    }
}
