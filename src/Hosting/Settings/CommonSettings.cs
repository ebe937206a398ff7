using System.Net;
using Microsoft.Extensions.Logging;
using Switchboard.Hosting.Cluster;
using static Switchboard.Hosting.Settings.SettingParsers;

namespace Switchboard.Hosting.Settings;

/// <summary>The settings that every program of the service has, under the same names and paths.</summary>
internal static class CommonSettings
{
    public static readonly Setting<IPAddress> HttpHost = new(
        "HTTP_HOST", "switchboard.http.host", "Address to listen on.", "an IP address or localhost", Address);

    public static readonly Setting<int> HttpPort = new(
        "HTTP_PORT", "switchboard.http.port", "Port to listen on; 0 picks a free one.", "a number from 0 to 65535", Integer(0, 65535));

    public static readonly Setting<string> ActorSystem = new(
        "ACTORSYSTEM", "switchboard.actor-system", "Name of the actor system, the same on all nodes of a cluster.",
        "letters, digits, - and _, starting with a letter or digit", SystemName);

    public static readonly Setting<string> ClusterIp = new(
        "CLUSTER_IP", "switchboard.cluster.ip", "Address or host name that other nodes reach this one at.", "an IP address or a host name", SeedAddress.Host);

    public static readonly Setting<int> ClusterPort = new(
        "CLUSTER_PORT", "switchboard.cluster.port", "Port for other nodes; 0 picks a free one.", "a number from 0 to 65535", Integer(0, 65535));

    public static readonly Setting<IReadOnlyList<SeedAddress>> ClusterSeeds = new(
        "CLUSTER_SEEDS", "switchboard.cluster.seeds", "Nodes to join through, with commas between; unset: a cluster of one.",
        "a list with commas of HOST, HOST:PORT or akka.tcp://SYSTEM@HOST:PORT", SeedAddress.List);

    public static readonly Setting<string?> ClusterSecret = new(
        "CLUSTER_SECRET", "switchboard.cluster.secret", "What nodes prove to each other that they know; unset: anyone who reaches CLUSTER_PORT may join.",
        "a text of at least 16 bytes", Key(16)) { IsSecret = true };

    public static readonly Setting<LogLevel> LogLevel = new(
        "LOG_LEVEL", "switchboard.log-level", "How much is logged.", "debug, info, warning or error",
        OneOf(
            ("debug", Microsoft.Extensions.Logging.LogLevel.Debug), ("info", Microsoft.Extensions.Logging.LogLevel.Information),
            ("warning", Microsoft.Extensions.Logging.LogLevel.Warning), ("error", Microsoft.Extensions.Logging.LogLevel.Error)));
}
