using Processes;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Switchboard.Cluster.Tests;

/// <summary>Strangers on the port for nodes are cut off, use little memory, and no member notices them.</summary>
public sealed class HostileTests
{
    private const int Strangers = 400;
    private const long MemoryBound = 96L << 20;

    private static readonly string[] Kinds = ["noise", "half a frame", "a frame of a gigabyte", "http", "nothing", "frames of nothing"];

    [PostgresFact]
    public async Task Noise_half_frames_huge_lengths_and_silence_disturb_nobody()
    {
        await using var cluster = await RunningCluster.StartAsync(nodes: 2);
        var before = await UidsAsync(cluster);
        var memory = cluster.Lighthouse.Process.ResidentBytes;
        var random = new Random(20_001);
        var sockets = new List<Socket>();

        for (var i = 0; i < Strangers; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, cluster.Lighthouse.PublicPort));
            await SendAsync(socket, Bytes(Kinds[i % Kinds.Length], random));
        }

        await cluster.AllSeeAsync(cluster.All);
        Assert.Equal(before, await UidsAsync(cluster));
        foreach (var socket in sockets)
            await IsClosedAsync(socket);
        Assert.InRange(cluster.Lighthouse.Process.ResidentBytes - memory, long.MinValue, MemoryBound);

        // Who belongs here still gets in.
        await using var late = ClusterNode.Node();
        late.Process.Environment["CLUSTER_SEEDS"] = $"127.0.0.1:{cluster.Lighthouse.PublicPort}";
        await late.Process.StartAsync();
        await cluster.AllSeeAsync([.. cluster.All, late]);
    }

    private static byte[] Bytes(string kind, Random random)
    {
        switch (kind)
        {
            case "noise":
                var noise = new byte[random.Next(1, 5_000)];
                random.NextBytes(noise);
                return noise;
            case "half a frame":
                return Framed(100)[..40];
            case "a frame of a gigabyte":
                return Framed(1 << 30);
            case "http":
                return "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();
            case "frames of nothing":
                return new byte[4_000];
            default:
                return [];
        }
    }

    // A length before the bytes, in either order of bytes, whatever the format is.
    private static byte[] Framed(int length)
    {
        var bytes = new byte[Math.Min(length, 1_000) + 4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (SocketException)
        {
            // Already cut off, which is what the test looks for in the end.
        }
    }

    // The other side has closed it, or does so before a member's patience with a silent one ends.
    private static async Task IsClosedAsync(Socket socket)
    {
        using (socket)
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        {
            var buffer = new byte[1_024];
            try
            {
                while (await socket.ReceiveAsync(buffer, limit.Token) > 0)
                {
                    // What it says to a stranger, such as why it refuses.
                }
            }
            catch (SocketException)
            {
                // Reset: closed.
            }
        }
    }

    private static async Task<long[]> UidsAsync(RunningCluster cluster) => [.. (await cluster.Lighthouse.ViewAsync()).Members.Select(m => m.Uid).Order()];
}
