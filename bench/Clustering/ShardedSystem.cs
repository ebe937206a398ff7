using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Switchboard.Bench.Actors;
using Switchboard.Bench.Remoting;

namespace Switchboard.Bench.Clustering;

/// <summary>A node of a cluster on loopback that stores in memory.</summary>
internal static class ShardedSystem
{
    public const string Name = "sharded";
    public const int Shards = 100;
    public const int Entities = 10_000;

    /// <summary>Entity ids, as messages carry them.</summary>
    public static readonly string[] Ids = [.. Enumerable.Range(0, Entities).Select(static i => "entity" + i)];

    public static readonly IMessageExtractor Extractor = HashCodeMessageExtractor.Create(Shards, static message => (message as Addressed)?.Id);

    public static ActorSystem Create(string role, string config = "") => ActorSystem.Create(
        Name,
        ConfigurationFactory.ParseString(config)
            .WithFallback(ConfigurationFactory.ParseString($$"""
                akka {
                  actor.provider = cluster
                  remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
                  cluster { roles = [{{role}}], shutdown-after-unsuccessful-join-seed-nodes = off }
                }
                """))
            .WithFallback(ConfigurationFactory.ParseString(Systems.Quiet))
            .WithFallback(ConfigurationFactory.ParseString(OrderSerializer.Bindings)));

    /// <summary>Starts a region, and waits until the coordinator knows it.</summary>
    public static async Task<IActorRef> StartAsync(ActorSystem system, string type, Props entity)
    {
        var sharding = ClusterSharding.Get(system);
        var region = sharding.Start(type, entity, sharding.Settings.WithRole("host"), Extractor);
        await region.Ask<CurrentRegions>(GetCurrentRegions.Instance, TimeSpan.FromSeconds(30));
        return region;
    }

    public static async Task<ActorSystem> CreateAloneAsync(string config = "")
    {
        var system = Create("host", config);
        await Cluster.Get(system).JoinAsync(Cluster.Get(system).SelfAddress);
        return system;
    }

    public static Addressed[] Messages(int bodyBytes) => [.. Ids.Select(id => new Addressed(id, new byte[bodyBytes]))];

    /// <summary>Counts what it gets, with all others.</summary>
    public sealed class Counted : UntypedActor
    {
        protected override void OnReceive(object message) => Arrived.One();
    }
}
