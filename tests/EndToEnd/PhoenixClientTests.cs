using System.Text.Json.Nodes;
using EndToEnd.Processes;

namespace EndToEnd;

/// <summary>An unmodified Phoenix client works with the server: every kind of frame it can send and understand.</summary>
public sealed class PhoenixClientTests
{
    [NodeJsFact]
    public async Task Two_clients_chat_in_a_room()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var ada = await PhoenixClient.ConnectAsync(node);
        await using var bob = await PhoenixClient.ConnectAsync(node);
        var joined = await ada.JoinAsync("room:lobby", new() { ["history"] = 10 });
        Assert.Equal(0, joined["last_seq"]!.GetValue<long>());
        await bob.JoinAsync("room:lobby");

        var stored = await ada.PushAsync("room:lobby", "new_msg", new() { ["body"] = "hé 😀" });

        Assert.Equal(1, stored["seq"]!.GetValue<long>());
        Assert.Equal(joined["epoch"]!.GetValue<string>(), stored["epoch"]!.GetValue<string>());
        foreach (var client in new[] { ada, bob })
        {
            var (name, payload) = await client.MessageAsync();
            Assert.Equal(("new_msg", "hé 😀", 1), (name, payload["body"]!.GetValue<string>(), payload["seq"]!.GetValue<long>()));
        }
    }

    [NodeJsFact]
    public async Task What_was_said_before_is_in_the_answer_to_a_join()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var ada = await PhoenixClient.ConnectAsync(node);
        await ada.JoinAsync("room:lobby");
        for (var i = 1; i <= 5; i++)
            await ada.PushAsync("room:lobby", "new_msg", new() { ["n"] = i });
        await using var bob = await PhoenixClient.ConnectAsync(node);

        var joined = await bob.JoinAsync("room:lobby", new() { ["history"] = 3 });

        Assert.Equal([3, 4, 5], joined["messages"]!.AsArray().Select(m => m!["n"]!.GetValue<int>()));
        Assert.Equal(5, joined["last_seq"]!.GetValue<long>());
    }

    [NodeJsFact]
    public async Task Bytes_go_from_client_to_client()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var ada = await PhoenixClient.ConnectAsync(node);
        await using var bob = await PhoenixClient.ConnectAsync(node);
        foreach (var topic in new[] { "topic:raw", "room:raw" })
        {
            await ada.JoinAsync(topic, new() { ["self"] = false });
            await bob.JoinAsync(topic);

            await ada.PushBytesAsync(topic, "blob", [0, 1, 254, 255]);

            var (name, payload) = await bob.MessageAsync();
            Assert.Equal(("blob", Convert.ToBase64String([0, 1, 254, 255])), (name, payload["bytes"]!.GetValue<string>()));
        }
        Assert.Equal("binary_not_allowed", await ada.PushBytesRefusedAsync("room:raw", "new_msg", [1]));
    }

    [NodeJsFact]
    public async Task Refusals_reach_the_client_with_their_reasons()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var ada = await PhoenixClient.ConnectAsync(node);

        Assert.Equal("unmatched topic", await ada.JoinRefusedAsync("nope:1"));
        await ada.JoinAsync("room:lobby");
        Assert.Equal("invalid_id", await ada.PushRefusedAsync("room:lobby", "new_msg", new() { ["id"] = 5 }));
        Assert.Equal("reserved_event", await ada.PushRefusedAsync("room:lobby", "presence_diff", []));
    }

    [NodeJsFact]
    public async Task A_channel_that_was_left_gets_nothing_more()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var ada = await PhoenixClient.ConnectAsync(node);
        await using var bob = await PhoenixClient.ConnectAsync(node);
        await ada.JoinAsync("topic:a");
        await bob.JoinAsync("topic:a");
        await bob.JoinAsync("topic:b");
        await ada.JoinAsync("topic:b");

        await bob.LeaveAsync("topic:a");
        await ada.PushAsync("topic:a", "event", new() { ["n"] = 1 });
        await ada.PushAsync("topic:b", "event", new() { ["n"] = 2 });

        var (_, payload) = await bob.MessageAsync();
        Assert.Equal(2, payload["n"]!.GetValue<int>());
    }

    [NodeJsFact]
    public async Task A_second_join_of_a_topic_takes_the_place_of_the_first()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var ada = await PhoenixClient.ConnectAsync(node);
        await ada.JoinAsync("room:lobby");

        await ada.JoinAsync("room:lobby");
        await ada.PushAsync("room:lobby", "new_msg", new() { ["body"] = "once" });
        await ada.PushAsync("room:lobby", "new_msg", new() { ["body"] = "twice" });

        Assert.Equal("once", (await ada.MessageAsync()).Payload["body"]!.GetValue<string>());
        Assert.Equal("twice", (await ada.MessageAsync()).Payload["body"]!.GetValue<string>());
    }
}
