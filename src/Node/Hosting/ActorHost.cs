using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Switchboard.Hosting;
using Switchboard.Hosting.Cluster;
using Switchboard.Hosting.Health;
using Switchboard.Messages.Wire;
using Switchboard.Node.Gateway;
using Switchboard.Node.Gateway.Sessions;
using Switchboard.Node.Gateway.Sockets;
using Switchboard.Node.Hosting.Health;
using Switchboard.Node.Hosting.Settings;
using Switchboard.Node.Rooms;

namespace Switchboard.Node.Hosting;

/// <summary>The actor system of a node: its configuration, its journal and the actors at its top.</summary>
internal static class ActorHost
{
    /// <summary>The database in the data folder.</summary>
    public const string DatabaseFile = "switchboard.db";

    /// <summary>How long a room's answer is waited for: less than the 10 s that clients wait, so that they hear a reason.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(8);

    public static void AddActors(this IServiceCollection services, NodeSettings settings, Config config)
    {
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<NodeActors>();
        services.AddSingleton<IReadiness, ActorsReadiness>();
        services.AddSingleton<IReadiness, JournalReadiness>();
        services.AddSingleton<IReadiness, ClusterReadiness>();
        services.AddSingleton<IReadiness, RoomsReadiness>();
        services.AddAkka(settings.Cluster.System, (akka, provider) => akka
            .AddHocon(JournalSettings(settings), HoconAddMode.Append)
            .AddHocon(DrainSettings(settings), HoconAddMode.Append)
            .AddHocon(config, HoconAddMode.Append)
            .AddHocon(MessagesSerializer.Bindings, HoconAddMode.Append)
            .WithLoggerFactory(settings.LogLevel)
            .WithCluster(settings)
            .WithJournal(settings)
            .WithActors((system, _) => StartActors(system, config, settings, provider)));
    }

    private static void StartActors(ActorSystem system, Config config, NodeSettings settings, IServiceProvider provider)
    {
        var (rooms, hubs, requests) = RoomsAndHubs.Start(system, config, settings.IsClustered);
        var time = provider.GetRequiredService<TimeProvider>();
        var limits = new SessionLimits(settings.ChannelLimit, (long)(AnswerTime.TotalSeconds * time.TimestampFrequency));
        var services = new SessionServices(hubs, rooms, limits, provider.GetRequiredService<GatewayMetrics>(), time);
        DrainFirst(system, provider.GetRequiredService<SocketKeeper>());
        provider.GetRequiredService<NodeActors>().Set(rooms, requests, new(system.ActorOf(SessionsActor.Props(services), "sessions")));
    }

    // A node that its cluster stops, since it was told to leave or has been removed, drains as one that its process stops.
    private static void DrainFirst(ActorSystem system, SocketKeeper keeper) =>
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "drain-sockets", async () =>
        {
            await keeper.DrainAsync();
            return Akka.Done.Instance;
        });

    private static AkkaConfigurationBuilder WithCluster(this AkkaConfigurationBuilder akka, NodeSettings settings) =>
        settings.IsClustered ? akka.WithCluster(settings.Cluster, Roles.Node, founds: false) : akka.WithClusterOfOne(Roles.Node);

    private static AkkaConfigurationBuilder WithJournal(this AkkaConfigurationBuilder akka, NodeSettings settings) => settings.Database is { } database
        ? akka.WithSqlPersistence(database.ConnectionString, "PostgreSQL")
        : akka.WithSqlPersistence($"Data Source={Path.Combine(Path.GetFullPath(settings.DataDir), DatabaseFile)}", "SQLite.MS");

    // Half of the limit for the sockets, a third for the rooms, and what is left for the cluster and the journal, which take a second.
    private static Config DrainSettings(NodeSettings settings) => ConfigurationFactory.ParseString($$"""
        akka.coordinated-shutdown {
          default-phase-timeout = {{(long)settings.DrainLimit.TotalMilliseconds / 2}}ms
          phases.cluster-sharding-shutdown-region.timeout = {{(long)settings.DrainLimit.TotalMilliseconds / 3}}ms
        }
        """);

    private static Config JournalSettings(NodeSettings settings)
    {
        var sync = settings.JournalSync == JournalSync.Full ? "full" : "normal";
        return ConfigurationFactory.ParseString($$"""
            akka.persistence {
              journal.sql.sqlite-synchronous = {{sync}}
              snapshot-store.sql.sqlite-synchronous = {{sync}}
            }
            """);
    }
}
