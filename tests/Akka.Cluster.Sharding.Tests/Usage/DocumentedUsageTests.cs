using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace Akka.Cluster.Sharding.Tests.Usage;

/// <summary>Code as the manual has it compiles and does what it says, on a real node: sharding, singleton and publish-subscribe.</summary>
public sealed class DocumentedUsageTests : TestKit.Xunit2.TestKit
{
    private static readonly Config Node = ConfigurationFactory.ParseString("""
        akka {
          loglevel = WARNING
          actor.provider = cluster
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
          persistence {
            journal.plugin = "akka.persistence.journal.inmem"
            snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
          }
          # Expected for as long as it takes: the machine may be busy.
          test { single-expect-default = 1h, filter-leeway = 1h, default-timeout = 1h }
          cluster.sharding { state-store-mode = persistence, retry-interval = 200ms }
        }
        """).WithFallback(ClusterSharding.DefaultConfig()).WithFallback(ClusterSingletonManager.DefaultConfig()).WithFallback(DistributedPubSub.DefaultConfig());

    public DocumentedUsageTests()
        : base(Node, "usage")
    {
        var cluster = Cluster.Get(Sys);
        cluster.Join(cluster.SelfAddress);
        AwaitCondition(() => cluster.SelfMember.Status == MemberStatus.Up);
    }

    [Fact]
    public async Task Persistent_counters_are_found_passivate_and_come_back_with_what_they_had()
    {
        var region = await ClusterSharding.Get(Sys).StartAsync(
            typeName: "counter",
            entityPropsFactory: static id => Counter.Props(idleTime: id == "123" ? TimeSpan.FromMilliseconds(500) : null),
            settings: ClusterShardingSettings.Create(Sys),
            messageExtractor: new CounterExtractor());
        Assert.Same(region, ClusterSharding.Get(Sys).ShardRegion("counter"));
        region.Tell(new CounterProtocol.EntityEnvelope(123, CounterProtocol.Increment.Instance));
        region.Tell(new CounterProtocol.EntityEnvelope(123, CounterProtocol.Increment.Instance));
        region.Tell(new CounterProtocol.Get(123), TestActor);
        ExpectMsg(2);
        Watch(LastSender);
        ExpectTerminated(LastSender);
        region.Tell(new CounterProtocol.EntityEnvelope(123, CounterProtocol.Decrement.Instance));
        region.Tell(new ShardingEnvelope("123", new CounterProtocol.Get(123)), TestActor);
        ExpectMsg(1);

        region.Tell(new ShardRegion.StartEntity("224"), ActorRefs.NoSender);
        region.Tell(new CounterProtocol.Get(224), TestActor);
        ExpectMsg(0);
        var state = await region.Ask<CurrentShardRegionState>(GetShardRegionState.Instance);
        Assert.Contains(new ShardState("24", ImmutableHashSet.Create("224")), state.Shards);
        Assert.Empty(state.Failed);
        var stats = await region.Ask<ShardRegionStats>(GetShardRegionStats.Instance);
        Assert.Equal(1, stats.Stats["24"]);
        var regions = await region.Ask<CurrentRegions>(GetCurrentRegions.Instance);
        Assert.Equal(Cluster.Get(Sys).SelfAddress, regions.Regions.Single());
        var all = await region.Ask<ClusterShardingStats>(new GetClusterShardingStats(TimeSpan.FromHours(1)));
        Assert.Equal(1, all.Regions[Cluster.Get(Sys).SelfAddress].Stats["24"]);
        var location = await region.Ask<EntityLocation>(new GetEntityLocation("224", TimeSpan.FromHours(1)));
        Assert.Equal((Cluster.Get(Sys).SelfAddress, "24"), (location.ShardRegion, location.ShardId));
    }

