using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Tests.Sockets;

/// <summary>
/// The same clusters on real sockets, threads and time. Silence says nothing here, since a machine may be too busy to be heard: it is the port of a
/// process that has gone that tells the others.
/// </summary>
public sealed class RealSocketTests : IAsyncLifetime
{
    private readonly List<ActorSystem> _systems = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var system in _systems) await system.Terminate();
    }

    [Fact]
    public async Task Three_systems_form_a_cluster_and_one_leaves_it()
    {
        var clusters = Enumerable.Range(0, 3).Select(_ => Cluster.Get(Start())).ToArray();
        await clusters[0].JoinAsync(clusters[0].SelfAddress);
        await Task.WhenAll(clusters[1].JoinAsync(clusters[0].SelfAddress), clusters[2].JoinSeedNodesAsync([clusters[0].SelfAddress]));
        Assert.All(clusters, static cluster => Assert.True(cluster.IsUp));

        var gone = new TaskCompletionSource<ClusterEvent.MemberRemoved>();
        clusters[0].Subscribe(clusters[0].System.ActorOf(Props.Create(() => new First(gone))), ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
        await clusters[2].LeaveAsync();
        var removed = await gone.Task;
        Assert.Equal(clusters[2].SelfUniqueAddress, removed.Member.UniqueAddress);
        Assert.Equal(MemberStatus.Exiting, removed.PreviousStatus);
        await clusters[2].System.WhenTerminated;
    }

    [Fact]
    public async Task A_system_that_ends_without_a_word_is_removed()
    {
        const string Fast = """
            akka.cluster.failure-detector.heartbeat-interval = 100ms
            akka.cluster.unreachable-nodes-reaper-interval = 100ms
            akka.cluster.split-brain-resolver.stable-after = 500ms
            """;
        var clusters = Enumerable.Range(0, 3).Select(_ => Cluster.Get(Start(Fast))).ToArray();
        await clusters[0].JoinAsync(clusters[0].SelfAddress);
        await Task.WhenAll(clusters[1].JoinAsync(clusters[0].SelfAddress), clusters[2].JoinAsync(clusters[0].SelfAddress));
        var gone = new TaskCompletionSource<ClusterEvent.MemberRemoved>();
        clusters[0].Subscribe(clusters[0].System.ActorOf(Props.Create(() => new First(gone))), ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
        // Whoever has never answered is not missed.
        while (!clusters[..2].All(cluster => cluster.FailureDetector.IsMonitoring(clusters[2].SelfAddress))) await Task.Yield();
        clusters[2].System.Abort();
        var removed = await gone.Task;
        Assert.Equal(clusters[2].SelfUniqueAddress, removed.Member.UniqueAddress);
        Assert.Equal(MemberStatus.Down, removed.PreviousStatus);
    }

    [Fact]
    public async Task The_cluster_s_actors_may_run_before_whoever_makes_it_goes_on()
    {
        var cluster = Cluster.Get(Start("""
            akka.cluster.use-dispatcher = at-once
            at-once { type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit", throughput = 2147483647 }
            """));
        await cluster.JoinAsync(cluster.SelfAddress);
        Assert.True(cluster.IsUp);
    }

    private ActorSystem Start(string config = "")
    {
        var system = ActorSystem.Create("real", ConfigurationFactory.ParseString(config).WithFallback(ConfigurationFactory.ParseString("""
            akka.loglevel = WARNING
            akka.actor.provider = cluster
            akka.cluster.failure-detector { acceptable-heartbeat-pause = 1h, expected-response-after = 1h }
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
