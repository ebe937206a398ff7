using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Coordination;

namespace Akka.Cluster.Tools.Tests.Singleton;

/// <summary>Settings have the documented defaults, are refused when they make no sense, and change by copies.</summary>
public sealed class SettingsTests
{
    private static Config Section(string name, string config = "") =>
        ConfigurationFactory.ParseString(config).WithFallback(ClusterSingletonManager.DefaultConfig()).GetConfig($"akka.cluster.{name}")!;

    [Fact]
    public void The_defaults_are_the_documented_ones()
    {
        var manager = ClusterSingletonManagerSettings.Create(Section("singleton"));
        Assert.Equal("singleton", manager.SingletonName);
        Assert.Null(manager.Role);
        Assert.Equal(TimeSpan.Zero, manager.RemovalMargin);
        Assert.Equal(TimeSpan.FromSeconds(1), manager.HandOverRetryInterval);
        Assert.Null(manager.LeaseSettings);
        Assert.False(manager.ConsiderAppVersion);
        Assert.Equal(15, Section("singleton").GetInt("min-number-of-hand-over-retries"));

        var proxy = ClusterSingletonProxySettings.Create(Section("singleton-proxy"), considerAppVersion: false);
        Assert.Equal("singleton", proxy.SingletonName);
        Assert.Null(proxy.Role);
        Assert.Equal(TimeSpan.FromSeconds(1), proxy.SingletonIdentificationInterval);
        Assert.Equal(1000, proxy.BufferSize);
        Assert.False(proxy.ConsiderAppVersion);
        Assert.True(ReferenceEquals(ClusterSingletonProxy.DefaultConfig(), ClusterSingletonManager.DefaultConfig()));
    }

    [Fact]
    public void The_configuration_is_read()
    {
        var manager = ClusterSingletonManagerSettings.Create(Section("singleton", "akka.cluster.singleton { singleton-name = a, role = b, hand-over-retry-interval = 3s, use-lease = c, lease-retry-interval = 4s, consider-app-version = on }"));
        Assert.Equal(("a", "b", TimeSpan.FromSeconds(3), true), (manager.SingletonName, manager.Role, manager.HandOverRetryInterval, manager.ConsiderAppVersion));
        Assert.Equal(("c", TimeSpan.FromSeconds(4)), (manager.LeaseSettings!.LeaseImplementation, manager.LeaseSettings.LeaseRetryInterval));
        var proxy = ClusterSingletonProxySettings.Create(Section("singleton-proxy", "akka.cluster { singleton.singleton-name = a, singleton-proxy { role = b, buffer-size = 7, singleton-identification-interval = 2s } }"), true);
        Assert.Equal(("a", "b", 7, TimeSpan.FromSeconds(2), true), (proxy.SingletonName, proxy.Role, proxy.BufferSize, proxy.SingletonIdentificationInterval, proxy.ConsiderAppVersion));
    }

