using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Remote.Hosting;
using Akka.Util;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Akka.Cluster.Sharding.Tests.Hosting;

/// <summary>Regions and proxies of a hosted system start with the host, with its services, and their options become their settings.</summary>
public sealed class WithShardRegionTests
{
    private static readonly IMessageExtractor Extractor = HashCodeMessageExtractor.Create(5, static message => message as string);

    private static Func<string, Props> Echo(string greeting) => id => Props.Create(() => new EchoActor(greeting, id));

    [Fact]
    public async Task Regions_and_proxies_are_registered_and_deliver()
    {
        using var host = Build(akka => akka
            .WithShardRegion<First>("first", Echo("one"), Extractor, new ShardOptions { Role = "node" })
            .WithShardRegion<Second>("second", (_, _) => Echo("two"), Extractor, new ShardOptions())
            .WithShardRegion<Third>("third", (_, _, resolver) => Echo(resolver.GetService<string>()), Extractor, new ShardOptions())
            .WithShardRegion<Elsewhere>("elsewhere", Echo("no"), Extractor, new ShardOptions { Role = "other" })
            .WithShardRegionProxy<Proxy>("first", "node", Extractor));
        await host.StartAsync();
        var registry = host.Services.GetRequiredService<IActorRegistry>();
        var system = host.Services.GetRequiredService<ActorSystem>();
        await Cluster.Get(system).JoinAsync(Cluster.Get(system).SelfAddress);
        Assert.Equal("one a", await registry.Get<First>().Ask<string>("a"));
        Assert.Equal("two a", await registry.Get<Second>().Ask<string>("a"));
        Assert.Equal("services a", await registry.Get<Third>().Ask<string>("a"));
        Assert.Equal("one a", await registry.Get<Proxy>().Ask<string>("a"));
        Assert.Equal("elsewhereProxy", registry.Get<Elsewhere>().Path.Name);
        Assert.Equal(["first", "second", "third"], ClusterSharding.Get(system).ShardTypeNames.Order(StringComparer.Ordinal));
        await host.StopAsync();
    }

    [Fact]
    public async Task The_two_functions_of_earlier_code_do_as_well()
    {
#pragma warning disable CS0618 // This is what the test is about.
        ExtractEntityId entityId = static message => message is string text ? (text, message) : Option<(string, object)>.None;
        ExtractShardId shardId = static message => message is string ? "1" : null;
        using var host = Build(akka => akka
            .WithShardRegion<First>("first", Echo("one"), entityId, shardId, new ShardOptions())
            .WithShardRegion<Second>("second", (_, _) => Echo("two"), entityId, shardId, new ShardOptions())
            .WithShardRegion<Third>("third", (_, _, resolver) => Echo(resolver.GetService<string>()), entityId, shardId, new ShardOptions())
            .WithShardRegionProxy<Proxy>("first", "node", entityId, shardId));
#pragma warning restore CS0618
        await host.StartAsync();
        var registry = host.Services.GetRequiredService<IActorRegistry>();
        var cluster = Cluster.Get(host.Services.GetRequiredService<ActorSystem>());
        await cluster.JoinAsync(cluster.SelfAddress);
        var patience = TimeSpan.FromSeconds(20);
        Assert.Equal("one a", await registry.Get<First>().Ask<string>("a", patience));
        Assert.Equal("two a", await registry.Get<Second>().Ask<string>("a", patience));
        Assert.Equal("services a", await registry.Get<Third>().Ask<string>("a", patience));
        Assert.Equal("one b", await registry.Get<Proxy>().Ask<string>("b", patience));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_daemon_process_runs_with_the_host_s_services_and_is_reached_in_turn()
    {
        using var host = Build(akka => akka
            .WithShardedDaemonProcess<First>(
                "daemon", 2, (_, _, resolver) => number => Echo(resolver.GetService<string>())($"{number}"), new ClusterDaemonOptions { Role = "node", KeepAliveInterval = TimeSpan.FromSeconds(1) })
            .WithShardedDaemonProcess<Second>("other", 1, (_, _, _) => number => Echo("other")($"{number}"))
            .WithShardedDaemonProcessProxy<Proxy>("elsewhere", 1, "node"));
        await host.StartAsync();
        var registry = host.Services.GetRequiredService<IActorRegistry>();
        var cluster = Cluster.Get(host.Services.GetRequiredService<ActorSystem>());
        await cluster.JoinAsync(cluster.SelfAddress);
        var patience = TimeSpan.FromSeconds(20);
        Assert.Equal("services 0", await registry.Get<First>().Ask<string>("a", patience));
        Assert.Equal("services 1", await registry.Get<First>().Ask<string>("a", patience));
        Assert.Equal("services 0", await registry.Get<First>().Ask<string>("a", patience));
        Assert.Equal("other 0", await registry.Get<Second>().Ask<string>("a", patience));
        Assert.Equal("sharded-daemon-process-elsewhere-router", registry.Get<Proxy>().Path.Name);
        await host.StopAsync();
    }

    [Fact]
    public void Options_become_settings()
    {
        using var system = ActorSystem.Create("options", "akka.actor.provider = cluster\nakka.remote.dot-netty.tcp { hostname = localhost, port = 0 }");
        var defaults = ClusterShardingSettings.Create(system);
        var same = new ShardOptions().ApplyTo(defaults);
        Assert.Equal((null, TimeSpan.FromSeconds(120), ""), (same.Role, same.PassivateIdleEntityAfter, same.JournalPluginId));
        var set = new ShardOptions
        {
            Role = "node",
            StateStoreMode = StateStoreMode.DData,
            RememberEntities = true,
            RememberEntitiesStore = RememberEntitiesStore.Eventsourced,
            JournalPluginId = "j",
            SnapshotPluginId = "s",
            PassivateIdleEntityAfter = TimeSpan.FromSeconds(7),
            ShardRegionQueryTimeout = TimeSpan.FromSeconds(8),
        }.ApplyTo(defaults);
        Assert.Equal(("node", StateStoreMode.DData, true, RememberEntitiesStore.Eventsourced), (set.Role, set.StateStoreMode, set.RememberEntities, set.RememberEntitiesStore));
        Assert.Equal(("j", "s", TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8)), (set.JournalPluginId, set.SnapshotPluginId, set.PassivateIdleEntityAfter, set.ShardRegionQueryTimeout));
        Assert.Equal(TimeSpan.Zero, new ShardOptions { ShouldPassivateIdleEntities = false, PassivateIdleEntityAfter = TimeSpan.FromSeconds(7) }.ApplyTo(defaults).PassivateIdleEntityAfter);
    }

    private static IHost Build(Action<AkkaConfigurationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton("services");
        builder.Services.AddAkka("hosted", (akka, _) =>
        {
            akka.AddHocon("akka.loglevel = WARNING", HoconAddMode.Prepend)
                .WithRemoting("localhost", 0)
                .WithClustering(new ClusterOptions { Roles = ["node"] })
                .WithInMemoryJournal()
                .WithInMemorySnapshotStore();
            configure(akka);
        });
        return builder.Build();
    }

    private sealed class First;

    private sealed class Second;

    private sealed class Third;

    private sealed class Elsewhere;

    private sealed class Proxy;

    private sealed class EchoActor : UntypedActor
    {
        private readonly string _greeting;
        private readonly string _id;

        public EchoActor(string greeting, string id)
        {
            _greeting = greeting;
            _id = id;
        }

        protected override void OnReceive(object message) => Sender.Tell($"{_greeting} {_id}");
    }
}
