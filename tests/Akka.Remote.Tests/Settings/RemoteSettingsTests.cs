using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Remote.Tests.Settings;

/// <summary>The defaults are the documented ones, and wrong values are refused with their key.</summary>
public sealed class RemoteSettingsTests
{
    [Fact]
    public void Defaults_are_as_documented()
    {
        var settings = new RemoteSettings(RemoteDefaults.Config);
        Assert.False(settings.LogReceive);
        Assert.False(settings.LogSend);
        Assert.False(settings.UntrustedMode);
        Assert.Empty(settings.TrustedSelectionPaths);
        Assert.Equal("DEBUG", settings.RemoteLifecycleEventsLogLevel);
        Assert.Equal("akka.remote.default-remote-dispatcher", settings.Dispatcher);
        Assert.Equal(50_000, settings.LogBufferSizeExceeding);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.ShutdownTimeout);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.FlushWait);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.StartupTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.RetryGateClosedFor);
        Assert.True(settings.UsePassiveConnections);
        Assert.Equal(TimeSpan.FromMilliseconds(50), settings.BackoffPeriod);
        Assert.Equal(TimeSpan.FromMilliseconds(300), settings.SysMsgAckTimeout);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.SysResendTimeout);
        Assert.Equal(200, settings.SysResendLimit);
        Assert.Equal(20_000, settings.SysMsgBufferSize);
        Assert.Equal(TimeSpan.FromMinutes(3), settings.InitialSysMsgDeliveryTimeout);
        Assert.Equal(TimeSpan.FromDays(2), settings.QuarantineSilentSystemTimeout);
        Assert.Equal(TimeSpan.FromDays(5), settings.QuarantineDuration);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.CommandAckTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.WatchHeartBeatInterval);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.WatchUnreachableReaperInterval);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.WatchHeartbeatExpectedResponseAfter);
        Assert.Equal(["akka.remote.dot-netty.tcp"], settings.TransportNames);
        Assert.Equal("Akka.Remote.Transport.DotNetty.TcpTransport,Akka.Remote", Assert.Single(settings.Transports).TransportClass);
        Assert.Equal(["gremlin", "trttl"], settings.Adapters.Keys.Order());
        Assert.Equal(128_000, settings.Transports[0].Config.GetByteSize("maximum-frame-size"));
    }

    [Theory]
    [InlineData("akka.remote.backoff-interval = 0s")]
    [InlineData("akka.remote.system-message-buffer-size = 0")]
    [InlineData("akka.remote.enabled-transports = [akka.remote.none]")]
    public void A_wrong_value_is_refused(string wrong)
    {
        var config = ConfigurationFactory.ParseString(wrong).WithFallback(RemoteDefaults.Config);
        Assert.Contains("akka.remote.", Assert.Throws<ConfigurationException>(() => new RemoteSettings(config)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akka.remote.dot-netty.tcp.maximum-frame-size = 1000b")]
    [InlineData("akka.remote.maximum-message-size = 1000b")]
    [InlineData("akka.remote.outbound-lanes = 1000")]
    [InlineData("akka.remote.connection-silence-timeout = 0s")]
    public void A_wrong_limit_is_refused(string wrong)
    {
        var config = ConfigurationFactory.ParseString(wrong).WithFallback(RemoteDefaults.Config);
        Assert.Throws<ConfigurationException>(() => new WireSettings(config, new RemoteSettings(config)));
    }

    [Fact]
    public async Task An_unknown_key_of_remoting_is_warned_of_with_what_may_be_meant()
    {
        using var system = ActorSystem.Create("keys", ConfigurationFactory.ParseString("""
            akka {
              actor { provider = remote, slow-handlers.report-after = off } # a busy machine makes handlers slow, and that is a warning too
              loglevel = WARNING
              stdout-loglevel = OFF
              loggers = ["Akka.Remote.Tests.Settings.RemoteSettingsTests+Warnings, Akka.Remote.Tests"]
              remote { secrett = x, dot-netty.tcp { hostname = "127.0.0.1", port = 0 } }
            }
            """));
        await system.Terminate(); // the logger has handled everything then
        Assert.Contains(Warnings.Seen, static text => text.Contains("akka.remote.secrett", StringComparison.Ordinal) && text.Contains("akka.remote.secret", StringComparison.Ordinal));
        Assert.Single(Warnings.Seen);
    }

    /// <summary>A logger that keeps warnings.</summary>
    public sealed class Warnings : UntypedActor
    {
        internal static System.Collections.Concurrent.ConcurrentQueue<string> Seen { get; } = [];

        /// <inheritdoc/>
        protected override void OnReceive(object message)
        {
            if (message is InitializeLogger) Sender.Tell(new LoggerInitialized());
            else if (message is Warning warning) Seen.Enqueue(warning.Message.ToString()!);
        }
    }
}
