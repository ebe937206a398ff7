using Processes;
using Switchboard.Cluster.Tests.Faults.Load;

namespace Switchboard.Cluster.Tests;

/// <summary>Events of topics that are not stored reach clients on other nodes, once and in the order of their sender.</summary>
public sealed class TopicTests
{
    private const string Topic = "topic:lobby";
    private const int Count = 200;

    [PostgresFact]
    public async Task Clients_on_different_nodes_hear_each_other_once_and_in_order()
    {
        await using var cluster = await RunningCluster.StartAsync(nodes: 2);
        using var patience = new CancellationTokenSource(ServiceProcess.Patience);
        await using var one = await JoinAsync(cluster.Nodes[0], patience.Token);
        await using var other = await JoinAsync(cluster.Nodes[1], patience.Token);
        await MeetAsync(one, other, patience.Token);
        await MeetAsync(other, one, patience.Token);

        foreach (var (sender, receiver) in new[] { (one, other), (other, one) })
        {
            for (var i = 0; i < Count; i++)
                await sender.SendAsync("1", sender.NextRef(), Topic, "count", new { i });
            foreach (var socket in new[] { sender, receiver })
            {
                for (var i = 0; i < Count; i++)
                    Assert.Equal(i, (await NextAsync(socket, "count", patience.Token)).Payload.GetProperty("i").GetInt32());
            }
        }
        // Behind everything that could have come twice.
        await one.SendAsync("1", one.NextRef(), Topic, "end", new { });
        Assert.Equal("end", (await NextAsync(other, null, patience.Token)).Event);
        Assert.All(cluster.All, node => Assert.DoesNotContain("mediator", node.Process.Output, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<PhoenixSocket> JoinAsync(ClusterNode node, CancellationToken patience)
    {
        var socket = await PhoenixSocket.ConnectAsync(node.Process.Address, patience);
        await socket.SendAsync("1", "1", Topic, "phx_join", new { });
        var reply = (await socket.ReceiveAsync(patience))!.Value;
        Assert.Equal(("phx_reply", "ok"), (reply.Event, reply.Payload.GetProperty("status").GetString()));
        return socket;
    }

    // A node hears a moment after a join that another one has members, and drops what it is asked to send there before: who is there can only be tried.
    private static async Task MeetAsync(PhoenixSocket from, PhoenixSocket to, CancellationToken patience)
    {
        var arrived = NextAsync(to, "hello", patience);
        while (!arrived.IsCompleted)
        {
            await from.SendAsync("1", from.NextRef(), Topic, "hello", new { });
            await NextAsync(from, "hello", patience);
        }
        await arrived;
        // What else is on its way arrives before this.
        var reference = from.NextRef();
        await from.SendAsync("1", reference, Topic, "met", new { reference });
        await NextAsync(from, "met", patience);
        await NextAsync(to, "met", patience);
    }

    /// <summary>The next event, leaving out answers and, when a name is asked for, greetings.</summary>
    private static async Task<PhoenixFrame> NextAsync(PhoenixSocket socket, string? name, CancellationToken patience)
    {
        while (true)
        {
            var frame = (await socket.ReceiveAsync(patience))!.Value;
            if (frame.Event == "phx_reply" || (frame.Event == "hello" && name is not null and not "hello"))
                continue;
            if (name is not null)
                Assert.Equal(name, frame.Event);
            return frame;
        }
    }
}
