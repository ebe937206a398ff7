using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Cluster.SBR;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Cluster.Tests.Hosting;

/// <summary>The options of a hosted cluster become its configuration.</summary>
public sealed class WithClusteringTests
{
    [Fact]
    public void Options_become_settings()
    {
        var settings = Read(new ClusterOptions
        {
            Roles = ["node", "blue"],
            SeedNodes = ["akka.tcp://sys@seed:4053"],
            MinimumNumberOfMembers = 3,
            MinimumNumberOfMembersPerRole = new() { ["node"] = 2 },
            AppVersion = "1.2.3",
            LogInfo = false,
            FailureDetector = new PhiAccrualFailureDetectorOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(500), UnreachableNodesReaperInterval = TimeSpan.FromMilliseconds(250) },
        });
        Assert.True(settings.Roles.SetEquals(["node", "blue"]));
        Assert.Equal([new Address("akka.tcp", "sys", "seed", 4053)], settings.SeedNodes);
        Assert.Equal(3, settings.MinNrOfMembers);
        Assert.Equal(2, settings.MinNrOfMembersOfRole["node"]);
        Assert.Equal("1.2.3", settings.AppVersion.Version);
        Assert.False(settings.LogInfo);
        Assert.Equal(TimeSpan.FromMilliseconds(500), settings.HeartbeatInterval);
        Assert.Equal(TimeSpan.FromMilliseconds(250), settings.UnreachableNodesReaperInterval);
    }

    [Fact]
    public void Without_options_the_defaults_hold()
    {
        var settings = Read(null);
        Assert.Empty(settings.SeedNodes);
        Assert.Equal(typeof(SplitBrainResolverProvider), settings.DowningProviderType);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.WeaklyUpAfter);
    }

    [Fact]
    public void A_strategy_with_its_settings_is_chosen()
    {
        var config = ConfigOf(new ClusterOptions { SplitBrainResolver = new StaticQuorumOption { QuorumSize = 3, Role = "node" } });
        var settings = new SplitBrainResolverSettings(config);
        Assert.Equal("static-quorum", settings.DowningStrategy);
        Assert.Equal(3, settings.StaticQuorumSettings.Size);
        Assert.Equal("node", settings.StaticQuorumSettings.Role);
        Assert.Equal(TimeSpan.FromSeconds(15), settings.DownAllWhenUnstable);
        Assert.False(new SplitBrainResolverSettings(ConfigOf(new ClusterOptions { SplitBrainResolver = new KeepOldestOption { DownIfAlone = false } })).KeepOldestSettings.DownIfAlone);
        Assert.Equal("keep-majority", new SplitBrainResolverSettings(ConfigOf(new ClusterOptions { SplitBrainResolver = SplitBrainResolverOption.Default })).DowningStrategy);
    }

    [Fact]
    public void A_seed_node_that_is_no_address_is_refused_at_once() =>
        Assert.Throws<ConfigurationException>(() => ConfigOf(new ClusterOptions { SeedNodes = ["seed:4053"] }));

    private static ClusterSettings Read(ClusterOptions? options) => new(ConfigOf(options), "sys");

    private static Config ConfigOf(ClusterOptions? options)
    {
        var builder = new AkkaConfigurationBuilder(new ServiceCollection(), "sys").WithClustering(options);
        Assert.Equal(ProviderSelection.Cluster.Instance, builder.ActorRefProvider.Value);
        return (builder.Configuration.HasValue ? builder.Configuration.Value : Config.Empty).WithFallback(ClusterDefaults.Config);
    }
}
