using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Hosting;

namespace Switchboard.Hosting.Cluster;

/// <summary>Makes an actor system a node of a cluster.</summary>
internal static class ClusterJoining
{
    /// <summary>Listens for other nodes as the settings say, and joins through its <see cref="Herald"/>.</summary>
    /// <param name="akka">The builder of the actor system.</param>
    /// <param name="settings">How the node is found, and whom it joins.</param>
    /// <param name="role">What the node is for: split-brain resolution counts the role <c>node</c> only.</param>
    /// <param name="founds">True for a program that makes a cluster of itself where it hears of none.</param>
    public static AkkaConfigurationBuilder WithCluster(this AkkaConfigurationBuilder akka, ClusterSettings settings, string role, bool founds) => akka
        .AddHocon(ConfigurationFactory.ParseString($"akka.remote.secret = {Quoted(settings.Secret ?? "")}"), HoconAddMode.Prepend)
        .WithRemoting(settings.Bind, settings.Port, settings.Host)
        .WithClustering(new ClusterOptions { Roles = [role] })
        .WithActors((system, _) => system.ActorOf(Herald.Props([.. settings.SeedNodes().Select(Address.Parse)], founds), Herald.Name));

    /// <summary>Makes a cluster of itself, without a port that others could reach.</summary>
    /// <param name="akka">The builder of the actor system.</param>
    /// <param name="role">What the node is for.</param>
    public static AkkaConfigurationBuilder WithClusterOfOne(this AkkaConfigurationBuilder akka, string role) => akka
        // Another engine does not know this key, and takes a free port of loopback.
        .AddHocon("akka.remote.listen = off", HoconAddMode.Prepend)
        .WithRemoting("127.0.0.1", 0)
        .WithClustering(new ClusterOptions { Roles = [role] })
        .WithActors((system, _) =>
        {
            var cluster = Akka.Cluster.Cluster.Get(system);
            cluster.Join(cluster.SelfAddress);
        });

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
