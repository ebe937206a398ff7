using Xunit.Abstractions;

namespace Akka.Cluster.Tools.Tests.Singleton;

/// <summary>
/// However members come, go and die, and whatever becomes of messages: never do two instances live at once, and when all has healed one does, on the first
/// member. SINGLETON_MODEL_FIRST and SINGLETON_MODEL_SEEDS choose the seeds.
/// </summary>
public sealed class MachineModelTests(ITestOutputHelper output)
{
    [Fact]
    public void There_is_never_more_than_one_instance_and_one_at_the_end()
    {
        var (first, count) = (Setting("SINGLETON_MODEL_FIRST", 1), Setting("SINGLETON_MODEL_SEEDS", 1_000));
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = first; seed < first + count; seed++)
        {
            var model = new MachineModel(seed);
            try
            {
                model.Run(400);
            }
            catch (Exception)
            {
                output.WriteLine($"seed {seed}");
                new MachineModel(seed, traces: true).Run(400);
                throw;
            }

            foreach (var (what, times) in model.Counts) counts[what] = counts.GetValueOrDefault(what) + times;
        }

        output.WriteLine(string.Join(", ", counts.Select(static one => $"{one.Key} {one.Value}")));
        Assert.All(["Start", "Stop", "Abandon", "Stuck", "crash of the host", "shutdown timed out", "stopped by itself"], what => Assert.True(counts.GetValueOrDefault(what) > 0, what));
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
