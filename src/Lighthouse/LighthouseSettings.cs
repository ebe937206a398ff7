using System.Net;
using Akka.Configuration;
using Switchboard.Hosting.Cluster;
using Switchboard.Hosting.Settings;

namespace Switchboard.Lighthouse;

/// <summary>Everything that can be set on a lighthouse, read and checked. Immutable.</summary>
/// <param name="HttpHost">Where the health endpoint listens.</param>
/// <param name="HttpPort">0 lets the system pick a free one.</param>
/// <param name="Cluster">How the lighthouse is found, and which other lighthouses it joins.</param>
/// <param name="LogLevel">How much is logged.</param>
internal sealed record LighthouseSettings(IPAddress HttpHost, int HttpPort, ClusterSettings Cluster, LogLevel LogLevel)
{
    /// <summary>Every setting, in the order in which help shows them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        CommonSettings.ActorSystem, CommonSettings.ClusterIp, CommonSettings.ClusterPort, CommonSettings.ClusterSeeds, CommonSettings.ClusterSecret,
        CommonSettings.HttpHost, CommonSettings.HttpPort, CommonSettings.LogLevel,
    ];

    /// <exception cref="SettingException">A value, or two of them together, are not allowed.</exception>
    public static LighthouseSettings Read(SettingSources sources, Config config) => new(
        sources.Get(CommonSettings.HttpHost), sources.Get(CommonSettings.HttpPort), ClusterSettings.Read(sources, config), sources.Get(CommonSettings.LogLevel));
}
