using Switchboard.Cluster.Tests.Network;

namespace Switchboard.Cluster.Tests.Faults;

/// <summary>A kind of fault: it strikes, and puts right what it broke. Whether the rest has healed is waited for afterwards.</summary>
/// <param name="Key">Its short name.</param>
/// <param name="Name">Its name in reports.</param>
/// <param name="StrikeAsync">Strikes once.</param>
internal sealed record FaultKind(string Key, string Name, Func<FaultScene, Task> StrikeAsync)
{
    private const int Removed = 3;

    // How long nothing happens, to compare with.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    public static FaultKind None { get; } = new("none", "no fault, for 5 s", _ => Task.Delay(Calm));

    public static FaultKind Kill { get; } = new("kill", "node killed, started at once", async scene =>
    {
        var node = scene.AnyNode();
        await node.Process.KillAsync();
        await node.Process.StartAsync();
    });

    public static FaultKind Loss { get; } = new("loss", "node killed, started when removed", async scene =>
    {
        var node = scene.AnyNode();
        await node.Process.KillAsync();
        await scene.Cluster!.AllSeeAsync(scene.Cluster.Except(node));
        await node.Process.StartAsync();
    });

    public static FaultKind Freeze { get; } = new("freeze", "node stands still until removed", async scene =>
    {
        var node = scene.AnyNode();
        node.Process.Freeze();
        await scene.Cluster!.AllSeeAsync(scene.Cluster.Except(node));
        node.Process.Thaw();
        await EndsAsync(scene, node, Removed);
        await node.Process.StartAsync();
    });

    public static FaultKind Partition { get; } = new("partition", "node cut off until removed", async scene =>
    {
        var node = scene.AnyNode();
        node.Proxy!.Fault = scene.Random.Next(2) == 0 ? Fault.Cut : Fault.Swallow;
        await scene.Cluster!.AllSeeAsync(scene.Cluster.Except(node));
        await EndsAsync(scene, node, Removed);
        node.Proxy.Fault = Fault.None;
        await node.Process.StartAsync();
    });

    public static FaultKind Database { get; } = new("database", "PostgreSQL stopped or killed, started at once", scene =>
    {
        if (scene.Random.Next(2) == 0)
            scene.Database!.Stop();
        else
            scene.Database!.Kill();
        scene.Database.Start();
        return Task.CompletedTask;
    });

    public static FaultKind Rolling { get; } = new("rolling", "all nodes restarted, one after the other", async scene =>
    {
        foreach (var node in scene.Nodes)
        {
            _ = node.Process.StopAsync();
            await EndsAsync(scene, node, 0);
            await node.Process.StartAsync();
            await scene.StandsAsync("rolling restart");
        }
    });

    public static FaultKind Lighthouse { get; } = new("lighthouse", "lighthouse killed, started at once", async scene =>
    {
        await scene.Cluster!.Lighthouse.Process.KillAsync();
        await scene.Cluster.Lighthouse.Process.StartAsync();
    });

    /// <summary>Everything that can happen to a cluster.</summary>
    public static IReadOnlyList<FaultKind> OfClusters { get; } = [None, Kill, Loss, Freeze, Partition, Database, Rolling, Lighthouse];

    /// <summary>Everything that can happen to a node that is alone.</summary>
    public static IReadOnlyList<FaultKind> OfOne { get; } = [None, Kill, Rolling];

    private static async Task EndsAsync(FaultScene scene, ClusterNode node, int code)
    {
        var found = await node.Process.ExitAsync();
        if (found != code)
            scene.Findings.Break($"{node.Address} ended with code {found}, not {code}.");
    }
}
