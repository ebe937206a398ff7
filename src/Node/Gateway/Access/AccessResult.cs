namespace Switchboard.Node.Gateway.Access;

/// <summary>The outcome of an access check.</summary>
/// <param name="Identity">Who the request speaks for; null when the node is open.</param>
/// <param name="Refusal">Why it is refused, or null when it passes.</param>
/// <param name="Status">The HTTP status of a refusal.</param>
internal readonly record struct AccessResult(string? Identity, string? Refusal, int Status)
{
    public bool IsRefused => Refusal is not null;
}
