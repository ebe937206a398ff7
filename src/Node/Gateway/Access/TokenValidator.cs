using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Switchboard.Node.Gateway.Access;

/// <summary>
/// Checks the signed tokens of clients: JWTs, HS256 only, with an end (<c>exp</c>) and a subject (<c>sub</c>), which becomes the identity.
/// Encrypted and unsigned ones are refused before they are taken apart. Thread-safe.
/// </summary>
internal sealed class TokenValidator
{
    /// <summary>Longer tokens are refused unread.</summary>
    public const int MaxLength = 8 * 1024;

    /// <summary>The longest <c>sub</c>, in bytes of UTF-8: it is stored with each message of its bearer.</summary>
    public const int MaxIdentityBytes = 200;

    /// <summary>How far the clocks of this machine and of whoever signs may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxLength };
    private readonly TokenValidationParameters _parameters;

    public TokenValidator(string secret, TimeProvider time)
    {
        _parameters = new TokenValidationParameters
        {
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            // A delegate instead of the library's own check, which reads the wall clock.
            LifetimeValidator = (notBefore, expires, _, _) => CheckLifetime(notBefore, expires, time.GetUtcNow().UtcDateTime),
        };
    }

    public TokenResult Validate(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return TokenResult.Refused("token_missing");
        // A signed token has three parts, an encrypted one five.
        if (token.Length > MaxLength || token.AsSpan().Count('.') != 2 || !_handler.CanReadToken(token))
            return TokenResult.Refused("token_malformed");
        var result = _handler.ValidateToken(token, _parameters);
        if (!result.IsValid)
            return TokenResult.Refused(Reason(result.Exception));
        var identity = ((JsonWebToken)result.SecurityToken).Subject;
        return string.IsNullOrEmpty(identity) || Encoding.UTF8.GetByteCount(identity) > MaxIdentityBytes
            ? TokenResult.Refused("token_without_subject")
            : TokenResult.Accepted(identity);
    }

    private static bool CheckLifetime(DateTime? notBefore, DateTime? expires, DateTime now)
    {
        // The library gives the smallest date for a claim that is not there.
        if (expires is null || expires == DateTime.MinValue)
            throw new SecurityTokenNoExpirationException();
        if (now - ClockSkew > expires)
            throw new SecurityTokenExpiredException();
        if (now + ClockSkew < notBefore)
            throw new SecurityTokenNotYetValidException();
        return true;
    }

    private static string Reason(Exception exception) => exception switch
    {
        SecurityTokenNoExpirationException => "token_without_expiry",
        SecurityTokenExpiredException => "token_expired",
        SecurityTokenNotYetValidException => "token_not_yet_valid",
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidAlgorithmException => "token_signature_wrong",
        _ => "token_malformed",
    };
}
