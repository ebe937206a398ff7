using System.Net;

namespace Switchboard.Hosting.Cluster;

/// <summary>A node to join through, as CLUSTER_SEEDS names it.</summary>
/// <param name="System">The name of its actor system; null when the text leaves it out: then it is this node's own.</param>
/// <param name="HostName">An IP address (IPv6 without brackets) or a host name.</param>
/// <param name="Port">From 1 to 65535; 4053 when the text leaves it out.</param>
internal sealed record SeedAddress(string? System, string HostName, int Port)
{
    /// <summary>The port of a node that names no other.</summary>
    public const int DefaultPort = 4053;

    private const string Plain = "akka.tcp://";
    private const string Encrypted = "akka.ssl.tcp://";

    /// <summary>The address as the actor system writes it.</summary>
    public string ToUri(string system, bool encrypted) => $"{(encrypted ? Encrypted : Plain)}{System ?? system}@{Bracketed(HostName)}:{Port}";

    /// <summary>An IPv6 address in brackets, anything else as it is.</summary>
    public static string Bracketed(string host) => host.Contains(':') ? $"[{host}]" : host;

    /// <summary>Reads a list with commas; an empty text is an empty list, and a seed named twice counts once.</summary>
    public static bool List(string text, out IReadOnlyList<SeedAddress> value)
    {
        var seeds = new List<SeedAddress>();
        value = seeds;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryParse(part, out var seed))
                return false;
            if (!seeds.Contains(seed))
                seeds.Add(seed);
        }
        return true;
    }

    /// <summary>Reads an IP address, an IPv6 address in brackets or without, or a host name.</summary>
    public static bool Host(string text, out string value)
    {
        value = text.Trim();
        if (value is ['[', .., ']'])
            value = value[1..^1];
        return Uri.CheckHostName(value) switch
        {
            UriHostNameType.IPv4 => IPAddress.TryParse(value, out _),
            UriHostNameType.IPv6 or UriHostNameType.Dns => true,
            _ => false,
        };
    }

    private static bool TryParse(string text, out SeedAddress seed)
    {
        seed = new(null, "", DefaultPort);
        string? system = null;
        // Whether connections are encrypted is no matter of the address: one setting says so for all of them.
        if (Array.Find([Plain, Encrypted], s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase)) is { } scheme)
        {
            text = text[scheme.Length..];
            var at = text.IndexOf('@', StringComparison.Ordinal);
            if (at < 0 || !Settings.SettingParsers.SystemName(text[..at], out var name))
                return false;
            system = name;
            text = text[(at + 1)..].TrimEnd('/');
        }
        var port = DefaultPort;
        // The colon before a port comes after the bracket of an IPv6 address, or is the only one.
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']') && (text.Contains(']') || text.IndexOf(':', StringComparison.Ordinal) == colon);
        if (hasPort && !(Settings.SettingParsers.Integer(1, 65535)(text[(colon + 1)..], out port)))
            return false;
        if (!Host(hasPort ? text[..colon] : text, out var host))
            return false;
        seed = new(system, host, port);
        return true;
    }
}
