using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>Paths are cut and read as documented; what is no path is told from one.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData("akka.tcp://sys@host:1/user/a", "akka.tcp://sys@host:1", "/user/a")]
    [InlineData("akka://sys/", "akka://sys", "/")]
    [InlineData("akka://sys", "akka://sys", "/")]
    public void A_path_is_cut_into_address_and_rest(string path, string address, string rest)
    {
        Assert.True(ActorPath.TryParseParts(path, out var first, out var second));
        Assert.Equal((address, rest), (first.ToString(), second.ToString()));
    }

    [Theory]
    [InlineData("/user/a")]
    [InlineData("")]
    [InlineData("://x")]
    public void What_has_no_protocol_is_not_cut(string path)
    {
        Assert.False(ActorPath.TryParseParts(path, out var address, out var rest));
        Assert.True(address.IsEmpty && rest.IsEmpty);
    }

    [Theory]
    [InlineData("foo", "foo")]
    [InlineData("foo/bar/baz", "foo|bar|baz")]
    [InlineData("../a", "..|a")]
    [InlineData("foo/bar#12", "foo|bar#12")]
    [InlineData("akka%3A%2F%2FSystem%40127.0.0.1%3A2552", "akka%3A%2F%2FSystem%40127.0.0.1%3A2552")]
    public void A_relative_path_has_elements(string path, string elements)
    {
        Assert.Equal(elements, string.Join('|', RelativeActorPath.Unapply(path)!));
    }

    [Fact]
    public void An_absolute_path_is_no_relative_one()
    {
        Assert.Null(RelativeActorPath.Unapply("akka://sys/user/a"));
    }
}
