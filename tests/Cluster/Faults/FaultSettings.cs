using System.Globalization;

namespace Switchboard.Cluster.Tests.Faults;

/// <summary>How long and how heavy a run is. Without any variable it is the short one of CI.</summary>
/// <param name="Clients">FAULT_CLIENTS.</param>
/// <param name="Rooms">FAULT_ROOMS; clients are spread over them.</param>
/// <param name="Rounds">FAULT_ROUNDS; each has every kind of fault once, in an order of its own.</param>
/// <param name="Seed">FAULT_SEED: orders and victims.</param>
/// <param name="Pause">FAULT_PAUSE, in milliseconds: from an acknowledgement to the client's next message.</param>
/// <param name="Kinds">FAULT_KINDS: short names of the kinds, with commas between; empty for all.</param>
/// <param name="Until">FAULT_MINUTES: no new round begins after so many.</param>
/// <param name="Report">FAULT_REPORT: a file for the report, beside the output of the test. The output of all processes is written beside it.</param>
internal sealed record FaultSettings(int Clients, int Rooms, int Rounds, int Seed, TimeSpan Pause, IReadOnlyList<string> Kinds, TimeSpan Until, string? Report)
{
    public static FaultSettings Read() => new(
        Number("FAULT_CLIENTS", 32), Number("FAULT_ROOMS", 8), Number("FAULT_ROUNDS", 1), Number("FAULT_SEED", 1),
        TimeSpan.FromMilliseconds(Number("FAULT_PAUSE", 200)),
        (Environment.GetEnvironmentVariable("FAULT_KINDS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        TimeSpan.FromMinutes(Number("FAULT_MINUTES", 600)),
        Environment.GetEnvironmentVariable("FAULT_REPORT") is { Length: > 0 } file ? file : null);

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
