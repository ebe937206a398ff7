using Switchboard.Hosting.Settings;
using Switchboard.Node.Gateway.Access;
using static Switchboard.Hosting.Settings.SettingParsers;

namespace Switchboard.Node.Hosting.Settings;

/// <summary>Every setting of a node, in the order in which help shows them.</summary>
internal static class SettingCatalog
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static readonly Setting<IReadOnlyList<AllowedOrigin>> AllowedOrigins = new(
        "ALLOWED_ORIGINS", "switchboard.http.allowed-origins", "Origins of pages that may connect, besides the node's own.",
        "a list with commas of origins such as https://chat.example.com or https://*.example.com, or *", AllowedOrigin.List);

    public static readonly Setting<string?> AuthSecret = new(
        "AUTH_SECRET", "switchboard.auth.secret", "Key of the tokens (HS256) that clients must bring; unset: anyone may connect, on loopback only.",
        "a text of at least 32 bytes", Key(32)) { IsSecret = true };

    public static readonly Setting<string> DataDir = new(
        "DATA_DIR", "switchboard.data-dir", "Folder of the database.", "the path of a folder that can be written", Text);

    public static readonly Setting<DatabaseUrl?> DatabaseUrl = new(
        "DATABASE_URL", "switchboard.database-url", "PostgreSQL to store in, the same on all nodes of a cluster; unset: SQLite in DATA_DIR.",
        "postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require, or Npgsql's keys and values", Settings.DatabaseUrl.Parse) { IsSecret = true };

    public static readonly Setting<JournalSync> JournalSync = new(
        "JOURNAL_SYNC", "switchboard.journal.sync", "When an acknowledged event is on disk.",
        "full (before it is acknowledged) or normal (soon after)",
        OneOf(("full", Settings.JournalSync.Full), ("normal", Settings.JournalSync.Normal)));

    public static readonly Setting<int> PbmPort = new(
        "PBM_PORT", "switchboard.pbm.port", "Port of the live inspection.", "a number from 0 to 65535", Integer(0, 65535));

    public static readonly Setting<int> FrameLimit = new(
        "FRAME_LIMIT", "switchboard.socket.frame-limit", "Largest message of a client.", "a size such as 64KiB, from 1KiB to 16MiB", Bytes(1 << 10, 16 << 20));

    public static readonly Setting<int> ChannelLimit = new(
        "CHANNEL_LIMIT", "switchboard.socket.channel-limit", "Most channels joined on one socket.", "a number from 1 to 100000", Integer(1, 100_000));

    public static readonly Setting<TimeSpan> IdleTimeout = new(
        "IDLE_TIMEOUT", "switchboard.socket.idle-timeout", "A socket that sends nothing for this long is closed.",
        "a time such as 60s, from 1s to 24h", Time(Second, TimeSpan.FromHours(24)));

    public static readonly Setting<int> OutboundLimit = new(
        "OUTBOUND_LIMIT", "switchboard.socket.outbound-limit", "Most bytes that wait for a socket that reads slowly.",
        "a size such as 1MiB, from 64KiB to 64MiB", Bytes(64 << 10, 64 << 20));

    public static readonly Setting<int> InboundWindow = new(
        "INBOUND_WINDOW", "switchboard.socket.inbound-window", "Most messages of one socket in the works at a time.",
        "a number from 1 to 1024", Integer(1, 1024));

    public static readonly Setting<int> DrainBatch = new(
        "DRAIN_BATCH", "switchboard.drain.batch", "Sockets closed at a time when the node stops.", "a number from 1 to 100000", Integer(1, 100_000));

    public static readonly Setting<TimeSpan> DrainInterval = new(
        "DRAIN_INTERVAL", "switchboard.drain.interval", "Time from one such batch to the next.",
        "a time such as 250ms, from 0ms to 60s", Time(TimeSpan.Zero, TimeSpan.FromSeconds(60)));

    public static readonly Setting<TimeSpan> DrainLimit = new(
        "DRAIN_LIMIT", "switchboard.drain.limit", "Longest time that a stop may take.", "a time such as 30s, from 1s to 10m", Time(Second, TimeSpan.FromMinutes(10)));

    public static IReadOnlyList<Setting> All { get; } =
    [
        CommonSettings.HttpHost, CommonSettings.HttpPort, AllowedOrigins, AuthSecret, DataDir, DatabaseUrl, JournalSync,
        CommonSettings.ActorSystem, CommonSettings.ClusterIp, CommonSettings.ClusterPort, CommonSettings.ClusterSeeds, CommonSettings.ClusterSecret, PbmPort,
        FrameLimit, ChannelLimit, IdleTimeout, OutboundLimit, InboundWindow, DrainBatch, DrainInterval, DrainLimit, CommonSettings.LogLevel,
    ];
}
