using Akka.Actor;
using Akka.Configuration;
using Akka.Coordination;

namespace Akka.Cluster.Tests.Coordination;

/// <summary>Leases are made from their configuration, one for each name, section and owner, and whatever is wrong with it is said.</summary>
public sealed class LeaseTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("leases", ConfigurationFactory.ParseString($$"""
        good { lease-class = "{{typeof(TestLease).AssemblyQualifiedName}}", heartbeat-timeout = 40s, heartbeat-interval = "" }
        unknown { lease-class = "Nobody.Knows, This" }
        hasty { lease-class = "{{typeof(TestLease).AssemblyQualifiedName}}", heartbeat-timeout = 10s, heartbeat-interval = 5s }
        """));

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task A_lease_is_made_once_with_its_settings_over_the_defaults()
    {
        var provider = LeaseProvider.Get(_system);
        var lease = provider.GetLease("shard-1", "good", "node-1");
        Assert.Same(lease, provider.GetLease("shard-1", "good", "node-1"));
        Assert.NotSame(lease, provider.GetLease("shard-1", "good", "node-2"));
        Assert.Equal("shard-1", lease.Settings.LeaseName);
        Assert.Equal("node-1", lease.Settings.OwnerName);
        Assert.Equal(TimeSpan.FromSeconds(40), lease.Settings.TimeoutSettings.HeartbeatTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), lease.Settings.TimeoutSettings.HeartbeatInterval); // a tenth, at least 5 s
        Assert.Equal(TimeSpan.FromSeconds(5), lease.Settings.TimeoutSettings.OperationTimeout);
        Assert.True(await lease.Acquire());
        Assert.True(lease.CheckLease());
    }

    [Theory]
    [InlineData("nowhere", "nowhere")]
    [InlineData("unknown", "Nobody.Knows")]
    [InlineData("hasty", "heartbeat-interval must be less than half heartbeat-timeout")]
    public void What_is_wrong_is_said(string path, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => LeaseProvider.Get(_system).GetLease("x", path, "me")).Message, StringComparison.Ordinal);

    public sealed class TestLease(LeaseSettings settings, ExtendedActorSystem system) : Lease(settings)
    {
        private bool _held;

        public ActorSystem System { get; } = system;

        public override Task<bool> Acquire() => Task.FromResult(_held = true);

        public override Task<bool> Acquire(Action<Exception> leaseLostCallback) => Acquire();

        public override Task<bool> Release() => Task.FromResult(!(_held = false));

        public override bool CheckLease() => _held;
    }
}
