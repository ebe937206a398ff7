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
        using var child = new WritingProcess(command, file.Path);
        Assert.True(await child.ReadAsync(3_000), "it ended by itself");
        await child.KillAsync();

        Assert.NotEmpty(child.Acknowledged);
        foreach (var (id, last) in child.Acknowledged)
        {
            var events = file.Events(id);
            Assert.InRange(events.Count, last, last + 1);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.SequenceNr));
            Assert.All(events, e => Assert.Equal($"{id} {e.SequenceNr}", Encoding.UTF8.GetString(e.Payload)));
            file.Append(id, SqliteFile.Row(events.Count + 1)).AssertStored();
        }

        Assert.Equal(["ok"], file.Query("PRAGMA integrity_check"));
    }
}
