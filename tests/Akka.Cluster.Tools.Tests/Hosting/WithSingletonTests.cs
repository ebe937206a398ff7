using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Cluster.Tools.Singleton;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Akka.Cluster.Tools.Tests.Hosting;

/// <summary>Singletons, their proxies and publish-subscribe of a hosted system start with the host and are found by type.</summary>
public sealed class WithSingletonTests
{
    [Fact]
    public async Task A_singleton_is_reached_through_the_proxy_that_is_registered()
    {
        using var host = await Started(static akka => akka
            .WithSingleton<First>("first", Props.Create(() => new Echo("one")))
            .WithSingleton<Second>("second", static (_, _, resolver) => Echoing(resolver.GetService<string>()), new ClusterSingletonOptions { Role = "node", BufferSize = 10 }));
        Assert.Equal("one a", await Get<First>(host).Ask<string>("a"));
        Assert.Equal("services a", await Get<Second>(host).Ask<string>("a"));
        Assert.Equal("/user/first-proxy", Get<First>(host).Path.ToStringWithoutAddress());
        await host.StopAsync();
    }

    [Fact]
    public async Task Without_a_proxy_the_singleton_runs_all_the_same_and_one_can_be_added()
    {
        using var host = await Started(static akka => akka
            .WithSingleton<First>("first", Echoing("one"), createProxyToo: false)
            .WithSingletonProxy<Second>("first"));
        Assert.False(Registry(host).TryGet<First>(out _));
        Assert.Equal("one a", await Get<Second>(host).Ask<string>("a"));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_proxy_finds_a_singleton_whose_manager_is_elsewhere()
    {
        using var host = await Started(static akka => akka
            .WithActors(static (system, _) => ClusterSingleton.Get(system).Init(SingletonActor.Create(Echoing("extension"), "echo")))
            .WithSingletonProxy<First>("echo", singletonManagerPath: "/system/singletonManagerecho"));
        Assert.Equal("extension a", await Get<First>(host).Ask<string>("a"));
        await host.StopAsync();
    }

    [Fact]
    public async Task On_a_node_without_the_role_there_is_only_a_proxy()
    {
        using var host = await Started(static akka => akka.WithSingleton<First>("first", Echoing("one"), new ClusterSingletonOptions { Role = "other" }));
        Assert.True(Registry(host).TryGet<First>(out _));
        var system = host.Services.GetRequiredService<ActorSystem>();
        var manager = await system.ActorSelection("/user/first").Ask<ActorIdentity>(new Identify(""));
        Assert.Null(manager.Subject);
        await host.StopAsync();
    }

    [Fact]
    public async Task The_termination_message_tells_the_instance_to_stop()
    {
        var told = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = await Started(akka => akka.WithSingleton<First>(
            "first", Props.Create(() => new Ending(told)), new ClusterSingletonOptions { TerminationMessage = "the end" }));
        Assert.Equal("here", await Get<First>(host).Ask<string>("a"));
        await host.StopAsync();
        Assert.Equal("the end", await told.Task);
    }

    [Fact]
    public async Task When_its_host_stops_the_instance_is_on_the_other_node()
    {
        using var first = await Started(static akka => akka.WithSingleton<First>("first", Echoing("one")));
        var seed = Cluster.Get(first.Services.GetRequiredService<ActorSystem>()).SelfAddress;
        using var second = await Started(static akka => akka.WithSingleton<First>("first", Echoing("two")), seed);
        Assert.Equal("one a", await Get<First>(second).Ask<string>("a"));
        await first.StopAsync();
        Assert.Equal("two a", await Get<First>(second).Ask<string>("a"));
        await second.StopAsync();
    }

    [Fact]
    public async Task The_mediator_is_registered()
    {
        using var host = await Started(static akka => akka.WithDistributedPubSub("node"));
        var mediator = Get<DistributedPubSub>(host);
        Assert.Same(DistributedPubSub.Get(host.Services.GetRequiredService<ActorSystem>()).Mediator, mediator);
        var subscribed = await mediator.Ask<SubscribeAck>(new Subscribe("topic", ActorRefs.Nobody));
        Assert.Equal("topic", subscribed.Subscribe.Topic);
        await host.StopAsync();
    }

    private static Props Echoing(string greeting) => Props.Create(() => new Echo(greeting));

    private static IActorRegistry Registry(IHost host) => host.Services.GetRequiredService<IActorRegistry>();

    private static IActorRef Get<TKey>(IHost host) => Registry(host).Get<TKey>();

    private static async Task<IHost> Started(Action<AkkaConfigurationBuilder> configure, Address? seed = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton("services");
        builder.Services.AddAkka("hosted", (akka, _) =>
        {
            akka.AddHocon("akka.loglevel = WARNING", HoconAddMode.Prepend)
                .WithRemoting("localhost", 0)
                .WithClustering(new ClusterOptions { Roles = ["node"] });
            configure(akka);
        });
        var host = builder.Build();
        await host.StartAsync();
        var cluster = Cluster.Get(host.Services.GetRequiredService<ActorSystem>());
        await cluster.JoinAsync(seed ?? cluster.SelfAddress);
        return host;
    }

    private sealed class First;

    private sealed class Second;

    private sealed class Echo(string greeting) : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell($"{greeting} {message}");
    }

    private sealed class Ending(TaskCompletionSource<object> told) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "a")
            {
                Sender.Tell("here");
                return;
            }

            told.TrySetResult(message);
            Context.Stop(Self);
        }
    }
}
