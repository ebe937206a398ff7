using Microsoft.AspNetCore.Http;
using Switchboard.Node.Gateway.Access;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Tests.Gateway.Access;

/// <summary>A page of another site cannot use a visitor's browser to speak to the node, unless its origin is in the list.</summary>
public sealed class OriginPolicyTests
{
    private static string? Refusal(string host, string? origin, string allowed = "", bool open = false)
    {
        Assert.True(AllowedOrigin.List(allowed, out var list));
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString(host);
        if (origin is not null)
            context.Request.Headers.Origin = origin;
        return new OriginPolicy(list!, open).Refusal(context.Request);
    }

    [Fact]
    public void A_program_sends_no_origin_and_passes() => Assert.Null(Refusal("chat.example.com", null));

    [Theory]
    [InlineData("chat.example.com", "https://chat.example.com")]
    [InlineData("chat.example.com:4000", "http://chat.example.com:4000")]
    [InlineData("CHAT.example.com", "https://chat.EXAMPLE.com:8443")]
    [InlineData("[::1]:4000", "http://[::1]:4000")]
    public void The_nodes_own_pages_pass(string host, string origin) => Assert.Null(Refusal(host, origin));

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://chat.example.com.evil.example")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("chat.example.com")]
    [InlineData("https://chat.example.com/path")]
    [InlineData("https://user@chat.example.com")]
    [InlineData("file://chat.example.com")]
    public void Other_pages_are_refused(string origin) => Assert.Equal("origin_not_allowed", Refusal("chat.example.com", origin));

    [Theory]
    [InlineData("https://app.example.com", "https://app.example.com", true)]
    [InlineData("https://app.example.com", "http://app.example.com", false)]
    [InlineData("https://app.example.com", "https://app.example.com:8443", false)]
    [InlineData("https://app.example.com:8443", "https://app.example.com:8443", true)]
    [InlineData("https://*.example.com", "https://a.b.example.com", true)]
    [InlineData("https://*.example.com", "https://example.com", false)]
    [InlineData("https://*.example.com", "https://evilexample.com", false)]
    [InlineData("https://one.example, https://two.example", "https://two.example", true)]
    [InlineData("*", "https://anything.example", true)]
    public void Listed_origins_pass(string allowed, string origin, bool passes) =>
        Assert.Equal(passes, Refusal("chat.other", origin, allowed) is null);

    [Theory]
    [InlineData("localhost:4000", true)]
    [InlineData("127.0.0.1:4000", true)]
    [InlineData("127.8.8.8", true)]
    [InlineData("[::1]:4000", true)]
    [InlineData("rebound.evil.example:4000", false)]
    [InlineData("10.0.0.1", false)]
    public void An_open_node_answers_to_loopback_names_only(string host, bool passes) =>
        Assert.Equal(passes ? null : "host_not_allowed", Refusal(host, "http://" + host, open: true));

    [Fact]
    public void An_open_node_behind_a_proxy_answers_to_listed_hosts() =>
        Assert.Null(Refusal("chat.example.com", "https://chat.example.com", "https://chat.example.com", open: true));
}
