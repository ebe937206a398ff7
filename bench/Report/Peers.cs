using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Switchboard.Bench.Report;

/// <summary>The figures of one script in bench/peers; empty where Elixir is not installed.</summary>
internal sealed class Peers
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, double> _figures = new(StringComparer.Ordinal);

    public string Rate(string name) => Text(name, static figure => Show.Rate(figure));

    public string Seconds(string name) => Text(name, Show.Seconds);

    public string Bytes(string name) => Text(name, Show.Bytes);

    public string Microseconds(string name) => Text(name, Show.Microseconds);

    /// <summary>Runs a script, which prints one "name figure" a line.</summary>
    /// <param name="script">Its name in bench/peers, without the ending.</param>
    /// <param name="asNode">True to start it as a node that others can connect to.</param>
    public static async Task<Peers> RunAsync(string script, bool asNode = false)
    {
        var peers = new Peers();
        var start = new ProcessStartInfo("elixir", [.. asNode ? ["--sname", "switchboard_bench"] : Array.Empty<string>(), "--erl", "+P 3000000", Path.Combine(Repository.Root, "bench", "peers", script + ".exs")]) { RedirectStandardOutput = true };
        Process elixir;
        try
        {
            elixir = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return peers; // not installed
        }

        using (elixir)
        using (var limit = new CancellationTokenSource(Limit))
        {
            try
            {
                while (await elixir.StandardOutput.ReadLineAsync(limit.Token) is { } line)
                {
                    if (line.Split(' ') is [var name, var figure] && double.TryParse(figure, CultureInfo.InvariantCulture, out var value)) peers._figures[name] = value;
                }

                await elixir.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine($"  bench/peers/{script}.exs took longer than {Limit.TotalSeconds:0} s and was stopped");
                elixir.Kill(entireProcessTree: true);
            }
        }

        return peers;
    }

    private string Text(string name, Func<double, string> show) => _figures.TryGetValue(name, out var figure) ? show(figure) : "";
}