    [Fact]
    public void Settings_change_by_copies()
    {
        var lease = new LeaseUsageSettings("lease", TimeSpan.FromSeconds(1));
        var manager = new ClusterSingletonManagerSettings("a", "b", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), true)
            .WithSingletonName("c").WithRole("d").WithRemovalMargin(TimeSpan.FromSeconds(3)).WithHandOverRetryInterval(TimeSpan.FromSeconds(4)).WithLeaseSettings(lease);
        Assert.Equal(
            ("c", "d", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), lease, true),
            (manager.SingletonName, manager.Role, manager.RemovalMargin, manager.HandOverRetryInterval, manager.LeaseSettings, manager.ConsiderAppVersion));
        var proxy = new ClusterSingletonProxySettings("a", "", TimeSpan.FromSeconds(1), 1, false)
            .WithSingletonName("c").WithSingletonIdentificationInterval(TimeSpan.FromSeconds(3)).WithBufferSize(10_000);
        Assert.Equal(("c", null, TimeSpan.FromSeconds(3), 10_000), (proxy.SingletonName, proxy.Role, proxy.SingletonIdentificationInterval, proxy.BufferSize));
    }

    [Fact]
    public void Settings_that_earlier_code_makes_do_not_look_at_the_version()
    {
#pragma warning disable CS0618 // This is what the test is about.
        var lease = new LeaseUsageSettings("lease", TimeSpan.FromSeconds(1));
        var plain = new ClusterSingletonManagerSettings("a", "b", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal(("a", "b", null, false), (plain.SingletonName, plain.Role, plain.LeaseSettings, plain.ConsiderAppVersion));
        Assert.Same(lease, new ClusterSingletonManagerSettings("a", "b", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), lease).LeaseSettings);
        var proxy = new ClusterSingletonProxySettings("a", "b", TimeSpan.FromSeconds(1), 5);
        Assert.Equal(("a", "b", 5, false), (proxy.SingletonName, proxy.Role, proxy.BufferSize, proxy.ConsiderAppVersion));
        Assert.False(ClusterSingletonProxySettings.Create(Section("singleton-proxy")).ConsiderAppVersion);
#pragma warning restore CS0618
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        var second = TimeSpan.FromSeconds(1);
        Assert.Throws<ArgumentNullException>(() => new ClusterSingletonManagerSettings("", null, second, second, false));
        Assert.Throws<ArgumentException>(() => new ClusterSingletonManagerSettings("a", null, -second, second, false));
        Assert.Throws<ArgumentException>(() => new ClusterSingletonManagerSettings("a", null, second, TimeSpan.Zero, false));
        Assert.Throws<ArgumentNullException>(() => new ClusterSingletonProxySettings(" ", null, second, 1, false));
        Assert.Throws<ArgumentException>(() => new ClusterSingletonProxySettings("a", null, TimeSpan.Zero, 1, false));
        Assert.Throws<ArgumentException>(() => new ClusterSingletonProxySettings("a", null, second, 10_001, false));
        Assert.Throws<ConfigurationException>(() => ClusterSingletonManagerSettings.Create(Config.Empty));
        Assert.Throws<ConfigurationException>(() => ClusterSingletonProxySettings.Create(Config.Empty, false));
        Assert.Throws<ConfigurationException>(() => ClusterSingletonSettings.Create(Config.Empty));
    }

    [Fact]
    public void Retries_outlast_the_margin()
    {
        var settings = new ClusterSingletonManagerSettings("a", null, TimeSpan.Zero, TimeSpan.FromSeconds(1), false);
        Assert.Equal((23, 20), Retries(SingletonRules.From(settings, TimeSpan.FromSeconds(20), 15)));
        Assert.Equal((15, 12), Retries(SingletonRules.From(settings, TimeSpan.FromSeconds(3), 15)));
        Assert.Equal(TimeSpan.FromSeconds(5), SingletonRules.From(settings.WithRemovalMargin(TimeSpan.FromSeconds(5)), TimeSpan.FromSeconds(20), 15).Margin);

        static (int HandOver, int TakeOver) Retries(SingletonRules rules) => (rules.MaxHandOverRetries, rules.MaxTakeOverRetries);
    }

    [Fact]
    public void A_singleton_actor_is_described_step_by_step()
    {
        var props = Props.Create(() => new Akka.Cluster.Tests.Nodes.Collector(new List<object>()));
        var settings = ClusterSingletonSettings.Create(ClusterSingletonManager.DefaultConfig()).WithRole("r").WithRemovalMargin(TimeSpan.FromSeconds(9)).WithHandOverRetryInterval(TimeSpan.FromSeconds(8));
        var described = SingletonActor.Create(Props.Empty, "a").WithProps(props).WithStopMessage("stop").WithSettings(settings);
        Assert.Equal(("a", props, "stop", settings), (described.Name, described.Props, (string)described.StopMessage.Value, described.Settings.Value));
        Assert.Equal(("r", TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(8), 1000, TimeSpan.FromSeconds(1)),
            (settings.Role, settings.RemovalMargin, settings.HandOverRetryInterval, settings.BufferSize, settings.SingletonIdentificationInterval));
        Assert.False(SingletonActor.Create(props, "a").StopMessage.HasValue);
    }
}
