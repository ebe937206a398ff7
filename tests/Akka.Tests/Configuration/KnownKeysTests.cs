using Akka.Configuration;

namespace Akka.Tests.Configuration;

/// <summary>A misspelt setting is found, with the place where it was written and the name that was meant; what users may name themselves is left alone.</summary>
public sealed class KnownKeysTests
{
    private static readonly KnownKeys Known = new(ConfigurationFactory.Default());

    [Theory]
    [InlineData("akka.loglevle = DEBUG", "<string>:1: 'akka.loglevle' is no known setting, perhaps 'akka.loglevel' is meant.")]
    [InlineData("akka.actor { ask-timout = 3s }", "<string>:1: 'akka.actor.ask-timout' is no known setting, perhaps 'akka.actor.ask-timeout' is meant.")]
    [InlineData("akka.actor.loglevel = DEBUG", "<string>:1: 'akka.actor.loglevel' is no known setting, perhaps 'akka.loglevel' is meant.")]
    [InlineData("akka.frobnicate { x = 1, y = 2 }", "<string>:1: 'akka.frobnicate' is no known setting.")]
    [InlineData("akka.actor.deployment { /a { router = round-robin-pool, nr-of-instance = 5 } }",
        "<string>:1: 'akka.actor.deployment.\"/a\".nr-of-instance' is no known setting, perhaps 'akka.actor.deployment.\"/a\".nr-of-instances' is meant.")]
    public void A_misspelt_key_is_named(string hocon, string message) =>
        Assert.Equal(message, Assert.Single(Known.FindUnknown(ConfigurationFactory.ParseString(hocon))).ToString());

    [Theory]
    [InlineData("mine.loglevle = 1")]
    [InlineData("akka.loglevel = DEBUG, akka.actor.ask-timeout = 1s")]
    [InlineData("akka.actor { serializers { mine = \"X, Y\" }, serialization-bindings { \"X, Y\" = mine } }")]
    [InlineData("akka.actor.my-dispatcher { type = Dispatcher, throughput = 3 }")]
    [InlineData("akka.coordinated-shutdown.phases.mine.depends-on = [service-stop]")]
    [InlineData("akka = 1")]
    [InlineData("")]
    public void What_is_known_or_of_the_users_own_making_is_not(string hocon) =>
        Assert.Empty(Known.FindUnknown(ConfigurationFactory.ParseString(hocon)));

    [Fact]
    public void Other_sections_can_be_opened_for_names_of_the_users_own()
    {
        var config = ConfigurationFactory.ParseString("akka.io.mine = 1");

        Assert.NotEmpty(Known.FindUnknown(config));
        Assert.Empty(new KnownKeys(ConfigurationFactory.Default(), "akka.io").FindUnknown(config));
    }

    [Fact]
    public void The_defaults_know_themselves() => Assert.Empty(Known.FindUnknown(ConfigurationFactory.Default()));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "abx", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distances(string a, string b, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(a, b));
        Assert.Equal(distance, EditDistance.Between(b, a));
    }
}
