using System.Collections;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Tests.Hosting;

/// <summary>The environment's AKKA__X__Y goes over the user's file, and that over what is built in.</summary>
public sealed class NodeConfigurationTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    private string Write(string hocon)
    {
        File.WriteAllText(_file, hocon);
        return _file;
    }

    [Fact]
    public void The_users_file_goes_over_the_built_in_one_key_by_key()
    {
        var config = NodeConfiguration.Load(Write("switchboard.http.port = 4444\nswitchboard { socket.frame-limit = 1MiB }"), new Hashtable());

        Assert.Equal("4444", config.GetString("switchboard.http.port"));
        Assert.Equal("1MiB", config.GetString("switchboard.socket.frame-limit"));
        Assert.Equal("127.0.0.1", config.GetString("switchboard.http.host"));
    }

    [Fact]
    public void The_environment_goes_over_the_file()
    {
        var environment = new Hashtable
        {
            ["AKKA__ACTOR__DEFAULT_DISPATCHER__THROUGHPUT"] = "7",
            ["AKKA__LOGLEVEL"] = "say \"DEBUG\" \\ or not",
            ["AKKA__EXTENSIONS"] = "[\"a\", \"b\"]",
            ["UNRELATED"] = "x",
        };

        var config = NodeConfiguration.Load(Write("akka.loglevel = INFO, akka.actor.default-dispatcher { throughput = 1, other = 2 }"), environment);

        Assert.Equal("7", config.GetString("akka.actor.default-dispatcher.throughput"));
        Assert.Equal("2", config.GetString("akka.actor.default-dispatcher.other"));
        Assert.Equal("say \"DEBUG\" \\ or not", config.GetString("akka.loglevel"));
        Assert.Equal(["a", "b"], config.GetStringList("akka.extensions"));
    }

    [Fact]
    public void A_file_that_is_not_there_stops_the_start() =>
        Assert.StartsWith(
            "CONFIG_FILE is \"/no/such/file.hocon\", but that file cannot be read: ",
            Assert.Throws<SettingException>(() => NodeConfiguration.Load("/no/such/file.hocon", new Hashtable())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_no_hocon_stops_the_start_in_one_line()
    {
        var sentence = Assert.Throws<SettingException>(() => NodeConfiguration.Load(Write("switchboard {\n  http {\n"), new Hashtable())).Message;

        Assert.Contains("but that file is not right: ", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sentence);
    }

    [Fact]
    public void A_variable_that_is_no_hocon_stops_the_start_by_its_name() =>
        Assert.StartsWith(
            "AKKA__EXTENSIONS is \"[a\" (environment), but ",
            Assert.Throws<SettingException>(() => NodeConfiguration.Load(null, new Hashtable { ["AKKA__EXTENSIONS"] = "[a" })).Message, StringComparison.Ordinal);
}
