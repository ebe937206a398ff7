using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Configuration;
using Akka.Routing;

namespace Akka.Cluster.Tools.Tests.PublishSubscribe;

/// <summary>Settings have the documented defaults, and say what cannot be.</summary>
public sealed class DistributedPubSubSettingsTests
{
    private static readonly Config Defaults = DistributedPubSub.DefaultConfig().GetConfig("akka.cluster.pub-sub")!;

    [Fact]
    public void Defaults_are_those_that_are_documented()
    {
        var settings = DistributedPubSubSettings.Create(Defaults);
        Assert.Null(settings.Role);
        Assert.IsType<RandomLogic>(settings.RoutingLogic);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.GossipInterval);
        Assert.Equal(TimeSpan.FromSeconds(120), settings.RemovedTimeToLive);
        Assert.Equal(3_000, settings.MaxDeltaElements);
        Assert.True(settings.SendToDeadLettersWhenNoSubscribers);
        Assert.Equal("distributedPubSubMediator", Defaults.GetString("name"));
    }

    [Fact]
    public void Each_part_can_be_changed_by_itself()
    {
        var settings = DistributedPubSubSettings.Create(Defaults)
            .WithRole("node").WithRoutingLogic(new RoundRobinRoutingLogic()).WithGossipInterval(TimeSpan.FromSeconds(2))
            .WithRemovedTimeToLive(TimeSpan.FromSeconds(3)).WithMaxDeltaElements(4).WithSendToDeadLettersWhenNoSubscribers(false);
        Assert.Equal("node", settings.Role);
        Assert.IsType<RoundRobinRoutingLogic>(settings.RoutingLogic);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.GossipInterval);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.RemovedTimeToLive);
        Assert.Equal(4, settings.MaxDeltaElements);
        Assert.False(settings.SendToDeadLettersWhenNoSubscribers);
    }

    [Theory]
    [InlineData("random", typeof(RandomLogic))]
    [InlineData("round-robin", typeof(RoundRobinRoutingLogic))]
    [InlineData("broadcast", typeof(BroadcastRoutingLogic))]
    public void Routing_logics_are_chosen_by_name(string name, Type logic) =>
        Assert.IsType(logic, DistributedPubSubSettings.Create(ConfigurationFactory.ParseString($"routing-logic = {name}").WithFallback(Defaults)).RoutingLogic);

    [Theory]
    [InlineData("consistent-hashing")]
    [InlineData("nearest")]
    public void Logics_that_have_no_meaning_here_are_refused(string name) =>
        Assert.Throws<ArgumentException>(() => DistributedPubSubSettings.Create(ConfigurationFactory.ParseString($"routing-logic = {name}").WithFallback(Defaults)));

    [Fact]
    public void Values_that_cannot_be_are_refused()
    {
        var settings = DistributedPubSubSettings.Create(Defaults);
        Assert.Throws<ArgumentOutOfRangeException>(() => settings.WithGossipInterval(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => settings.WithMaxDeltaElements(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => settings.WithRemovedTimeToLive(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ConfigurationException>(() => DistributedPubSubSettings.Create(Config.Empty));
        Assert.Throws<ArgumentException>(() => new Subscribe("", ActorRefs.Nobody));
        Assert.Throws<ArgumentException>(() => new Unsubscribe("", ActorRefs.Nobody));
    }
}
