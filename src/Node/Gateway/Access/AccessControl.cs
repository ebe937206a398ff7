using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Gateway.Access;

/// <summary>Who may do what: the one place that the socket endpoint and the HTTP API ask. Immutable.</summary>
internal sealed class AccessControl
{
    private readonly OriginPolicy _origins;
    private readonly TokenValidator? _tokens;

    public AccessControl(NodeSettings settings, TimeProvider time)
    {
        _origins = new OriginPolicy(settings.AllowedOrigins, settings.IsOpen);
        _tokens = settings.AuthSecret is { } secret ? new TokenValidator(secret, time) : null;
    }

    /// <summary>Checks a request to open a socket.</summary>
    public AccessResult CheckSocket(HttpContext context) => Check(context.Request, _tokens is null ? null : TokenSource.FromSocketRequest(context));

    /// <summary>Checks a request to the HTTP API.</summary>
    public AccessResult CheckHttp(HttpRequest request) => Check(request, _tokens is null ? null : TokenSource.FromHeader(request));

    private AccessResult Check(HttpRequest request, string? token)
    {
        if (_origins.Refusal(request) is { } refusal)
            return new AccessResult(null, refusal, StatusCodes.Status403Forbidden);
        if (_tokens is null)
            return default;
        var result = _tokens.Validate(token);
        return result.Refusal is null ? new AccessResult(result.Identity, null, 0) : new AccessResult(null, result.Refusal, StatusCodes.Status401Unauthorized);
    }
}
