using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Hosting.Tests;

/// <summary>Configurations from HOCON, files and .NET's configuration join in the order that was asked for.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData(HoconAddMode.Append, "first", "second")]
    [InlineData(HoconAddMode.Prepend, "second", "second")]
    [InlineData(HoconAddMode.Replace, "second", "second")]
    public void Modes_say_which_configuration_wins(HoconAddMode mode, string both, string onlySecond)
    {
        var builder = New().AddHocon("both = first, one = first", HoconAddMode.Append).AddHocon("both = second, two = second", mode);
        Assert.Equal(both, builder.Configuration.Value.GetString("both"));
        Assert.Equal(onlySecond, builder.Configuration.Value.GetString("two"));
        Assert.Equal(mode == HoconAddMode.Replace ? null : "first", builder.Configuration.Value.GetString("one"));
    }

    [Fact]
    public void A_file_includes_what_lies_beside_it_and_is_named_in_errors()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "app.conf"), "include \"shared\"\nakka.actor.ask-timeout = soon");
            File.WriteAllText(Path.Combine(folder, "shared.conf"), "akka.loglevel = DEBUG");
            var config = New().AddHoconFile(Path.Combine(folder, "app.conf"), HoconAddMode.Prepend).Configuration.Value;
            Assert.Equal("DEBUG", config.GetString("akka.loglevel"));
            Assert.Contains("app.conf", Assert.Throws<ConfigurationException>(() => config.GetTimeSpan("akka.actor.ask-timeout")).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Environment_variables_are_keys()
    {
        const string Prefix = "AKKA_HOSTING_TESTS_";
        Environment.SetEnvironmentVariable(Prefix + "AKKA__ACTOR__ASK_TIMEOUT", "7s");
        Environment.SetEnvironmentVariable(Prefix + "AKKA__CLUSTER__ROLES__0", "node");
        Environment.SetEnvironmentVariable(Prefix + "AKKA__CLUSTER__ROLES__1", "edge");
        var hocon = New().AddHocon(new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build(), HoconAddMode.Prepend).Configuration.Value;
        Assert.Equal(TimeSpan.FromSeconds(7), hocon.GetTimeSpan("akka.actor.ask-timeout"));
        Assert.Equal(["node", "edge"], hocon.GetStringList("akka.cluster.roles"));
    }

    [Fact]
    public void A_section_keeps_its_path_and_quoted_keys_stay_as_they_are()
    {
        var hocon = Memory(("akka:actor:serialization-bindings:\"My.Type, My\"", "proto"), ("akka:log_config_on_start", "true"), ("other:key", "x"))
            .GetSection("akka").ToHocon();
        Assert.Equal("proto", hocon.GetString("akka.actor.serialization-bindings.\"My.Type, My\""));
        Assert.True(hocon.GetBoolean("akka.log-config-on-start"));
        Assert.False(hocon.HasPath("other"));
    }

    [Fact]
    public void Keys_with_dots_are_paths_and_lists_keep_the_order_of_their_numbers()
    {
        var entries = Enumerable.Range(0, 12).Reverse().Select(i => ($"akka.loggers:{i}", $"logger{i}")).ToArray();
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"logger{i}"), Memory(entries).ToHocon().GetStringList("akka.loggers"));
    }

    [Fact]
    public void Without_normalizing_keys_stay_as_they_are_written() =>
        Assert.Equal("1", Memory(("App:My_Key", "1")).ToHocon(normalizeKeys: false).GetString("App.My_Key"));

    [Fact]
    public void A_configuration_can_be_moved_below_a_key() =>
        Assert.Equal(5, ConfigurationFactory.ParseString("a.b = 5").MoveTo("x.y").GetInt("x.y.a.b"));

    [Theory]
    [InlineData("plain-text.1", "plain-text.1")]
    [InlineData("with \"quotes\" and \\ and\nlines", null)]
    [InlineData("", null)]
    [InlineData("null", null)]
    [InlineData("${x}", null)]
    public void A_text_written_as_HOCON_is_read_back(string text, string? written)
    {
        if (written is not null) Assert.Equal(written, text.ToHocon());
        Assert.Equal(text, ConfigurationFactory.ParseString($"key = {text.ToHocon()}").GetString("key"));
    }

    [Fact]
    public void Durations_are_written_with_their_unit()
    {
        Assert.Equal("1500ms", TimeSpan.FromSeconds(1.5).ToHocon());
        Assert.Equal("100ns", TimeSpan.FromTicks(1).ToHocon());
        Assert.Equal("infinite", Timeout.InfiniteTimeSpan.ToHocon(allowInfinite: true));
        Assert.Equal("infinite", TimeSpan.Zero.ToHocon(allowInfinite: true, zeroIsInfinite: true));
        Assert.Throws<ConfigurationException>(() => Timeout.InfiniteTimeSpan.ToHocon());
    }

    [Fact]
    public void Settings_of_the_builder_reach_the_system()
    {
        using var host = new DrivenHost((builder, _) => builder
            .AddHocon("akka.extensions = [\"Akka.Hosting.ActorRegistryExtension, Akka.Hosting\"]", HoconAddMode.Append)
            .WithActorAskTimeout(TimeSpan.FromSeconds(3))
            .WithExtension<CountedExtensionId>());
        Assert.Equal(TimeSpan.FromSeconds(3), host.System.Settings.AskTimeout);
        Assert.True(host.System.HasExtension<CountedExtension>());
        Assert.True(host.System.HasExtension<ActorRegistry>());
    }

    [Fact]
    public void What_is_no_extension_is_refused_at_once() => Assert.Throws<ConfigurationException>(() => New().WithExtensions(typeof(string)));

    private static AkkaConfigurationBuilder New() => new(new ServiceCollection(), "test");

    private static IConfigurationRoot Memory(params (string Key, string Value)[] entries) =>
        new ConfigurationBuilder().AddInMemoryCollection(entries.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build();

    public sealed class CountedExtension : IExtension;

    public sealed class CountedExtensionId : ExtensionIdProvider<CountedExtension>
    {
        public override CountedExtension CreateExtension(ExtendedActorSystem system) => new();
    }
}
