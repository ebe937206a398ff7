using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Simulation;
using Simulation.Clusters;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Simulation.Singletons;

/// <summary>One singleton's life in a cluster that goes through faults: who runs an instance, and whether somebody else may.</summary>
internal sealed class SingletonRun : ScenarioRun
{
    private const string Stop = "stop";

    // So that a fault may fall between any two messages.
    private static readonly Config Finely = ConfigurationFactory.ParseString("akka.actor.default-dispatcher.throughput = 1");
    private static readonly HostOrder Order = new(role: null, considerAppVersion: false);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ClusterRun _cluster;
    private readonly SeededRandom _random;
    private readonly List<Instance> _live = [];
    private readonly List<string> _lives = [];
    private readonly Dictionary<UniqueAddress, (ActorSystem System, IActorRef Proxy)> _proxies = [];
    private readonly HashSet<UniqueAddress> _ended = []; // hosts whose instance was ended
    private bool _networkFailed;
    private int _started;

    public SingletonRun(SimulatedWorld world, int size) : base(world)
    {
        _random = world.Random.Fork("instances");
        world.NodeCrashed += node => _live.RemoveAll(one => one.Host.SelfAddress.Host == node.Name);
        _cluster = new ClusterRun(world, size, Finely, Start);
    }

    public override void Do(Step step)
    {
        var host = NumberOf(_live.Count > 0 ? _live[0].Host.SelfAddress : null);
        switch (step)
        {
            case LeaveHost when host is { } node:
                _cluster.Do(new LeaveNode(node));
                break;
            case CrashHost crash when host is { } node:
                _cluster.Do(new CrashNode(node, crash.Downtime));
                break;
            case CrashNext crash when NumberOf(Next()) is { } node:
                _cluster.Do(new CrashNode(node, crash.Downtime));
                break;
            case EndInstance when _live.Count > 0:
                _ended.Add(_live[0].Host.SelfUniqueAddress);
                _live[0].Ref.Tell(PoisonPill.Instance);
                break;
            default:
                _networkFailed |= step is Split or CutLink or FreezeNode or LoseConnections;
                _cluster.Do(step);
                break;
        }
    }

    public override void CheckAlways()
    {
        _cluster.CheckAlways();
        for (var i = 1; i < _live.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (_live[i], _live[j]);
                // Two sides of a split may each have one until the side that goes down has noticed; but then one has given up the other.
                if (!_networkFailed || (Counts(one.Host, other.Host) && Counts(other.Host, one.Host)))
                    World.Violate("one instance", $"[{one.Host.SelfUniqueAddress}] and [{other.Host.SelfUniqueAddress}]\n{Describe()}");
            }
        }
    }

    public override void CheckAtEnd()
    {
        // Whole for ten seconds.
        _cluster.CheckAtEnd();
        while (_live.Count == 0 && Oldest() is { } idle && _ended.Remove(idle.SelfUniqueAddress))
        {
            // It has stopped by itself there, which is nobody's business; a hand-over brings it back.
            Do(new LeaveNode(NumberOf(idle.SelfAddress)!.Value));
            _cluster.CheckAtEnd();
        }

        World.Require(_live is [var only] && only.Host == Oldest(), "an instance on the oldest member after healing", Describe());
        var answers = new List<object>();
        var asking = _cluster.Clusters.ToList(); // more may come back meanwhile
        foreach (var cluster in asking)
        {
            var (system, proxy) = _proxies[cluster.SelfUniqueAddress];
            proxy.Tell("ping", system.ActorOf(Props.CreateBy(new Making<Receiver>(() => new Receiver(answers)))));
        }

        World.RunFor(Patience);
        World.Require(answers.Count == asking.Count, "proxies reach the instance after healing", $"{string.Join(", ", answers)}\n{Describe()}");
    }

    private static bool Counts(AkkaCluster observer, AkkaCluster other) => observer.Latest.Find(other.SelfUniqueAddress) is { Status: not MemberStatus.Down };

    // Seats are named n1, n2, ...
    private static int? NumberOf(Address? address) => address is null ? null : int.Parse(address.Host![1..], CultureInfo.InvariantCulture) - 1;

    private AkkaCluster? Oldest()
    {
        var first = _cluster.Clusters.Select(static cluster => Order.FirstOf(cluster.Latest.MemberList)).FirstOrDefault();
        return first is null ? null : _cluster.Clusters.FirstOrDefault(cluster => cluster.SelfUniqueAddress.Equals(first.UniqueAddress));
    }

    private Address? Next() =>
        _live is [var host, ..] ? Order.FirstOf(host.Host.Latest.MemberList.Where(member => !member.UniqueAddress.Equals(host.Host.SelfUniqueAddress)))?.Address : null;

    private void Start(ActorSystem system)
    {
        var cluster = AkkaCluster.Get(system);
        var instance = Props.CreateBy(new Making<Instance>(() => new Instance(this, cluster, _random.Fork(++_started))));
        system.ActorOf(ClusterSingletonManager.Props(instance, Stop, ClusterSingletonManagerSettings.Create(system)), "manager");
        _proxies[cluster.SelfUniqueAddress] = (system, system.ActorOf(ClusterSingletonProxy.Props("/user/manager", ClusterSingletonProxySettings.Create(system)), "proxy"));
    }

    private string Describe() => $"live: [{string.Join(", ", _live.Select(static one => one.Host.SelfUniqueAddress))}]\n{string.Join("\n", _lives.TakeLast(20))}\n"
        + string.Join("\n", _cluster.Clusters.Select(static cluster => $"{cluster.SelfUniqueAddress}: {cluster.Latest}"));

    private sealed class Instance : UntypedActor
    {
        private readonly SingletonRun _run;
        private readonly TimeSpan _stopsIn;

        public Instance(SingletonRun run, AkkaCluster host, SeededRandom random)
        {
            _run = run;
            Host = host;
            _stopsIn = random.Next(20) switch
            {
                < 10 => TimeSpan.Zero,
                < 16 => random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(2)),
                < 19 => random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(8)),
                _ => TimeSpan.FromSeconds(15),
            };
        }

        public AkkaCluster Host { get; }

        public IActorRef Ref => Self;

        protected override void PreStart()
        {
            _run._live.Add(this);
            Note("starts");
        }

        protected override void PostStop()
        {
            _run._live.Remove(this);
            Note("has stopped");
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "ping":
                    Sender.Tell(Host.SelfAddress.Host!);
                    break;
                case Stop when _stopsIn == TimeSpan.Zero:
                    Context.Stop(Self);
                    break;
                case Stop:
                    Note($"stops in {_stopsIn.TotalSeconds:F2} s");
                    Context.System.Scheduler.ScheduleTellOnce(_stopsIn, Self, PoisonPill.Instance, Self);
                    break;
            }
        }

        private void Note(string what) => _run._lives.Add($"{_run.World.Now.TotalSeconds:F3} {Host.SelfUniqueAddress} {what}");
    }

    private sealed class Receiver(List<object> into) : UntypedActor
    {
        protected override void OnReceive(object message) => into.Add(message);
    }

    private sealed class Making<T>(Func<T> make) : IIndirectActorProducer where T : ActorBase
    {
        public Type ActorType => typeof(T);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
        }
    }
}
