using System.Diagnostics.CodeAnalysis;

namespace Switchboard.Node.Gateway.Access;

/// <summary>One entry of the list of origins whose pages may connect: an exact origin, all hosts below a domain, or everything.</summary>
internal sealed class AllowedOrigin
{
    private const string Below = "*.";

    private readonly string? _scheme;
    private readonly string _host;
    private readonly int _port;

    private AllowedOrigin(string? scheme, string host, int port)
    {
        _scheme = scheme;
        _host = host;
        _port = port;
    }

    /// <summary>Reads <c>scheme://host[:port]</c>, where the host may begin with <c>*.</c>, or <c>*</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AllowedOrigin? origin)
    {
        origin = null;
        if (text == "*")
        {
            origin = new AllowedOrigin(null, "*", 0);
            return true;
        }
        var wild = text.Replace("://" + Below, "://", StringComparison.Ordinal);
        if (!TryReadOrigin(wild, out var uri))
            return false;
        origin = new AllowedOrigin(uri.Scheme, wild.Length < text.Length ? Below + uri.Host : uri.Host, uri.Port);
        return true;
    }

    /// <summary>A list with commas; an empty text is an empty list.</summary>
    public static bool List(string text, out IReadOnlyList<AllowedOrigin> value)
    {
        var origins = new List<AllowedOrigin>();
        value = origins;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryParse(part, out var origin))
                return false;
            origins.Add(origin);
        }
        return true;
    }

    /// <summary>Reads the value of an <c>Origin</c> header: scheme, host and port and nothing else.</summary>
    public static bool TryReadOrigin(string text, [NotNullWhen(true)] out Uri? origin) =>
        Uri.TryCreate(text, UriKind.Absolute, out origin) && origin.Scheme is "http" or "https" && origin.Host.Length > 0
            && origin is { PathAndQuery: "/", UserInfo: "", Fragment: "" } && !text.EndsWith('/');

    public bool Matches(Uri origin)
    {
        if (_scheme is null)
            return true;
        return origin.Scheme == _scheme && origin.Port == _port && MatchesHost(origin.Host);
    }

    /// <summary>True when a page of this origin would have this host.</summary>
    public bool MatchesHost(string host) => _scheme is null || (_host.StartsWith(Below, StringComparison.Ordinal)
        ? host.EndsWith(_host.AsSpan(1), StringComparison.OrdinalIgnoreCase)
        : host.Equals(_host, StringComparison.OrdinalIgnoreCase));
}
