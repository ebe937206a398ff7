using System.Net;
using Switchboard.Hosting.Cluster;
using Switchboard.Node.Gateway.Access;

namespace Switchboard.Node.Hosting.Settings;

/// <summary>When an acknowledged event is on disk.</summary>
internal enum JournalSync
{
    /// <summary>Before it is acknowledged: it survives the loss of power.</summary>
    Full,

    /// <summary>Written before, but synced later: it survives the end of the process, not the loss of power.</summary>
    Normal,
}

/// <summary>Everything that can be set, read and checked. Immutable.</summary>
internal sealed record NodeSettings
{
    public required IPAddress HttpHost { get; init; }

    /// <value>0 lets the system pick a free port.</value>
    public required int HttpPort { get; init; }

    public required IReadOnlyList<AllowedOrigin> AllowedOrigins { get; init; }

    public required string? AuthSecret { get; init; }

    public required string DataDir { get; init; }

    /// <value>PostgreSQL; null: SQLite in <see cref="DataDir"/>.</value>
    public required DatabaseUrl? Database { get; init; }

    public required JournalSync JournalSync { get; init; }

    /// <value>How other nodes find this one, and which ones it joins.</value>
    public required ClusterSettings Cluster { get; init; }

    public required int PbmPort { get; init; }

    /// <value>Bytes; a larger message of a client closes its socket.</value>
    public required int FrameLimit { get; init; }

    /// <value>Channels joined on one socket at a time.</value>
    public required int ChannelLimit { get; init; }

    /// <value>A socket that sends nothing for this long is closed.</value>
    public required TimeSpan IdleTimeout { get; init; }

    /// <value>Bytes that may wait for a socket that reads slowly; more closes it.</value>
    public required int OutboundLimit { get; init; }

    /// <value>Frames of one socket that may be in the works; the next is read when one of them is done.</value>
    public required int InboundWindow { get; init; }

    /// <value>Sockets closed at a time when the node drains.</value>
    public required int DrainBatch { get; init; }

    /// <value>From one batch to the next.</value>
    public required TimeSpan DrainInterval { get; init; }

    /// <value>The whole stop takes no longer.</value>
    public required TimeSpan DrainLimit { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>True when the node joins others; else it is a cluster of one that listens for nobody.</summary>
    public bool IsClustered => Cluster.Seeds.Count > 0;

    /// <summary>True when anyone may connect, which is allowed on loopback only.</summary>
    public bool IsOpen => AuthSecret is null;
}
