using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

/// <summary>Configurations come from objects, XML configuration files and resources too, and are written with where each value came from.</summary>
public sealed class ConfigSourcesTests
{
    [Fact]
    public void An_anonymous_object_becomes_keys_and_values()
    {
        var config = ConfigurationFactory.FromObject(new
        {
            akka = new { loglevel = "DEBUG", daemonic = true, ratio = 0.5, nothing = (string?)null },
            timeout = TimeSpan.FromSeconds(5),
            precise = TimeSpan.FromTicks(12_345),
            forever = Timeout.InfiniteTimeSpan,
            kind = DayOfWeek.Monday,
            list = new[] { 1, 2 },
            map = new Dictionary<string, int> { ["a.b"] = 1 },
        });

        Assert.Equal("DEBUG", config.GetString("akka.loglevel"));
        Assert.True(config.GetBoolean("akka.daemonic"));
        Assert.Equal(0.5, config.GetDouble("akka.ratio"));
        Assert.False(config.HasPath("akka.nothing"));
        Assert.Equal(TimeSpan.FromSeconds(5), config.GetTimeSpan("timeout"));
        Assert.Equal(TimeSpan.FromTicks(12_345), config.GetTimeSpan("precise"));
        Assert.Equal(Timeout.InfiniteTimeSpan, config.GetTimeSpan("forever"));
        Assert.Equal("Monday", config.GetString("kind"));
        Assert.Equal([1, 2], config.GetIntList("list"));
        Assert.Equal(1, config.GetInt("map.\"a.b\""));
    }

    [Fact]
    public void An_object_that_contains_itself_or_is_a_plain_value_is_refused()
    {
        var endless = new Dictionary<string, object>();
        endless["self"] = endless;

        Assert.Contains("contain each other", Assert.Throws<ConfigurationException>(() => ConfigurationFactory.FromObject(endless)).Message, StringComparison.Ordinal);
        Assert.Contains("System.Int32", Assert.Throws<ConfigurationException>(() => ConfigurationFactory.FromObject(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hocon_section_of_an_XML_configuration_file_is_read()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "<configuration><akka><hocon><![CDATA[ akka.loglevel = ERROR ]]></hocon></akka></configuration>");
            Assert.Equal("ERROR", ConfigurationFactory.Load(path).GetString("akka.loglevel"));

            File.WriteAllText(path, "<configuration/>");
            Assert.True(ConfigurationFactory.Load(path).IsEmpty);

            File.WriteAllText(path, "akka.loglevel = ERROR");
            Assert.Contains($"{path}:1: the file is no XML", Assert.Throws<ConfigurationException>(() => ConfigurationFactory.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.True(ConfigurationFactory.Load(path).IsEmpty);
    }

    [Fact]
    public void A_resource_is_found_with_and_without_its_assembly_name()
    {
        Assert.Equal("from a resource", ConfigurationFactory.FromResource<ConfigSourcesTests>("hocon-included.conf").GetString("resource"));
        Assert.Equal("from a resource", ConfigurationFactory.FromResource("Akka.Tests.hocon-included.conf", typeof(ConfigSourcesTests).Assembly).GetString("resource"));
        Assert.Equal("from a resource", ConfigurationFactory.FromResource("hocon-included.conf", this).GetString("resource"));
    }

    [Fact]
    public void A_configuration_is_written_with_the_origin_of_every_value()
    {
        var config = ConfigurationFactory.ParseString("a {\n b = 1\n}\nc = ${a.b}").WithFallback(ConfigurationFactory.FromObject(new { a = new { d = 2 } }));

        Assert.Equal("a {\n  b = 1  # <string>:2\n  d = 2  # <object>\n}\nc = 1  # <string>:2\n", HoconWriter.Write(config.Scope.Root, withOrigins: true));
        Assert.Equal("a {\n  b = 1\n}\nc = 1\n", config.ToString());
        Assert.Equal("a {\n  b = 1\n  d = 2\n}\nc = 1\n", config.ToString(includeFallback: true));
    }

    [Fact]
    public void A_part_becomes_a_configuration_and_a_value_is_put_under_a_key()
    {
        var config = ConfigurationFactory.ParseString("a { b { c = 1 } }, text = x");

        Assert.Equal(1, config.GetValue("a")!.ToConfig().GetInt("b.c"));
        Assert.Equal(1, config.GetValue("a.b")!.AtKey("x.y").GetInt("\"x.y\".c"));
        Assert.Equal("1", ((IDictionary<string, object?>)config.Root.GetObject()!.GetKey("a")!.GetObject()!.Unwrapped["b"]!)["c"]);
        Assert.Throws<ConfigurationException>(() => config.GetValue("text")!.ToConfig());
        Assert.Throws<ConfigurationException>(() => new Config(new HoconRoot(config.GetValue("text")!)));
        Assert.Equal(1, new Config(new HoconRoot(config.GetValue("a")!)).GetInt("b.c"));
    }

    [Fact]
    public void All_substitutions_can_be_checked_at_once()
    {
        ConfigurationFactory.ParseString("a = ${b}, b = 1").CheckSubstitutions();

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a = ${b}\nc { d = [${e}] }").CheckSubstitutions());
        Assert.Contains("${b}", error.Message, StringComparison.Ordinal);
        Assert.Contains("${e}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_may_be_missing()
    {
        Config? none = null;
        var some = ConfigurationFactory.ParseString("a = 1");

        Assert.True(none.IsNullOrEmpty());
        Assert.True(Config.Empty.IsNullOrEmpty());
        Assert.False(some.IsNullOrEmpty());
        Assert.Same(some, none.SafeWithFallback(some));
        Assert.Same(some, some.SafeWithFallback(none));
        Assert.Same(some, some.SafeWithFallback(some));
        Assert.Same(Config.Empty, none.SafeWithFallback(null));
        Assert.Throws<ArgumentException>(() => some.WithFallback(some));
        Assert.Contains("'akka.x'", ConfigurationException.NullOrEmptyConfig<ConfigSourcesTests>("akka.x").Message, StringComparison.Ordinal);
    }
}
