namespace Simulation.Topics;

/// <summary>Events of topics that are not stored reach the members of all nodes, each once and in the order of its sender, with one copy for each node.</summary>
public sealed class TopicTests
{
    [Fact]
    public void An_event_reaches_the_members_of_all_nodes_once()
    {
        using var world = new TopicWorld(3);
        var members = world.Nodes.SelectMany(static node => new[] { node.Join("topic:a"), node.Join("topic:a") }).ToArray();
        var other = world.Nodes[1].Join("topic:b");
        world.Run(0.1);
        Assert.All(members, static member => Assert.True(member.IsJoined));
        world.Nodes[0].Publish("topic:a", "hello");
        world.Run(0.1);
        Assert.All(members, static member => Assert.Equal(["hello"], member.Events));
        Assert.Empty(other.Events);
    }

    [Fact]
    public void Members_of_a_node_share_one_frame_of_what_comes_from_another()
    {
        using var world = new TopicWorld(2);
        var members = Enumerable.Range(0, 50).Select(_ => world.Nodes[1].Join("topic:a")).ToArray();
        world.Run(5);
        var before = world.Network.BytesSent;
        world.Nodes[0].Publish("topic:a", new string('x', 50_000));
        world.Run(0.5);
        Assert.All(members, member => Assert.Same(members[0].Frames.Single(), member.Frames.Single()));
        Assert.InRange(world.Network.BytesSent - before, 50_000, 60_000);
    }

    [Fact]
    public void Events_of_one_sender_keep_their_order_and_its_own_are_left_out_when_it_asks_for_that()
    {
        using var world = new TopicWorld(2);
        var sender = world.Nodes[0].Join("topic:a", wantsOwn: false);
        var beside = world.Nodes[0].Join("topic:a");
        var far = world.Nodes[1].Join("topic:a");
        world.Run(0.1);
        var names = Enumerable.Range(0, 300).Select(static i => $"e{i}").ToArray();
        foreach (var name in names) world.Nodes[0].Publish("topic:a", name, sender.Origin);
        world.Run(0.5);
        Assert.Equal(names, beside.Events);
        Assert.Equal(names, far.Events);
        Assert.Empty(sender.Events);
    }

    [Fact]
    public void What_is_published_behind_a_join_on_the_same_node_reaches_it()
    {
        using var world = new TopicWorld(2);
        var member = world.Nodes[0].Join("topic:a");
        world.Nodes[0].Publish("topic:a", "at once");
        world.Run(0.1);
        Assert.Equal(["at once"], member.Events);
    }

    [Fact]
    public void Nodes_without_members_get_nothing_and_a_topic_comes_back_with_its_next_member()
    {
        using var world = new TopicWorld(2);
        var first = world.Nodes[1].Join("topic:a");
        world.Run(0.1);
        world.Nodes[1].Leave("topic:a", first);
        world.Run(60);
        var before = world.Network.BytesSent;
        world.Nodes[0].Publish("topic:a", new string('x', 50_000));
        world.Run(0.5);
        Assert.InRange(world.Network.BytesSent - before, 0, 10_000);
        var second = world.Nodes[1].Join("topic:a");
        world.Run(0.1);
        world.Nodes[0].Publish("topic:a", "again");
        world.Run(0.1);
        Assert.Empty(first.Events);
        Assert.Equal(["again"], second.Events);
    }

    [Fact]
    public void A_node_that_comes_back_takes_part_again()
    {
        using var world = new TopicWorld(3);
        var stays = world.Nodes[0].Join("topic:a");
        world.Nodes[2].Join("topic:a");
        world.Run(0.1);
        world.Nodes[2].Node.Crash();
        world.Nodes[2].Start();
        var back = world.Nodes[2].Join("topic:a");
        Assert.True(world.World.RunUntil(() => world.Nodes.All(static node => node.SeesUp == 3), TimeSpan.FromSeconds(60)));
        world.Run(2);
        world.Nodes[1].Publish("topic:a", "hello");
        world.Nodes[2].Publish("topic:a", "hello from here");
        world.Run(0.1);
        Assert.Equal(["hello", "hello from here"], stays.Events.Order());
        Assert.Equal(["hello", "hello from here"], back.Events.Order());
    }
}
