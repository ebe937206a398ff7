using System.Text.Json.Nodes;
using EndToEnd.Processes;

namespace EndToEnd;

/// <summary>Whatever ends the server, nothing that was acknowledged is lost, and a client that comes back sees every message once and in order.</summary>
public sealed class CrashTests
{
    private const int Writers = 2;
    private const int Before = 40;
    private const int After = 10;

    [NodeJsFact]
    public async Task Kill_and_restart_lose_nothing_that_was_acknowledged()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var reader = await PhoenixClient.ConnectAsync(node);
        await reader.JoinAsync("room:lobby", new() { ["history"] = 1000 }, recover: true);
        var writers = new List<PhoenixClient>();
        for (var i = 0; i < Writers; i++)
        {
            writers.Add(await PhoenixClient.ConnectAsync(node));
            await writers[i].JoinAsync("room:lobby", recover: true);
        }

        // Each writer has one message after the other in the works, so that the kill catches some of them anywhere on their way.
        var acknowledged = new List<string>();
        var pushing = writers.Select((writer, i) => PushAllAsync(writer, $"w{i}", Before, acknowledged)).ToArray();
        while (Count(acknowledged) < Before)
            await reader.MessageAsync();
        await node.KillAsync();
        await node.StartAsync();
        await Task.WhenAll(pushing);
        foreach (var (writer, i) in writers.Select((w, i) => (w, i)))
            await PushAllAsync(writer, $"late{i}", After, acknowledged);

        await using var judge = await PhoenixClient.ConnectAsync(node);
        var all = (await judge.JoinAsync("room:lobby", new() { ["history"] = 1000 }))["messages"]!.AsArray();
        var stored = all.Select(m => m!["id"]!.GetValue<string>()).ToArray();
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(m => m!["seq"]!.GetValue<int>()));
        Assert.Equal(stored.Length, stored.Distinct().Count());
        Assert.Empty(acknowledged.Except(stored));
        Assert.Equal(Writers * (Before + After), acknowledged.Count);
        foreach (var writer in writers)
            await writer.DisposeAsync();
    }

    [NodeJsFact]
    public async Task A_client_that_comes_back_after_a_kill_sees_every_message_once_and_in_order()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var reader = await PhoenixClient.ConnectAsync(node);
        await using var writer = await PhoenixClient.ConnectAsync(node);
        await reader.JoinAsync("room:lobby", recover: true);
        await writer.JoinAsync("room:lobby", recover: true);
        var acknowledged = new List<string>();
        await PushAllAsync(writer, "a", 10, acknowledged);

        await node.KillAsync();
        await node.StartAsync();
        await PushAllAsync(writer, "b", 10, acknowledged);

        var seen = new List<(long Seq, string Id)>();
        while (seen.Count < 20)
        {
            var (_, payload) = await reader.MessageAsync();
            seen.Add((payload["seq"]!.GetValue<long>(), payload["id"]!.GetValue<string>()));
        }
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), seen.Select(s => s.Seq));
        Assert.Equal(acknowledged, seen.Select(s => s.Id));
    }

    [NodeJsFact]
    public async Task A_stop_asks_clients_to_reconnect_finishes_writes_and_ends_well()
    {
        await using var node = await NodeProcess.StartAsync(("DRAIN_INTERVAL", "10ms"), ("DRAIN_BATCH", "1"));
        var clients = new List<PhoenixClient>();
        for (var i = 0; i < 3; i++)
        {
            clients.Add(await PhoenixClient.ConnectAsync(node));
            await clients[i].JoinAsync("room:lobby", recover: true);
        }
        await clients[0].PushAsync("room:lobby", "new_msg", new() { ["body"] = "before" });

        Assert.Equal(0, await node.StopAsync());
        foreach (var client in clients)
        {
            var close = await client.NextAsync("close");
            Assert.Equal((1012, "draining"), (close["code"]!.GetValue<int>(), close["reason"]!.GetValue<string>()));
        }

        await node.StartAsync();
        foreach (var client in clients)
            Assert.True((await client.NextAsync("rejoined"))["recovered"]!.GetValue<bool>());
        await clients[2].PushAsync("room:lobby", "new_msg", new() { ["body"] = "after" });
        var (_, payload) = await clients[1].MessageAsync();
        Assert.Equal(("after", 2), (payload["body"]!.GetValue<string>(), payload["seq"]!.GetValue<long>()));
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    /// <summary>Pushes messages one after the other, each again under its id until it is acknowledged.</summary>
    private static async Task PushAllAsync(PhoenixClient client, string prefix, int count, List<string> acknowledged)
    {
        for (var i = 0; i < count; i++)
        {
            var id = $"{prefix}-{i}";
            while (await client.TryPushAsync("room:lobby", "new_msg", new JsonObject { ["id"] = id }) is not null)
            {
            }
            lock (acknowledged)
                acknowledged.Add(id);
        }
    }

    private static int Count(List<string> acknowledged)
    {
        lock (acknowledged)
            return acknowledged.Count;
    }
}
