using Akka.Actor;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Akka.Remote.Tests.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Akka.Remote.Tests.Hosting;

/// <summary>A hosted system gets remoting by options in code; what is not set keeps its default.</summary>
public sealed class WithRemotingTests
{
    [Fact]
    public async Task Two_hosts_talk()
    {
        using var one = await Start("one", static builder => builder.WithRemoting("127.0.0.1", 0));
        using var other = await Start("other", static builder => builder
            .WithRemoting(static options =>
            {
                options.HostName = "127.0.0.1";
                options.Port = 0;
            })
            .WithActors(static (system, _) => system.ActorOf<Echo>("echo")));
        var (from, to) = (SystemOf(one), SystemOf(other));
        var echo = ((ExtendedActorSystem)from).Provider.ResolveActorRef(((ExtendedActorSystem)to).Provider.DefaultAddress + "/user/echo");
        Assert.Equal("hello", await echo.Ask<string>("hello"));
        await one.StopAsync();
        await other.StopAsync();
    }

    [Fact]
    public async Task Options_become_configuration_and_the_rest_keeps_its_defaults()
    {
        using var host = await Start("options", static builder => builder.WithRemoting(new RemoteOptions
        {
            HostName = "127.0.0.1",
            Port = 0,
            PublicHostName = "public.example",
            PublicPort = 4711,
            MaxFrameSize = 64_000,
            SendBufferSize = 32_768,
            ReceiveBufferSize = 65_536,
            WatchFailureDetector = new PhiAccrualFailureDetectorOptions { Threshold = 12.5, AcceptableHeartbeatPause = TimeSpan.FromSeconds(4) },
            TransportFailureDetector = new DeadlineFailureDetectorOptions { HeartbeatInterval = TimeSpan.FromSeconds(2) },
        }));
        var system = SystemOf(host);
        Assert.Equal("akka.tcp://options@public.example:4711", ((ExtendedActorSystem)system).Provider.DefaultAddress.ToString());
        var config = system.Settings.Config;
        Assert.Equal(64_000, config.GetByteSize("akka.remote.dot-netty.tcp.maximum-frame-size"));
        Assert.Equal(12.5, config.GetDouble("akka.remote.watch-failure-detector.threshold"));
        Assert.Equal(TimeSpan.FromSeconds(4), config.GetTimeSpan("akka.remote.watch-failure-detector.acceptable-heartbeat-pause"));
        Assert.Equal(TimeSpan.FromSeconds(1), config.GetTimeSpan("akka.remote.watch-failure-detector.heartbeat-interval"));
        Assert.Equal(TimeSpan.FromSeconds(2), config.GetTimeSpan("akka.remote.transport-failure-detector.heartbeat-interval"));
        Assert.False(config.GetBoolean("akka.remote.dot-netty.tcp.enable-ssl"));
        await host.StopAsync();
    }

    private static ActorSystem SystemOf(IHost host) => host.Services.GetRequiredService<ActorSystem>();

    private static async Task<IHost> Start(string name, Action<AkkaConfigurationBuilder> configure)
    {
        var host = new HostBuilder().ConfigureServices(services => services.AddAkka(name, builder =>
        {
            builder.AddHocon("akka { loglevel = OFF, stdout-loglevel = OFF }", HoconAddMode.Append);
            configure(builder);
        })).Build();
        await host.StartAsync();
        return host;
    }
}
