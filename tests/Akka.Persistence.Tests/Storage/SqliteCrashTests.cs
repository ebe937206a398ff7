using System.Diagnostics;
using System.Text;

namespace Akka.Persistence.Tests.Storage;

/// <summary>A process that is killed while it writes has stored everything that it acknowledged, without gap, and its file opens again.</summary>
public sealed class SqliteCrashTests
{
    [Theory]
    [InlineData(CrashingWriter.StorageCommand)]
    [InlineData(CrashingWriter.ActorsCommand)]
    public async Task Everything_acknowledged_before_kill_9_is_there_afterwards(string command)
    {
        using var file = new SqliteFile();
        var acknowledged = new Dictionary<string, long>();
        using (var child = Start(command, file.Path))
        {
            var errors = child.StandardError.ReadToEndAsync();
            for (var i = 0; i < 3_000; i++)
            {
                var line = await child.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await errors);
                Note(line, acknowledged);
            }

            child.Kill();
            // What it had printed before it died counts too; the last line may be cut off.
            var rest = await child.StandardOutput.ReadToEndAsync();
            foreach (var line in rest.Split('\n').SkipLast(1)) Note(line, acknowledged);
            await child.WaitForExitAsync();
        }

        Assert.NotEmpty(acknowledged);
        foreach (var (id, last) in acknowledged)
        {
            var events = file.Events(id);
            Assert.InRange(events.Count, last, last + 1);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.SequenceNr));
            Assert.All(events, e => Assert.Equal($"{id} {e.SequenceNr}", Encoding.UTF8.GetString(e.Payload)));
            file.Append(id, SqliteFile.Row(events.Count + 1)).AssertStored();
        }

        Assert.Equal(["ok"], file.Query("PRAGMA integrity_check"));
    }

    private static void Note(string line, Dictionary<string, long> acknowledged)
    {
        var space = line.LastIndexOf(' ');
        acknowledged[line[..space]] = long.Parse(line.AsSpan(space + 1));
    }

    private static Process Start(string command, string file) => Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
    {
        ArgumentList = { typeof(CrashingWriter).Assembly.Location, command, file },
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
