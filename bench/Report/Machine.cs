using System.Runtime;
using System.Runtime.InteropServices;

namespace Switchboard.Bench.Report;

/// <summary>Where and with what the figures were measured.</summary>
internal static class Machine
{
    private static readonly string LoadBefore = Load();

    public static IEnumerable<string> Lines()
    {
        yield return $"machine: {Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB, {RuntimeInformation.OSDescription}";
        yield return $"runtime: {RuntimeInformation.FrameworkDescription}, Akka {typeof(Akka.Actor.ActorSystem).Assembly.GetName().Version} "
            + $"({(typeof(Akka.Actor.ActorSystem).Assembly.GetName().GetPublicKeyToken() is { Length: > 0 } ? "official packages" : "this repository's engine, unless built with -p:Akka=official")})";
        yield return $"garbage collector: {(GCSettings.IsServerGC ? "server" : "workstation")}, {GCSettings.LatencyMode}, {Setting("GCgen0size")}, tiered PGO on";
        yield return $"load by others: {LoadBefore}";
    }

    /// <summary>How busy others keep the machine: processes that ran or waited to run, on average over the last minute.</summary>
    private static string Load()
    {
        const string Source = "/proc/loadavg";
        return File.Exists(Source) ? $"{File.ReadAllText(Source).Split(' ')[0]} processes wanted {Environment.ProcessorCount} cores in the minute before" : "not known here";
    }

    public static void Print(TextWriter to)
    {
        foreach (var line in Lines()) to.WriteLine(line);
        to.WriteLine();
    }

    private static string Setting(string name) =>
        (AppContext.GetData($"System.GC.{name[2..]}")?.ToString() ?? Environment.GetEnvironmentVariable($"DOTNET_{name}")) is { } value ? $"{name} {value}" : $"{name} as the runtime chooses";

    private static string Processor()
    {
        const string Source = "/proc/cpuinfo";
        if (!File.Exists(Source)) return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines(Source).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
