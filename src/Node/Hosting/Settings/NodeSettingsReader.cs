using System.Net;
using Akka.Configuration;
using Switchboard.Hosting.Cluster;
using Switchboard.Hosting.Settings;

namespace Switchboard.Node.Hosting.Settings;

/// <summary>Reads all settings at once, and checks what concerns more than one of them.</summary>
internal static class NodeSettingsReader
{
    /// <exception cref="SettingException">A value, or two of them together, are not allowed.</exception>
    public static NodeSettings Read(SettingSources sources, Config config)
    {
        var settings = new NodeSettings
        {
            HttpHost = sources.Get(CommonSettings.HttpHost),
            HttpPort = sources.Get(CommonSettings.HttpPort),
            AllowedOrigins = sources.Get(SettingCatalog.AllowedOrigins),
            AuthSecret = sources.Get(SettingCatalog.AuthSecret),
            DataDir = sources.Get(SettingCatalog.DataDir),
            Database = sources.Get(SettingCatalog.DatabaseUrl),
            JournalSync = sources.Get(SettingCatalog.JournalSync),
            Cluster = ClusterSettings.Read(sources, config),
            PbmPort = sources.Get(SettingCatalog.PbmPort),
            FrameLimit = sources.Get(SettingCatalog.FrameLimit),
            ChannelLimit = sources.Get(SettingCatalog.ChannelLimit),
            IdleTimeout = sources.Get(SettingCatalog.IdleTimeout),
            OutboundLimit = sources.Get(SettingCatalog.OutboundLimit),
            InboundWindow = sources.Get(SettingCatalog.InboundWindow),
            DrainBatch = sources.Get(SettingCatalog.DrainBatch),
            DrainInterval = sources.Get(SettingCatalog.DrainInterval),
            DrainLimit = sources.Get(SettingCatalog.DrainLimit),
            LogLevel = sources.Get(CommonSettings.LogLevel),
        };
        if (settings.IsOpen && !IPAddress.IsLoopback(settings.HttpHost))
        {
            throw new SettingException(
                $"AUTH_SECRET must be set when HTTP_HOST is {settings.HttpHost}: without it anyone who reaches that address could read and write.");
        }
        if (settings.IsClustered && settings.Database is null)
        {
            throw new SettingException(
                "DATABASE_URL must be set when CLUSTER_SEEDS is: nodes of a cluster share one PostgreSQL database, and the SQLite file in DATA_DIR is seen by one node only.");
        }
        if (settings.FrameLimit > settings.OutboundLimit)
        {
            throw new SettingException(
                $"FRAME_LIMIT is {settings.FrameLimit} bytes, but allowed is at most OUTBOUND_LIMIT, {settings.OutboundLimit} bytes: a message must fit in the queue of its receivers.");
        }
        return settings;
    }
}
