using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;

namespace Switchboard.Hosting.Cluster;

/// <summary>Makes an actor system a node of a cluster.</summary>
internal static class ClusterJoining
{
    /// <summary>Listens for other nodes as the settings say, and joins through its <see cref="Herald"/>.</summary>
    /// <param name="akka">The builder of the actor system.</param>
    /// <param name="settings">How the node is found, and whom it joins.</param>
    /// <param name="role">What the node is for: split-brain resolution counts the role <c>node</c> only.</param>
    public static AkkaConfigurationBuilder WithCluster(this AkkaConfigurationBuilder akka, ClusterSettings settings, string role) => akka
        .AddHocon(Hocon(settings, role), HoconAddMode.Prepend)
        .WithActors((system, _) => system.ActorOf(Herald.Props([.. settings.SeedNodes().Select(Address.Parse)]), Herald.Name));

    // The herald joins, so that no seed nodes stand here.
    private static Config Hocon(ClusterSettings settings, string role) => ConfigurationFactory.ParseString($$"""
        akka {
          actor.provider = cluster
          remote {
            secret = {{Quoted(settings.Secret ?? "")}}
            dot-netty.tcp { hostname = {{Quoted(settings.Bind)}}, public-hostname = {{Quoted(settings.Host)}}, port = {{settings.Port}} }
          }
          cluster { roles = [{{Quoted(role)}}], seed-nodes = [] }
        }
        """);

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
