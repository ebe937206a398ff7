using System.Net;
using Akka.Configuration;
using Switchboard.Hosting.Settings;

namespace Switchboard.Hosting.Cluster;

/// <summary>How a program is found by others, and whom it joins. Immutable.</summary>
/// <param name="System">The name of the actor system.</param>
/// <param name="Host">What other nodes reach this one at.</param>
/// <param name="Port">0 lets the system pick a free one.</param>
/// <param name="Seeds">Nodes to join through.</param>
/// <param name="Secret">What nodes prove to each other that they know; null when they need not.</param>
/// <param name="IsEncrypted">True when nodes show each other certificates.</param>
internal sealed record ClusterSettings(string System, string Host, int Port, IReadOnlyList<SeedAddress> Seeds, string? Secret, bool IsEncrypted)
{
    /// <summary>The address to listen on: loopback when that is what others reach this node at, else every address of the machine.</summary>
    public string Bind => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address)) ? Host : "0.0.0.0";

    /// <summary>Who may join, for people.</summary>
    public string Access => (Secret, IsEncrypted, Bind == Host) switch
    {
        (null, false, true) => "open, on loopback only (CLUSTER_SECRET is not set)",
        (null, false, false) => "OPEN: whoever reaches the port may join (CLUSTER_SECRET is not set)",
        (null, true, _) => "with a certificate",
        (_, true, _) => "with a certificate and the cluster's secret",
        _ => "with the cluster's secret",
    };

    /// <summary>Addresses to join through.</summary>
    public IEnumerable<string> SeedNodes() => Seeds.Select(seed => seed.ToUri(System, IsEncrypted));

    /// <exception cref="SettingException">A value, or two of them together, are not allowed.</exception>
    public static ClusterSettings Read(SettingSources sources, Config config)
    {
        var settings = new ClusterSettings(
            sources.Get(CommonSettings.ActorSystem), sources.Get(CommonSettings.ClusterIp), sources.Get(CommonSettings.ClusterPort),
            sources.Get(CommonSettings.ClusterSeeds), sources.Get(CommonSettings.ClusterSecret),
            config.GetBoolean("akka.remote.dot-netty.tcp.enable-ssl"));
        if (settings.Seeds.FirstOrDefault(s => s.System is { } name && name != settings.System) is { } foreign)
        {
            throw new SettingException(
                $"CLUSTER_SEEDS names a node of the actor system {foreign.System}, but ACTORSYSTEM is {settings.System}: nodes of a cluster have one name.");
        }
        return settings;
    }
}
