using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Tests.Sockets;

/// <summary>The same clusters on real sockets, threads and time.</summary>
public sealed class RealSocketTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<ActorSystem> _systems = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var system in _systems) await system.Terminate().WaitAsync(Patience);
    }

    [Fact]
    public async Task Three_systems_form_a_cluster_and_one_leaves_it()
    {
        var clusters = Enumerable.Range(0, 3).Select(_ => Cluster.Get(Start())).ToArray();
        await clusters[0].JoinAsync(clusters[0].SelfAddress).WaitAsync(Patience);
        await Task.WhenAll(clusters[1].JoinAsync(clusters[0].SelfAddress), clusters[2].JoinSeedNodesAsync([clusters[0].SelfAddress])).WaitAsync(Patience);
        Assert.All(clusters, static cluster => Assert.True(cluster.IsUp));

        var gone = new TaskCompletionSource<ClusterEvent.MemberRemoved>();
        clusters[0].Subscribe(clusters[0].System.ActorOf(Props.Create(() => new First(gone))), ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
        await clusters[2].LeaveAsync().WaitAsync(Patience);
        var removed = await gone.Task.WaitAsync(Patience);
        Assert.Equal(clusters[2].SelfUniqueAddress, removed.Member.UniqueAddress);
        Assert.Equal(MemberStatus.Exiting, removed.PreviousStatus);
        await clusters[2].System.WhenTerminated.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_system_that_ends_without_a_word_is_removed()
    {
        const string Fast = """
            akka.cluster.failure-detector { heartbeat-interval = 100ms, acceptable-heartbeat-pause = 2s }
            akka.cluster.unreachable-nodes-reaper-interval = 100ms
            akka.cluster.split-brain-resolver.stable-after = 500ms
            """;
        var clusters = Enumerable.Range(0, 3).Select(_ => Cluster.Get(Start(Fast))).ToArray();
        await clusters[0].JoinAsync(clusters[0].SelfAddress).WaitAsync(Patience);
        await Task.WhenAll(clusters[1].JoinAsync(clusters[0].SelfAddress), clusters[2].JoinAsync(clusters[0].SelfAddress)).WaitAsync(Patience);
        var gone = new TaskCompletionSource<ClusterEvent.MemberRemoved>();
        clusters[0].Subscribe(clusters[0].System.ActorOf(Props.Create(() => new First(gone))), ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
        clusters[2].System.Abort();
        var removed = await gone.Task.WaitAsync(Patience);
        Assert.Equal(clusters[2].SelfUniqueAddress, removed.Member.UniqueAddress);
        Assert.Equal(MemberStatus.Down, removed.PreviousStatus);
    }

    private ActorSystem Start(string config = "")
    {
        var system = ActorSystem.Create("real", ConfigurationFactory.ParseString(config).WithFallback(ConfigurationFactory.ParseString("""
            akka.loglevel = WARNING
            akka.actor.provider = cluster
            akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
            """)));
        _systems.Add(system);
        return system;
    }

    private sealed class First(TaskCompletionSource<ClusterEvent.MemberRemoved> gone) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is ClusterEvent.MemberRemoved removed) gone.TrySetResult(removed);
        }
    }
}
