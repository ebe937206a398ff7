using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

/// <summary>Values are read as the type that is asked for, from the strongest layer that has them.</summary>
public sealed class ConfigTests
{
    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);

    [Fact]
    public void Values_are_read_as_the_type_asked_for()
    {
        var config = Parse("""
            a { text = hello world, int = -42, long = 9000000000, double = 1.5e3, decimal = 0.1, on = on, no = No }
            list = [1, 2, 3]
            """);

        Assert.Equal("hello world", config.GetString("a.text"));
        Assert.Equal(-42, config.GetInt("a.int"));
        Assert.Equal("-42", config.GetString("a.int"));
        Assert.Equal(9_000_000_000, config.GetLong("a.long"));
        Assert.Equal(1500, config.GetDouble("a.double"));
        Assert.Equal(1500, config.GetInt("a.double"));
        Assert.Equal(0.1m, config.GetDecimal("a.decimal"));
        Assert.True(config.GetBoolean("a.on"));
        Assert.False(config.GetBoolean("a.no", true));
        Assert.Equal([1, 2, 3], config.GetIntList("list"));
        Assert.Equal(["1", "2", "3"], config.GetStringList("list"));
        Assert.Equal([1L, 2, 3], config.GetLongList("list"));
        Assert.Equal([1, 2, 3], config.GetByteList("list"));
        Assert.Equal([1f, 2, 3], config.GetFloatList("list"));
        Assert.Equal([1d, 2, 3], config.GetDoubleList("list"));
        Assert.Equal([1m, 2, 3], config.GetDecimalList("list"));
    }

    [Fact]
    public void A_missing_key_reads_as_the_default()
    {
        var config = Parse("a = null");

        Assert.Null(config.GetString("b"));
        Assert.Equal("x", config.GetString("a", "x"));
        Assert.Equal(7, config.GetInt("b.c", 7));
        Assert.Equal(TimeSpan.Zero, config.GetTimeSpan("b"));
        Assert.Equal(TimeSpan.FromSeconds(3), config.GetTimeSpan("b", TimeSpan.FromSeconds(3)));
        Assert.Null(config.GetByteSize("b"));
        Assert.Empty(config.GetStringList("b"));
        Assert.Equal(["d"], config.GetStringList("b", ["d"]));
        Assert.Null(config.GetConfig("b"));
        Assert.Null(config.GetValue("a"));
        Assert.False(config.HasPath("a"));
    }

    [Fact]
    public void Layers_merge_key_by_key_and_the_first_wins()
    {
        var config = Parse("a { x = 1 }").WithFallback(Parse("a { x = 2, y = 2 }, b = 2")).WithFallback(Parse("a { y = 3, z = 3 }"));

        Assert.Equal(1, config.GetInt("a.x"));
        Assert.Equal(2, config.GetInt("a.y"));
        Assert.Equal(3, config.GetInt("a.z"));
        Assert.Equal(["a", "b"], config.AsEnumerable().Select(p => p.Key));
        Assert.Equal(3, config.GetConfig("a")!.GetInt("z"));
        Assert.Equal(["x", "y", "z"], config.Root.GetObject()!.GetKey("a")!.GetObject()!.Items.Keys);
    }

    [Fact]
    public void What_is_no_object_hides_the_layers_below()
    {
        var config = Parse("a = 1").WithFallback(Parse("a.b = 2"));

        Assert.Equal(1, config.GetInt("a"));
        Assert.False(config.HasPath("a.b"));
        Assert.Equal(3, Parse("a.b = 3").WithFallback(config).GetInt("a.b"));
    }

    [Fact]
    public void A_section_with_substitutions_keeps_its_meaning_as_a_configuration_of_its_own()
    {
        var section = Parse("base = 5, a { x = ${base}, y = ${nowhere} }").GetConfig("a")!;

        Assert.Equal(5, section.WithFallback(Parse("base = 6, z = 1")).GetInt("x"));
        Assert.Contains("nowhere", Assert.Throws<ConfigurationException>(() => section.GetInt("y")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Substitutions_see_fallbacks_and_overrides()
    {
        var config = Parse("b = 2").WithFallback(Parse("a = ${b}, b = 1, c = ${d}")).WithFallback(Parse("d = 4"));

        Assert.Equal(2, config.GetInt("a"));
        Assert.Equal(4, config.GetInt("c"));
    }

    [Fact]
    public void Values_that_refer_to_themselves_go_on_from_the_layer_below()
    {
        var config = Parse("list += c, path = ${path}/x").WithFallback(Parse("list += b, n = 1")).WithFallback(Parse("list = [a], path = /root"));

        Assert.Equal(["a", "b", "c"], config.GetStringList("list"));
        Assert.Equal("/root/x", config.GetString("path"));
        Assert.Equal(["c"], Parse("list += c").GetStringList("list"));
    }

    [Fact]
    public void A_value_is_resolved_once_and_the_same_for_all_threads()
    {
        var config = Parse(string.Concat(Enumerable.Range(0, 100).Select(i => $"k{i} = ${{k{i + 1}}}\n")) + "k100 = end").WithFallback(ConfigurationFactory.Default());

        Parallel.For(0, 1000, i => Assert.Equal("end", config.GetString($"k{i % 101}")));
    }

    [Fact]
    public void A_layer_that_is_added_twice_counts_once()
    {
        var fallback = Parse("a = 1");
        var config = Parse("b = 2").WithFallback(fallback).WithFallback(fallback);

        Assert.Same(fallback.Scope.Layers[0], Assert.Single(config.Fallback!.Scope.Layers));
        Assert.Null(config.Fallback.Fallback);
    }

    [Fact]
    public void Texts_turn_into_configurations_and_fallbacks()
    {
        Config config = "a = 1";

        Assert.Equal(2, (config + "b = 2").GetInt("b"));
        Assert.Equal(3, ("a = 3" + config).GetInt("a"));
    }

    [Theory]
    [InlineData("GetInt", "Configuration key 'a.b' is 'x' (<string>:2), expected a whole number from -2147483648 to 2147483647.")]
    [InlineData("GetBoolean", "Configuration key 'a.b' is 'x' (<string>:2), expected a flag (on/off, true/false or yes/no).")]
    [InlineData("GetTimeSpan", "Configuration key 'a.b' is 'x' (<string>:2), expected a duration such as 500ms, 10s, 5 minutes or infinite.")]
    [InlineData("GetConfig", "Configuration key 'a.b' is 'x' (<string>:2), expected an object.")]
    [InlineData("GetStringList", "Configuration key 'a.b' is 'x' (<string>:2), expected a list of texts.")]
    [InlineData("GetString", "Configuration key 'a' is an object (<string>:1), expected a text.")]
    public void A_wrong_type_names_key_value_origin_and_expectation(string getter, string message)
    {
        var config = Parse("a {\n  b = x\n}");

        var error = Assert.Throws<ConfigurationException>(() => getter switch
        {
            "GetInt" => config.GetInt("a.b"),
            "GetBoolean" => config.GetBoolean("a.b"),
            "GetTimeSpan" => config.GetTimeSpan("a.b"),
            "GetConfig" => config.GetConfig("a.b"),
            "GetStringList" => config.GetStringList("a.b"),
            _ => (object?)config.GetString("a"),
        });

        Assert.Equal(message, error.Message);
    }
}
