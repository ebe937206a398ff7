using System.Collections;
using Switchboard.Hosting.Cluster;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Tests.Hosting;

/// <summary>How a node is found and whom it joins is read as people write it, and what cannot be meant is refused by name.</summary>
public sealed class ClusterSettingsTests
{
    private static ClusterSettings Read(params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(e => e.Name, e => e.Value);
        var config = NodeConfiguration.Load(null, new Hashtable(variables));
        return ClusterSettings.Read(new SettingSources(_ => null, variables.GetValueOrDefault, path => config.GetString(path)), config);
    }

    [Theory]
    [InlineData("10.0.0.1", "akka.tcp://Switchboard@10.0.0.1:4053")]
    [InlineData("lighthouse:4100", "akka.tcp://Switchboard@lighthouse:4100")]
    [InlineData("akka.tcp://Switchboard@lighthouse-1.example.com:4053", "akka.tcp://Switchboard@lighthouse-1.example.com:4053")]
    [InlineData("[::1]:4100", "akka.tcp://Switchboard@[::1]:4100")]
    [InlineData("::1", "akka.tcp://Switchboard@[::1]:4053")]
    [InlineData(" a , b:1 ,a", "akka.tcp://Switchboard@a:4053 akka.tcp://Switchboard@b:1")]
    [InlineData("", "")]
    public void Seeds_are_hosts_with_or_without_port_and_system(string seeds, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', Read(("CLUSTER_SEEDS", seeds)).SeedNodes()));

    [Fact]
    public void A_seed_of_another_actor_system_is_refused() =>
        Assert.Contains(
            "CLUSTER_SEEDS names a node of the actor system Other, but ACTORSYSTEM is Switchboard",
            Assert.Throws<SettingException>(() => Read(("CLUSTER_SEEDS", "akka.tcp://Other@a:4053"))).Message, StringComparison.Ordinal);

    [Fact]
    public void With_tls_all_addresses_say_so() =>
        Assert.Equal(
            ["akka.ssl.tcp://Switchboard@a:4053"],
            Read(("CLUSTER_SEEDS", "akka.tcp://Switchboard@a"), ("AKKA__REMOTE__DOT_NETTY__TCP__ENABLE_SSL", "true")).SeedNodes());

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("localhost", "localhost")]
    [InlineData("10.0.0.1", "0.0.0.0")]
    [InlineData("node-1", "0.0.0.0")]
    public void Only_a_loopback_address_is_listened_on_alone(string host, string bind) => Assert.Equal(bind, Read(("CLUSTER_IP", host)).Bind);

    [Fact]
    public void Who_may_join_is_told_without_the_secret()
    {
        Assert.StartsWith("open, on loopback only", Read().Access, StringComparison.Ordinal);
        Assert.StartsWith("OPEN", Read(("CLUSTER_IP", "10.0.0.1")).Access, StringComparison.Ordinal);
        Assert.Equal("with the cluster's secret", Read(("CLUSTER_IP", "10.0.0.1"), ("CLUSTER_SECRET", "0123456789abcdef")).Access);
    }
}
