using System.Net;

namespace Switchboard.Node.Gateway.Access;

/// <summary>
/// Decides by a request's <c>Host</c> and <c>Origin</c> whether a page in a browser may speak to this node. Programs send no origin and pass:
/// the check protects people whose browser would bring the request along. Immutable.
/// </summary>
/// <param name="allowed">Origins that pass besides those whose host is the request's own.</param>
/// <param name="open">True when no token is asked for. Then the host must be a loopback name or an allowed one, or a page elsewhere could
/// give its own name a loopback address and be taken for the node's.</param>
internal sealed class OriginPolicy(IReadOnlyList<AllowedOrigin> allowed, bool open)
{
    /// <summary>Null when the request passes; else the reason why not.</summary>
    public string? Refusal(HttpRequest request)
    {
        var host = request.Host.Host;
        if (open && !IsLoopback(host) && !allowed.Any(a => a.MatchesHost(host)))
            return "host_not_allowed";
        var header = request.Headers.Origin;
        if (header.Count == 0)
            return null;
        if (header.Count > 1 || !AllowedOrigin.TryReadOrigin(header.ToString(), out var origin))
            return "origin_not_allowed";
        return origin.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || allowed.Any(a => a.Matches(origin)) ? null : "origin_not_allowed";
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
