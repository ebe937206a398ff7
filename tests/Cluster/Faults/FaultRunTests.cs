using Processes;
using Switchboard.Cluster.Tests.Faults.Check;
using Xunit.Abstractions;

namespace Switchboard.Cluster.Tests.Faults;

/// <summary>
/// Whatever is killed, stopped, cut off or restarted under load, one after the other: what was acknowledged is stored, what is stored reaches every client
/// that stays or returns, once and in order, and nothing is stored twice. The same code makes long runs, by hand:
/// <c>FAULT_CLIENTS=200 FAULT_ROOMS=40 FAULT_ROUNDS=20 FAULT_PAUSE=500 FAULT_SEED=7 FAULT_REPORT=/tmp/faults.txt dotnet test tests/Cluster --filter FaultRunTests.A_cluster</c>
/// (all variables: <see cref="FaultSettings"/>).
/// </summary>
[Collection(nameof(Alone))]
public sealed class FaultRunTests(ITestOutputHelper output)
{
    [PostgresFact]
    public async Task A_cluster_keeps_its_promises_through_every_kind_of_fault()
    {
        var settings = FaultSettings.Read();
        await using var scene = await FaultScene.ThreeNodesAsync(new Random(settings.Seed), new Findings());

        await ReportAsync(settings, await FaultRun.RunAsync(settings, scene, FaultKind.OfClusters));
    }

    [Fact]
    public async Task A_node_that_is_alone_keeps_its_promises_through_kills_and_restarts()
    {
        var settings = FaultSettings.Read();
        await using var scene = await FaultScene.AloneAsync(new Random(settings.Seed), new Findings());

        await ReportAsync(settings, await FaultRun.RunAsync(settings, scene, FaultKind.OfOne));
    }

    private async Task ReportAsync(FaultSettings settings, string report)
    {
        output.WriteLine(report);
        if (settings.Report is { } file)
            await File.WriteAllTextAsync(file, report);
    }
}

/// <summary>Tests that measure how long clients are not served run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