    [Fact]
    public void A_region_hands_everything_off_and_stops_when_it_is_asked_to()
    {
        var strategy = new FirstRegion();
        var region = ClusterSharding.Get(Sys).Start(
            "supervised",
            _ => CounterSupervisor.Props(),
            ClusterShardingSettings.Create(Sys).WithPassivateIdleAfter(TimeSpan.Zero),
            HashCodeMessageExtractor.Create(30, static message => (message as CounterProtocol.EntityEnvelope)?.Id.ToString(null, null), static message => ((CounterProtocol.EntityEnvelope)message).Payload),
            strategy,
            PoisonPill.Instance);
        region.Tell(new CounterProtocol.EntityEnvelope(1, CounterProtocol.Increment.Instance));
        region.Tell(new CounterProtocol.EntityEnvelope(1, new CounterProtocol.Get(1)), TestActor);
        ExpectMsg(1);
        Assert.Equal(1, strategy.Asked);
        var counter = LastSender;
        Watch(counter);
        Watch(region);
        region.Tell(GracefulShutdown.Instance);
        // In either order: the counter tells those above it that it has stopped before it tells others.
        var ended = new HashSet<IActorRef> { ExpectMsg<Terminated>().ActorRef, ExpectMsg<Terminated>().ActorRef };
        Assert.Equal(new HashSet<IActorRef> { counter, region }, ended);
    }

    [Fact]
    public void A_singleton_is_reached_through_its_proxy()
    {
        var manager = Sys.ActorOf(
            ClusterSingletonManager.Props(singletonProps: Props.Create<Echo>(), terminationMessage: PoisonPill.Instance, settings: ClusterSingletonManagerSettings.Create(Sys).WithSingletonName("echo")),
            name: "consumer");
        var proxy = Sys.ActorOf(ClusterSingletonProxy.Props("/user/consumer", ClusterSingletonProxySettings.Create(Sys).WithSingletonName("echo")), "consumerProxy");
        proxy.Tell("hello", TestActor);
        ExpectMsg("hello");
        Assert.Equal(manager.Path / "echo", LastSender.Path);
        var other = ClusterSingleton.Get(Sys).Init(SingletonActor.Create(Props.Create<Echo>(), "other").WithStopMessage(PoisonPill.Instance));
        other.Tell("hi", TestActor);
        ExpectMsg("hi");
    }

    [Fact]
    public void Topics_groups_and_paths_reach_whom_they_are_for()
    {
        var mediator = DistributedPubSub.Get(Sys).Mediator;
        mediator.Tell(new Subscribe("content", TestActor), TestActor);
        ExpectMsg<SubscribeAck>(ack => Assert.Equal("content", ack.Subscribe.Topic));
        mediator.Tell(new Publish("content", "hello"), TestActor);
        ExpectMsg("hello");
        mediator.Tell(new Subscribe("content", TestActor, "group"), TestActor);
        ExpectMsg<SubscribeAck>(ack => Assert.Equal("group", ack.Subscribe.Group));
        mediator.Tell(new Publish("content", "to one", sendOneMessageToEachGroup: true), TestActor);
        ExpectMsg("to one");
        mediator.Tell(GetTopics.Instance, TestActor);
        ExpectMsg<CurrentTopics>(topics => Assert.Equal(["content"], topics.Topics));
        mediator.Tell(new Put(TestActor));
        mediator.Tell(new Send(TestActor.Path.ToStringWithoutAddress(), "by path", localAffinity: true), TestActor);
        ExpectMsg("by path");
        mediator.Tell(new SendToAll(TestActor.Path.ToStringWithoutAddress(), "to all"), TestActor);
        ExpectMsg("to all");
        mediator.Tell(new Remove(TestActor.Path.ToStringWithoutAddress()));
        mediator.Tell(new Unsubscribe("content", TestActor, "group"), TestActor);
        ExpectMsg<UnsubscribeAck>();
        mediator.Tell(new Unsubscribe("content", TestActor), TestActor);
        ExpectMsg(new UnsubscribeAck(new Unsubscribe("content", TestActor)));
        EventFilter.DeadLetter<string>().ExpectOne(() => mediator.Tell(new Publish("content", "for nobody"), TestActor));
    }

    // A strategy of one's own, of the two methods that it takes.
    private sealed class FirstRegion : IShardAllocationStrategy
    {
        public int Asked { get; private set; }

        public Task<IActorRef> AllocateShard(IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations)
        {
            Asked++;
            return Task.FromResult(currentShardAllocations.Keys.First());
        }

        public Task<IImmutableSet<string>> Rebalance(IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress) =>
            Task.FromResult<IImmutableSet<string>>(ImmutableHashSet<string>.Empty);
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
