using System.Text;
using Switchboard.Messages;

namespace Messages.Tests;

/// <summary>A room's names are stored and shared between nodes: they never change, are legal in actor paths and lead back to the topic.</summary>
public sealed class RoomIdentityTests
{
    [Theory]
    [InlineData("room:lobby", "room:lobby")]
    [InlineData("room:a b/c", "room:a%20b%2Fc")]
    [InlineData("room:50%", "room:50%25")]
    [InlineData("room:$x~", "room:%24x%7E")]
    [InlineData("room:grün", "room:gr%C3%BCn")]
    [InlineData("room:😀", "room:%F0%9F%98%80")]
    [InlineData("room:\n", "room:%0A")]
    public void The_entity_id_is_the_escaped_topic(string topic, string id)
    {
        Assert.Equal(id, RoomIdentity.EntityIdOf(topic));
        Assert.Equal(topic, RoomIdentity.TopicOf(id));
    }

    [Fact]
    public void Any_topic_comes_back_from_its_entity_id()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder("room:");
            for (var n = random.Next(1, 30); n > 0; n--)
            {
                var rune = random.Next(0x110000);
                if (Rune.IsValid(rune))
                    text.Append(new Rune(random.Next(3) == 0 ? rune : rune % 128).ToString());
            }
            var topic = text.ToString();
            var id = RoomIdentity.EntityIdOf(topic);
            Assert.Equal(topic, RoomIdentity.TopicOf(id));
            Assert.All(id, c => Assert.True(char.IsAsciiLetterOrDigit(c) || "-_.:%".Contains(c, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("room:%")]
    [InlineData("room:%2")]
    [InlineData("room:%2x")]
    [InlineData("room:%20 ")]
    public void A_text_that_is_no_entity_id_is_refused(string id) => Assert.Throws<FormatException>(() => RoomIdentity.TopicOf(id));

    [Fact]
    public void The_persistence_id_is_the_topic_behind_the_type_name() =>
        Assert.Equal("room|room:a b", RoomIdentity.PersistenceIdOf("room:a b"));

    [Fact]
    public void A_room_needs_a_name_and_has_at_most_200_bytes()
    {
        Assert.True(RoomIdentity.IsRoom("room:x"));
        Assert.False(RoomIdentity.IsRoom("room:"));
        Assert.False(RoomIdentity.IsRoom("topic:x"));
        Assert.True(RoomIdentity.IsRoom("room:" + new string('x', 195)));
        Assert.False(RoomIdentity.IsRoom("room:" + new string('x', 196)));
        Assert.False(RoomIdentity.IsRoom("room:" + new string('ü', 98)));
    }

    [Theory]
    [InlineData("room:lobby", "48")]
    [InlineData("room:a%20b%2Fc", "15")]
    [InlineData("room:gr%C3%BCn", "146")]
    public void A_room_stays_in_its_shard(string entityId, string shard) => Assert.Equal(shard, RoomIdentity.ShardOf(entityId));

    [Fact]
    public void Rooms_spread_over_all_shards()
    {
        var shards = Enumerable.Range(0, 20_000).GroupBy(i => RoomIdentity.ShardOf("room:" + i)).ToList();

        Assert.Equal(RoomIdentity.ShardCount, shards.Count);
        Assert.All(shards, s => Assert.InRange(s.Count(), 30, 140));
    }

    [Fact]
    public void An_envelope_tells_the_entity_and_the_command_and_other_messages_tell_none()
    {
        var command = new RoomCommand.Unregister(1);

        Assert.Equal("room:a%20b", RoomIdentity.EntityOf(new RoomEnvelope("room:a b", command)));
        Assert.Same(command, RoomIdentity.MessageOf(new RoomEnvelope("room:a b", command)));
        Assert.Null(RoomIdentity.EntityOf(new object()));
    }
}
