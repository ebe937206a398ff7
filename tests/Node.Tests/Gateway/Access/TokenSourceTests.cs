using Microsoft.AspNetCore.Http;
using Switchboard.Node.Gateway.Access;

namespace Switchboard.Node.Tests.Gateway.Access;

/// <summary>A token is found wherever a client can put it.</summary>
public sealed class TokenSourceTests
{
    private static DefaultHttpContext Request(string? protocols = null, string? authorization = null, string query = "")
    {
        var context = new DefaultHttpContext();
        if (protocols is not null)
            context.Request.Headers.SecWebSocketProtocol = protocols;
        if (authorization is not null)
            context.Request.Headers.Authorization = authorization;
        context.Request.QueryString = new QueryString(query);
        return context;
    }

    [Theory]
    [InlineData("phoenix, base64url.bearer.phx.YS5iLmM", "a.b.c")]
    [InlineData("base64url.bearer.phx.Pj4-, phoenix", ">>>")]
    [InlineData("phoenix, base64url.bearer.phx.Pj4+", ">>>")]
    [InlineData("phoenix, base64url.bearer.phx.Pz8/", "???")]
    [InlineData("phoenix, base64url.bearer.phx.!!", "")]
    [InlineData("phoenix", null)]
    public void From_the_offered_sub_protocols(string protocols, string? token) => Assert.Equal(token, TokenSource.FromSocketRequest(Request(protocols)));

    [Theory]
    [InlineData("Bearer a.b.c", "a.b.c")]
    [InlineData("bearer  a.b.c", "a.b.c")]
    [InlineData("Basic YTpi", null)]
    public void From_the_authorization_header(string header, string? token)
    {
        Assert.Equal(token, TokenSource.FromHeader(Request(authorization: header).Request));
        Assert.Equal(token, TokenSource.FromSocketRequest(Request(authorization: header)));
    }

    [Fact]
    public void From_the_query() => Assert.Equal("a.b.c", TokenSource.FromSocketRequest(Request(query: "?vsn=2.0.0&token=a.b.c")));

    [Fact]
    public void An_offer_goes_before_the_header_and_that_before_the_query()
    {
        Assert.Equal("a.b.c", TokenSource.FromSocketRequest(Request("phoenix, base64url.bearer.phx.YS5iLmM", "Bearer h", "?token=q")));
        Assert.Equal("h", TokenSource.FromSocketRequest(Request(null, "Bearer h", "?token=q")));
    }
}
