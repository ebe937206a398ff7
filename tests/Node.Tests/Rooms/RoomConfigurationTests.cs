using System.Collections;
using Akka.Configuration;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;

namespace Node.Tests.Rooms;

/// <summary>The built-in configuration says what the code's defaults say, and a value that cannot be is refused by its name.</summary>
public sealed class RoomConfigurationTests
{
    private static readonly Config BuiltIn = NodeConfiguration.Load(null, new Hashtable());

    [Fact]
    public void The_built_in_configuration_is_what_the_code_takes_for_granted()
    {
        Assert.Equal(new RoomSettings(), RoomConfiguration.ReadRooms(BuiltIn));
        Assert.Equal(new HubTimes(), RoomConfiguration.ReadHubs(BuiltIn));
    }

    [Theory]
    [InlineData("switchboard.rooms.batch-limit", "0")]
    [InlineData("switchboard.rooms.queue-limit", "-5")]
    [InlineData("switchboard.rooms.history-messages", "many")]
    [InlineData("switchboard.rooms.payload-limit", "1")]
    [InlineData("switchboard.rooms.idle-timeout", "soon")]
    [InlineData("switchboard.rooms.tail-interval", "0s")]
    [InlineData("switchboard.hubs.tick", "0")]
    public void A_value_that_cannot_be_is_refused_by_its_name(string key, string value)
    {
        var config = ConfigurationFactory.ParseString($"{key} = \"{value}\"").WithFallback(BuiltIn);
        var error = Assert.Throws<SettingException>(() =>
        {
            RoomConfiguration.ReadRooms(config);
            RoomConfiguration.ReadHubs(config);
        });

        Assert.StartsWith($"{key} is \"{value}\", but it must be ", error.Message, StringComparison.Ordinal);
    }
}
