using Akka.Actor;
using Akka.Configuration;

namespace Akka.Remote.Tests.FailureDetection;

/// <summary>Failure detectors trust what sends heartbeats as usual, and suspect what does not.</summary>
public sealed class FailureDetectorTests
{
    private long _now = 1000;

    [Fact]
    public void Phi_grows_with_the_time_since_the_last_heartbeat()
    {
        (double SinceLast, double Phi)[] expected = [(0, 0), (500, 0), (1000, 0.3), (1200, 1.6), (1400, 4.7), (1600, 10.8), (1700, 15.3)];
        foreach (var (sinceLast, phi) in expected) Assert.Equal(phi, PhiAccrualFailureDetector.Phi(sinceLast, 1000, 100), 0.1);
        Assert.Equal(double.PositiveInfinity, PhiAccrualFailureDetector.Phi(100_000, 1000, 100));
    }

    [Fact]
    public void A_resource_without_heartbeats_is_available_and_not_monitored()
    {
        var detector = Phi();
        Assert.True(detector.IsAvailable);
        Assert.False(detector.IsMonitoring);
        Assert.Equal(0, detector.CurrentPhi);
    }

    [Fact]
    public void A_regular_sender_is_trusted_and_a_silent_one_suspected()
    {
        var detector = Phi();
        for (var i = 0; i < 100; i++, _now += 1000) detector.HeartBeat();
        Assert.True(detector.IsMonitoring);
        _now += 2000;
        Assert.True(detector.IsAvailable);
        _now += 3000;
        Assert.False(detector.IsAvailable);
        detector.HeartBeat();
        Assert.True(detector.IsAvailable);
    }

    [Fact]
    public void A_pause_that_made_it_suspected_does_not_make_the_detector_slow()
    {
        var detector = Phi();
        for (var i = 0; i < 100; i++, _now += 1000) detector.HeartBeat();
        _now += 60_000;
        for (var i = 0; i < 3; i++, _now += 1000) detector.HeartBeat();
        _now += 5000;
        Assert.False(detector.IsAvailable);
    }

    [Fact]
    public void The_history_keeps_the_latest_intervals()
    {
        var history = HeartbeatHistory.Empty(3);
        foreach (var interval in new[] { 10, 20, 30, 40, 50 }) history = history.With(interval);
        Assert.Equal(3, history.Count);
        Assert.Equal(40, history.Mean);
        Assert.Equal(8.16, history.StdDeviation, 0.01);
    }

    [Fact]
    public void A_deadline_is_the_interval_and_the_pause_together()
    {
        var detector = new DeadlineFailureDetector(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), () => _now);
        Assert.True(detector.IsAvailable);
        detector.HeartBeat();
        _now += 3999;
        Assert.True(detector.IsAvailable);
        _now += 1;
        Assert.False(detector.IsAvailable);
        Assert.Throws<ArgumentException>(() => new DeadlineFailureDetector(TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_registry_keeps_resources_apart()
    {
        var registry = new DefaultFailureDetectorRegistry<string>(Phi);
        registry.Heartbeat("one");
        Assert.True(registry.IsMonitoring("one"));
        Assert.False(registry.IsMonitoring("two"));
        _now += 60_000;
        registry.Heartbeat("two");
        Assert.False(registry.IsAvailable("one"));
        Assert.True(registry.IsAvailable("two"));
        registry.Remove("one");
        Assert.True(registry.IsAvailable("one"));
        registry.Reset();
        Assert.False(registry.IsMonitoring("two"));
    }

    [Fact]
    public void The_configured_detectors_are_made_with_their_settings()
    {
        using var system = ActorSystem.Create("detectors", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        var settings = new RemoteSettings(RemoteDefaults.Config);
        Assert.IsType<PhiAccrualFailureDetector>(FailureDetectorLoader.Load(settings.WatchFailureDetectorImplementationClass, settings.WatchFailureDetectorConfig, system));
        var protocol = new AkkaProtocolSettings(RemoteDefaults.Config);
        Assert.IsType<DeadlineFailureDetector>(FailureDetectorLoader.Load(protocol.TransportFailureDetectorImplementationClass, protocol.TransportFailureDetectorConfig, system));
        Assert.Throws<ConfigurationException>(() => FailureDetectorLoader.Load("No.Such, Thing", Config.Empty, system));
    }

    private PhiAccrualFailureDetector Phi() => new(8, 1000, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), () => _now);
}
