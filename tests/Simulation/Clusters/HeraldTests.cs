using Akka.Actor;
using Akka.Configuration;
using Akka.Simulation;
using Switchboard.Hosting.Cluster;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Simulation.Clusters;

/// <summary>The only seed node may be killed and started again at any time: it comes back into the cluster that it left, and founds one where there is none.</summary>
public sealed class HeraldTests : IDisposable
{
    private static readonly Config Settings = ConfigurationFactory.ParseString("""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          actor.provider = cluster
          remote { dot-netty.tcp.port = 4053, retry-gate-closed-for = 1s }
          cluster { log-info = off, split-brain-resolver { stable-after = 3s, keep-majority.role = node } }
        }
        """);

    private readonly SimulatedWorld _world = new(20_061);
    private readonly SimulatedNetwork _network;

    // A process that is killed closes its connections.
    public HeraldTests() => _network = new SimulatedNetwork(_world) { SilentCrashes = 0 };

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_seed_that_hears_of_no_cluster_founds_one()
    {
        var seed = Start(Add("seed", Roles.Lighthouse));

        _world.RunFor(Herald.Listening - TimeSpan.FromSeconds(0.5));
        Assert.False(seed.IsUp);
        _world.RunFor(TimeSpan.FromSeconds(3));

        Assert.True(seed.IsUp);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(30)]
    public void A_seed_that_starts_again_comes_back_into_the_cluster_that_it_left(int secondsLater)
    {
        var place = Add("seed", Roles.Lighthouse);
        Start(place);
        AkkaCluster[] nodes = [Start(Add("a", Roles.Node)), Start(Add("b", Roles.Node))];
        _world.RunFor(TimeSpan.FromSeconds(20));
        var uids = nodes.Select(n => n.SelfUniqueAddress).ToArray();
        Assert.All(nodes, node => Assert.Equal(3, node.State.Members.Count));

        place.Crash();
        _world.RunFor(TimeSpan.FromSeconds(secondsLater));
        var again = Start(place);
        _world.RunFor(TimeSpan.FromSeconds(30));

        Assert.Equal(3, again.State.Members.Count);
        Assert.All(uids, uid => Assert.Contains(again.State.Members, m => m.UniqueAddress.Equals(uid)));
    }

    [Fact]
    public void A_seed_that_heard_of_a_cluster_that_is_gone_starts_over_and_founds_one()
    {
        var seed = Start(Add("seed", Roles.Lighthouse));
        seed.System.ActorSelection("/user/" + Herald.Name).Tell("switchboard cluster at akka.tcp://sim@gone:4053");

        _world.RunFor(Herald.Listening + TimeSpan.FromSeconds(5));
        Assert.False(seed.IsUp);
        _world.RunFor(TimeSpan.FromSeconds(30));

        Assert.True(seed.IsUp);
    }

    [Fact]
    public void A_seed_that_founded_a_cluster_while_it_was_cut_off_ends_itself_and_leaves_the_nodes_alone()
    {
        var place = Add("seed", Roles.Lighthouse);
        Start(place);
        var node = Start(Add("a", Roles.Node));
        _world.RunFor(TimeSpan.FromSeconds(20));
        place.Crash();
        _network.Isolate(place);
        var stray = Start(place);
        _world.RunFor(TimeSpan.FromSeconds(30));
        Assert.Single(stray.State.Members);

        _network.Heal();
        _world.RunFor(TimeSpan.FromSeconds(30));

        Assert.True(stray.IsTerminated);
        Assert.IsType<CoordinatedShutdown.ClusterDowningReason>(CoordinatedShutdown.Get(stray.System).ShutdownReason);
        Assert.True(node.IsUp);
    }

    private SimulatedNode Add(string name, string role) =>
        _world.AddNode(name, ConfigurationFactory.ParseString($"akka.cluster.roles = [{role}]").WithFallback(Settings), _network.Setup);

    private static AkkaCluster Start(SimulatedNode place)
    {
        place.Start();
        var isSeed = place.Name == "seed";
        place.System.ActorOf(Herald.Props(isSeed ? [] : [Address.Parse("akka.tcp://sim@seed:4053")], founds: isSeed), Herald.Name);
        return AkkaCluster.Get(place.System);
    }
}
