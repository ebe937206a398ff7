namespace Switchboard.Node.Gateway.Access;

/// <summary>What a token says: who its bearer is, or why it is refused. Exactly one of the two is set.</summary>
internal readonly record struct TokenResult(string? Identity, string? Refusal)
{
    public static TokenResult Accepted(string identity) => new(identity, null);

    public static TokenResult Refused(string reason) => new(null, reason);
}
