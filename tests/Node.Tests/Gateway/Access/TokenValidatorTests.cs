using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Switchboard.Node.Gateway.Access;

namespace Switchboard.Node.Tests.Gateway.Access;

/// <summary>Only tokens that are signed with the node's secret (HS256), have not ended and name a subject are accepted; each refusal has its reason.</summary>
public sealed class TokenValidatorTests
{
    private const string Secret = "a secret of the tests, 32 bytes or more";

    private static readonly DateTimeOffset Now = new(2030, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private readonly TokenValidator _validator = new(Secret, new FixedTime());

    private static string Token(
        string secret = Secret, string algorithm = SecurityAlgorithms.HmacSha256, string? subject = "ada", TimeSpan? expiresIn = null, TimeSpan? notBefore = null,
        bool withExpiry = true)
    {
        var payload = new Dictionary<string, object>();
        if (subject is not null)
            payload.Add("sub", subject);
        if (withExpiry)
            payload.Add("exp", (Now + (expiresIn ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds());
        if (notBefore is not null)
            payload.Add("nbf", (Now + notBefore.Value).ToUnixTimeSeconds());
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(
            System.Text.Json.JsonSerializer.Serialize(payload),
            new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), algorithm));
    }

    private static string Encode(string json) => Base64UrlEncoder.Encode(json);

    [Fact]
    public void A_signed_token_gives_its_subject_as_identity() => Assert.Equal(new TokenResult("ada", null), _validator.Validate(Token()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_token_is_missing(string? token) => Assert.Equal("token_missing", _validator.Validate(token).Refusal);

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("e30.e30.")]
    [InlineData("\0.\0.\0")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.c2ln")]
    public void Noise_is_refused(string token) => Assert.NotNull(_validator.Validate(token).Refusal);

    [Fact]
    public void A_token_of_another_secret_is_refused() =>
        Assert.Equal("token_signature_wrong", _validator.Validate(Token(secret: "another secret, also of 32 bytes or more")).Refusal);

    [Fact]
    public void A_changed_token_is_refused()
    {
        var parts = Token().Split('.');
        var forged = string.Join('.', parts[0], Encode($$"""{"sub":"eve","exp":{{(Now + TimeSpan.FromHours(1)).ToUnixTimeSeconds()}}}"""), parts[2]);

        Assert.Equal("token_signature_wrong", _validator.Validate(forged).Refusal);
    }

    [Fact]
    public void An_unsigned_token_is_refused()
    {
        var body = Encode($$"""{"sub":"eve","exp":{{(Now + TimeSpan.FromHours(1)).ToUnixTimeSeconds()}}}""");

        Assert.Equal("token_signature_wrong", _validator.Validate(Encode("""{"alg":"none"}""") + "." + body + ".").Refusal);
        Assert.Equal("token_signature_wrong", _validator.Validate(Encode("""{"alg":"none"}""") + "." + body + "." + Token().Split('.')[2]).Refusal);
    }

    [Theory]
    [InlineData(SecurityAlgorithms.HmacSha384)]
    [InlineData(SecurityAlgorithms.HmacSha512)]
    public void Another_algorithm_is_refused_even_with_the_right_secret(string algorithm)
    {
        const string longSecret = "a secret that is long enough for all of the algorithms that HMAC signs with, 64 bytes";
        var validator = new TokenValidator(longSecret, new FixedTime());

        Assert.Null(validator.Validate(Token(secret: longSecret)).Refusal);
        Assert.Equal("token_signature_wrong", validator.Validate(Token(secret: longSecret, algorithm: algorithm)).Refusal);
    }

    [Fact]
    public void An_encrypted_token_is_refused_unread()
    {
        var key = new SymmetricSecurityKey(new byte[32]);
        var token = new JsonWebTokenHandler().CreateToken(
            """{"sub":"ada"}""", new EncryptingCredentials(key, JwtConstants.DirectKeyUseAlg, SecurityAlgorithms.Aes128CbcHmacSha256));

        Assert.Equal(5, token.Split('.').Length);
        Assert.Equal("token_malformed", _validator.Validate(token).Refusal);
    }

    [Fact]
    public void A_token_ends_with_a_little_patience_for_clocks()
    {
        Assert.Null(_validator.Validate(Token(expiresIn: -TokenValidator.ClockSkew)).Refusal);
        Assert.Equal("token_expired", _validator.Validate(Token(expiresIn: -TokenValidator.ClockSkew - TimeSpan.FromSeconds(1))).Refusal);
    }

    [Fact]
    public void A_token_without_an_end_is_refused() => Assert.Equal("token_without_expiry", _validator.Validate(Token(withExpiry: false)).Refusal);

    [Fact]
    public void A_token_for_later_is_refused()
    {
        Assert.Null(_validator.Validate(Token(notBefore: TokenValidator.ClockSkew)).Refusal);
        Assert.Equal("token_not_yet_valid", _validator.Validate(Token(notBefore: TimeSpan.FromMinutes(1))).Refusal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_token_without_a_subject_is_refused(string? subject) =>
        Assert.Equal("token_without_subject", _validator.Validate(Token(subject: subject)).Refusal);

    [Fact]
    public void A_subject_is_at_most_200_bytes()
    {
        Assert.Null(_validator.Validate(Token(subject: new string('é', 100))).Refusal);
        Assert.Equal("token_without_subject", _validator.Validate(Token(subject: new string('é', 101))).Refusal);
    }

    [Fact]
    public void A_very_long_token_is_refused_unread() => Assert.Equal("token_malformed", _validator.Validate(new string('a', 100_000) + ".b.c").Refusal);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
