using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Coordination;

namespace Akka.Cluster.Sharding.Tests.Settings;

/// <summary>The settings have the documented defaults, are read from the section that they are said to be in, and each can be changed by itself.</summary>
public sealed class ClusterShardingSettingsTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("settings");

    public void Dispose() => _system.Dispose();

    [Fact]
    public void The_defaults_are_the_documented_ones()
    {
        var settings = ClusterShardingSettings.Create(_system);
        Assert.Null(settings.Role);
        Assert.False(settings.RememberEntities);
        Assert.Equal("", settings.JournalPluginId);
        Assert.Equal("", settings.SnapshotPluginId);
        Assert.Equal(StateStoreMode.Persistence, settings.StateStoreMode);
        Assert.Equal(RememberEntitiesStore.DData, settings.RememberEntitiesStore);
        Assert.Equal(TimeSpan.FromSeconds(120), settings.PassivateIdleEntityAfter);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.ShardRegionQueryTimeout);
        Assert.Null(settings.LeaseSettings);

        var tuning = settings.TuningParameters;
        Assert.Equal(TimeSpan.FromSeconds(5), tuning.CoordinatorFailureBackoff);
        Assert.Equal(TimeSpan.FromSeconds(2), tuning.RetryInterval);
        Assert.Equal(100_000, tuning.BufferSize);
        Assert.Equal(TimeSpan.FromSeconds(60), tuning.HandOffTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), tuning.ShardStartTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), tuning.ShardFailureBackoff);
        Assert.Equal(TimeSpan.FromSeconds(10), tuning.EntityRestartBackoff);
        Assert.Equal(TimeSpan.FromSeconds(10), tuning.RebalanceInterval);
        Assert.Equal(1000, tuning.SnapshotAfter);
        Assert.Equal(2, tuning.KeepNrOfBatches);
        Assert.Equal(1, tuning.LeastShardAllocationRebalanceThreshold);
        Assert.Equal(3, tuning.LeastShardAllocationMaxSimultaneousRebalance);
        Assert.Equal(0, tuning.LeastShardAllocationAbsoluteLimit);
        Assert.Equal(0.1, tuning.LeastShardAllocationRelativeLimit);
        Assert.Equal(TimeSpan.FromSeconds(2), tuning.WaitingForStateTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), tuning.UpdatingStateTimeout);
        Assert.Equal("all", tuning.EntityRecoveryStrategy);
        Assert.Equal(TimeSpan.FromMilliseconds(100), tuning.EntityRecoveryConstantRateStrategyFrequency);
        Assert.Equal(5, tuning.EntityRecoveryConstantRateStrategyNumberOfEntities);
        Assert.Equal(3, tuning.CoordinatorStateWriteMajorityPlus);
        Assert.Equal(5, tuning.CoordinatorStateReadMajorityPlus);

        var singleton = settings.CoordinatorSingletonSettings;
        Assert.Equal("singleton", singleton.SingletonName);
        Assert.Null(singleton.Role);
        Assert.Equal(TimeSpan.FromSeconds(1), singleton.HandOverRetryInterval);
    }

    [Theory]
    [InlineData("off", 0)]
    [InlineData("OFF", 0)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("7s", 7)]
    public void Passivation_is_a_time_or_off(string text, int seconds)
    {
        var settings = ClusterShardingSettings.Create(
            ConfigurationFactory.ParseString($"passivate-idle-entity-after = {text}").WithFallback(ClusterSharding.DefaultConfig().GetConfig("akka.cluster.sharding")),
            ClusterSingletonManager.DefaultConfig().GetConfig("akka.cluster.singleton")!);
        Assert.Equal(TimeSpan.FromSeconds(seconds), settings.PassivateIdleEntityAfter);
        Assert.Equal(seconds > 0, settings.ShouldPassivateIdleEntities);
        Assert.False(settings.WithRememberEntities(true).ShouldPassivateIdleEntities);
    }

    [Fact]
    public void Each_setting_can_be_changed_and_the_others_stay()
    {
        var lease = new LeaseUsageSettings("some-lease", TimeSpan.FromSeconds(1));
        var before = ClusterShardingSettings.Create(_system);
        var settings = before
            .WithRole("workers")
            .WithJournalPluginId("journal")
            .WithSnapshotPluginId("snapshots")
            .WithPassivateIdleAfter(TimeSpan.FromMinutes(1))
            .WithStateStoreMode(StateStoreMode.DData)
            .WithRememberEntities(true)
            .WithLeaseSettings(lease)
            .WithTuningParameters(before.TuningParameters.WithBufferSize(5).WithLeastShardAllocationAbsoluteLimit(7).WithHandOffTimeout(TimeSpan.FromSeconds(8)))
            .WithCoordinatorSingletonSettings(before.CoordinatorSingletonSettings.WithRemovalMargin(TimeSpan.FromSeconds(9)));
        Assert.Equal("workers", settings.Role);
        Assert.Equal("journal", settings.JournalPluginId);
        Assert.Equal("snapshots", settings.SnapshotPluginId);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.PassivateIdleEntityAfter);
        Assert.Equal(StateStoreMode.DData, settings.StateStoreMode);
        Assert.True(settings.RememberEntities);
        Assert.Same(lease, settings.LeaseSettings);
        Assert.Equal(5, settings.TuningParameters.BufferSize);
        Assert.Equal(7, settings.TuningParameters.LeastShardAllocationAbsoluteLimit);
        Assert.Equal(TimeSpan.FromSeconds(8), settings.TuningParameters.HandOffTimeout);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.TuningParameters.RetryInterval);
        Assert.Equal(TimeSpan.FromSeconds(9), settings.CoordinatorSingletonSettings.RemovalMargin);
        Assert.Equal(100_000, before.TuningParameters.BufferSize);
        Assert.Null(settings.WithRole(null).Role);
    }

    [Fact]
    public void The_coordinator_s_singleton_has_the_settings_of_the_section_that_is_named()
    {
        using var system = ActorSystem.Create("named", """
            akka.cluster.sharding.coordinator-singleton = "my-singleton"
            my-singleton { singleton-name = x, role = "", hand-over-retry-interval = 3s, min-number-of-hand-over-retries = 15, use-lease = "", lease-retry-interval = 5s, consider-app-version = on }
            """);
        var singleton = ClusterShardingSettings.Create(system).CoordinatorSingletonSettings;
        Assert.Equal(TimeSpan.FromSeconds(3), singleton.HandOverRetryInterval);
        Assert.True(singleton.ConsiderAppVersion);
    }

    [Theory]
    [InlineData("state-store-mode = elsewhere")]
    [InlineData("remember-entities-store = elsewhere")]
    public void A_value_that_does_not_exist_is_refused(string setting)
    {
        using var system = ActorSystem.Create("wrong", $"akka.cluster.sharding {{ {setting} }}");
        Assert.Contains("elsewhere", Assert.Throws<ConfigurationException>(() => ClusterShardingSettings.Create(system)).Message, StringComparison.Ordinal);
    }
}
