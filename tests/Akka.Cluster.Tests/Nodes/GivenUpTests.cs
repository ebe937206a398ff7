using Akka.Actor;
using Akka.Remote;
using Akka.Simulation;

namespace Akka.Cluster.Tests.Nodes;

/// <summary>A member whose association gives up what it owes another member, which goes on running, loses no watch by it: neither its own nor the other's.</summary>
public sealed class GivenUpTests : IDisposable
{
    // Each is asked for signs of life by one other only, so that most pairs have nothing to say to each other.
    private const string Sparse = "akka.cluster.monitored-by-nr-of-members = 1";

    private readonly ClusterWorld _world = new(5);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(Sparse)]
    public void Watches_in_both_directions_outlast_it(string config)
    {
        var nodes = _world.StartCluster(4, config);
        foreach (var giver in nodes)
        {
            foreach (var other in nodes.Where(node => node != giver))
            {
                var (mine, subjectThere) = Watch(giver, other);
                var (theirs, subjectHere) = Watch(other, giver);
                _world.Run(3);
                GiveUp(giver, other);
                _world.Run(5);
                Assert.Empty(mine);
                Assert.Empty(theirs);
                other.System.Stop(subjectThere);
                giver.System.Stop(subjectHere);
                Assert.True(_world.RunUntil(() => mine.Count > 0 && theirs.Count > 0, 5), $"{giver} gave up on {other}: {mine.Count} of its watches and {theirs.Count} of the other's were kept");
                Assert.All(mine.Concat(theirs), static one => Assert.True(Assert.IsType<Terminated>(one).ExistenceConfirmed));
            }
        }
    }

    [Fact]
    public void A_watch_that_was_on_its_way_and_a_death_meanwhile_are_not_lost()
    {
        var nodes = _world.StartCluster(3, "akka.remote.system-message-buffer-size = 50");
        var heard = new List<object>();
        var late = new List<object>();
        var dies = nodes[1].System.ActorOf(Props.Create(() => new Idle()), "dies");
        var lives = nodes[1].System.ActorOf(Props.Create(() => new Idle()), "lives");
        nodes[0].System.ActorOf(Props.Create(() => new Watcher(RefTo(nodes[0], nodes[1], dies), heard)));
        _world.Run(2);
        _world.Network.Partition([nodes[0]], [nodes[1]]);
        nodes[0].System.ActorOf(Props.Create(() => new Watcher(RefTo(nodes[0], nodes[1], lives), late)));
        nodes[1].System.Stop(dies);
        _world.Run(0.2);
        for (var i = 0; i < 100; i++) ((IInternalActorRef)((ExtendedActorSystem)nodes[0].System).Provider.ResolveActorRef($"{ClusterWorld.AddressOf("n2")}/user/gone{i}")).Stop();
        _world.Run(1);
        _world.Network.Heal();
        Assert.True(_world.RunUntil(() => heard.Count > 0, 10));
        _world.Run(5);
        Assert.Empty(late);
        nodes[1].System.Stop(lives);
        Assert.True(_world.RunUntil(() => late.Count > 0, 5));
        Assert.True(ClusterWorld.IsWhole(nodes));
    }

    private (List<object> Heard, IActorRef Subject) Watch(SimulatedNode watcher, SimulatedNode of)
    {
        var heard = new List<object>();
        var subject = of.System.ActorOf(Props.Create(() => new Idle()));
        var there = RefTo(watcher, of, subject);
        watcher.System.ActorOf(Props.Create(() => new Watcher(there, heard)));
        return (heard, subject);
    }

    private static void GiveUp(SimulatedNode at, SimulatedNode on) =>
        RemoteActorRefProvider.For(at.System).Quarantine(ClusterWorld.AddressOf(on.Name), AddressUidExtension.Uid(on.System), forGood: false);

    private static IActorRef RefTo(SimulatedNode at, SimulatedNode of, IActorRef actor) =>
        ((ExtendedActorSystem)at.System).Provider.ResolveActorRef(actor.Path.ToSerializationFormatWithAddress(ClusterWorld.AddressOf(of.Name)));

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Watcher : UntypedActor
    {
        private readonly List<object> _into;

        public Watcher(IActorRef subject, List<object> into)
        {
            _into = into;
            Context.Watch(subject);
        }

        protected override void OnReceive(object message) => _into.Add(message);
    }
}
