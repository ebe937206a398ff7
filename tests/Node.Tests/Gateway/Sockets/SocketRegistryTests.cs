using Switchboard.Node.Gateway.Sockets;

namespace Switchboard.Node.Tests.Gateway.Sockets;

/// <summary>Whoever looks after sockets sleeps while there are none, and is woken by the first.</summary>
public sealed class SocketRegistryTests
{
    [Fact]
    public async Task The_first_socket_wakes_who_waits_for_one_and_nobody_waits_while_there_are_some()
    {
        var registry = new SocketRegistry();
        await using var server = await SocketServer.StartAsync(registry: registry);
        var waiting = registry.WaitForAnyAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        var (client, socket, _) = await server.OpenAsync();
        await waiting;
        Assert.True(registry.WaitForAnyAsync(CancellationToken.None).IsCompleted);

        registry.Remove(socket);
        var again = registry.WaitForAnyAsync(CancellationToken.None);
        Assert.False(again.IsCompleted);
        registry.Add(socket);
        await again;
        client.Dispose();
    }

    [Fact]
    public async Task The_wait_ends_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new SocketRegistry().WaitForAnyAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
