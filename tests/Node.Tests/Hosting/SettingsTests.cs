using System.Collections;
using System.Net;
using Akka.Configuration;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Tests.Hosting;

/// <summary>A setting is taken from the strongest place that gives it, and a wrong one stops the start with a sentence that names it.</summary>
public sealed class SettingsTests
{
    private static readonly Config Defaults = NodeConfiguration.Load(null, new Hashtable());

    private static NodeSettings Read(Dictionary<string, string>? environment = null, Dictionary<string, string>? commandLine = null) =>
        NodeSettingsReader.Read(new SettingSources(
            name => commandLine?.GetValueOrDefault(name), name => environment?.GetValueOrDefault(name), path => Defaults.GetString(path)), Defaults);

    private static string Refused(string name, string value) => Assert.Throws<SettingException>(() => Read(new() { [name] = value })).Message;

    [Fact]
    public void Defaults_come_from_the_configuration()
    {
        var settings = Read();

        Assert.Equal(IPAddress.Loopback, settings.HttpHost);
        Assert.Equal(4000, settings.HttpPort);
        Assert.True(settings.IsOpen);
        Assert.Equal(JournalSync.Full, settings.JournalSync);
        Assert.Equal(64 * 1024, settings.FrameLimit);
        Assert.Equal(TimeSpan.FromSeconds(60), settings.IdleTimeout);
        Assert.Equal(TimeSpan.FromMilliseconds(250), settings.DrainInterval);
    }

    [Fact]
    public void The_command_line_goes_before_the_environment_and_that_before_the_configuration()
    {
        Assert.Equal(4001, Read(new() { ["HTTP_PORT"] = "4001" }).HttpPort);
        Assert.Equal(4002, Read(new() { ["HTTP_PORT"] = "4001" }, new() { ["--http-port"] = "4002" }).HttpPort);
    }

    [Fact]
    public void An_empty_variable_counts_as_not_given() => Assert.Equal(4000, Read(new() { ["HTTP_PORT"] = "" }).HttpPort);

    [Fact]
    public void The_sentence_names_the_setting_its_value_where_it_stands_and_what_is_allowed() =>
        Assert.Equal("HTTP_PORT is \"70000\" (environment), but allowed is a number from 0 to 65535.", Refused("HTTP_PORT", "70000"));

    [Fact]
    public void A_secret_is_not_shown()
    {
        var sentence = Refused("AUTH_SECRET", "hunter2");

        Assert.DoesNotContain("hunter2", sentence, StringComparison.Ordinal);
        Assert.StartsWith("AUTH_SECRET is set to a value (environment), but allowed is a text of at least 32 bytes", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP_HOST", "example.com")]
    [InlineData("HTTP_HOST", "1")]
    [InlineData("HTTP_PORT", "-1")]
    [InlineData("HTTP_PORT", "4e3")]
    [InlineData("ALLOWED_ORIGINS", "example.com")]
    [InlineData("ALLOWED_ORIGINS", "https://a.example,ftp://b.example")]
    [InlineData("DATA_DIR", " ")]
    [InlineData("JOURNAL_SYNC", "off")]
    [InlineData("ACTORSYSTEM", "my system")]
    [InlineData("ACTORSYSTEM", "-x")]
    [InlineData("CLUSTER_IP", "node 1")]
    [InlineData("CLUSTER_PORT", "x")]
    [InlineData("CLUSTER_SEEDS", "10.0.0.1:0")]
    [InlineData("CLUSTER_SEEDS", "10.0.0.1,,a b")]
    [InlineData("CLUSTER_SEEDS", "akka.tcp://10.0.0.1:4053")]
    [InlineData("CLUSTER_SECRET", "too short")]
    [InlineData("PBM_PORT", "65536")]
    [InlineData("FRAME_LIMIT", "100")]
    [InlineData("FRAME_LIMIT", "64 bananas")]
    [InlineData("FRAME_LIMIT", "99999999999999999999KiB")]
    [InlineData("CHANNEL_LIMIT", "0")]
    [InlineData("IDLE_TIMEOUT", "60")]
    [InlineData("IDLE_TIMEOUT", "999999999999s")]
    [InlineData("IDLE_TIMEOUT", "2000000000h")]
    [InlineData("OUTBOUND_LIMIT", "1GiB")]
    [InlineData("INBOUND_WINDOW", "0")]
    [InlineData("DRAIN_BATCH", "none")]
    [InlineData("DRAIN_INTERVAL", "-1s")]
    [InlineData("DRAIN_LIMIT", "1d")]
    [InlineData("LOG_LEVEL", "loud")]
    public void A_wrong_value_is_refused_by_name(string name, string value) =>
        Assert.Matches($"^{name} is .* \\(environment\\), but allowed is .*\\.$", Refused(name, value));

    [Fact]
    public void A_node_that_others_can_reach_needs_a_secret()
    {
        Assert.Contains("AUTH_SECRET must be set when HTTP_HOST is 0.0.0.0", Refused("HTTP_HOST", "0.0.0.0"), StringComparison.Ordinal);
        Assert.False(Read(new() { ["HTTP_HOST"] = "0.0.0.0", ["AUTH_SECRET"] = new string('s', 32) }).IsOpen);
    }

    [Fact]
    public void Nodes_of_a_cluster_need_a_database_that_they_share()
    {
        Assert.Contains("DATABASE_URL must be set when CLUSTER_SEEDS is", Refused("CLUSTER_SEEDS", "a"), StringComparison.Ordinal);
        Assert.NotNull(Read(new() { ["CLUSTER_SEEDS"] = "a", ["DATABASE_URL"] = "postgres://db/app" }).Database);
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("127.0.0.2", "127.0.0.2")]
    public void Loopback_has_several_names(string host, string address) => Assert.Equal(address, Read(new() { ["HTTP_HOST"] = host }).HttpHost.ToString());

    [Fact]
    public void A_message_must_fit_in_the_queue_of_its_receivers() =>
        Assert.StartsWith("FRAME_LIMIT is 2097152 bytes, but allowed is at most OUTBOUND_LIMIT", Refused("FRAME_LIMIT", "2MiB"), StringComparison.Ordinal);

    [Theory]
    [InlineData("65536", 65536)]
    [InlineData("64k", 65536)]
    [InlineData("64 KiB", 65536)]
    [InlineData("64kb", 64000)]
    [InlineData("1MiB", 1 << 20)]
    public void Sizes_have_units(string text, int bytes) => Assert.Equal(bytes, Read(new() { ["FRAME_LIMIT"] = text }).FrameLimit);

    [Fact]
    public void Every_setting_has_a_name_a_path_and_an_option_of_its_own()
    {
        Assert.Equal(SettingCatalog.All.Count, SettingCatalog.All.Select(s => s.Name).Distinct().Count());
        Assert.Equal(SettingCatalog.All.Count, SettingCatalog.All.Select(s => s.Path).Distinct().Count());
        Assert.All(SettingCatalog.All, s => Assert.Matches("^--[a-z]+(-[a-z]+)*$", s.Option));
        Assert.All(SettingCatalog.All, s => Assert.True(Defaults.HasPath(s.Path), s.Path));
    }
}
