using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Switchboard.Node.Tests.Gateway.Node;

/// <summary>While the database cannot be written, writes are refused by name and history is still served; when it can be again, so can rooms.</summary>
public sealed class JournalFailureTests
{
    [Fact]
    public async Task A_locked_database_refuses_writes_serves_history_and_recovers()
    {
        await using var node = await RunningNode.StartAsync(("AKKA__PERSISTENCE__JOURNAL__SQL__SQLITE_BUSY_TIMEOUT", "50ms"));
        using var socket = await node.ConnectAsync();
        await socket.JoinAsync("room:a");
        await PushAsync(socket, "one");

        await using (var other = new SqliteConnection($"Data Source={node.DatabaseFile};Pooling=false"))
        {
            other.Open();
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();

            Assert.Equal("unavailable", await PushAsync(socket, "two"));
            using var http = node.Http();
            Assert.Contains("\"n\":\"one\"", await http.GetStringAsync("/api/rooms/a/messages"), StringComparison.Ordinal);
            using var late = await node.ConnectAsync();
            Assert.Contains("\"n\":\"one\"", await late.JoinAsync("room:a", payload: """{"history":10}"""), StringComparison.Ordinal);
            // Whatever else comes meanwhile, such as that the room can be reached again.
            await late.SendAsync("""[null,"h","phoenix","heartbeat",{}]""");
            while (!(await late.NextAsync()).StartsWith("""[null,"h","phoenix","phx_reply",{"status":"ok",""", StringComparison.Ordinal))
            {
            }
        }

        while (await PushAsync(socket, "three") is { } reason)
            Assert.Contains(reason, new[] { "unavailable", "timeout" });
        using var reader = await node.ConnectAsync();
        var joined = Response(await reader.JoinAsync("room:a", payload: """{"history":10}"""));
        var messages = joined.GetProperty("messages").EnumerateArray().ToList();
        // A hub that has not heard of the room's return yet says so, delivers what it lacks, and says when that was all.
        var isDegraded = joined.TryGetProperty("degraded", out _);
        while (isDegraded || messages[^1].GetProperty("n").GetString() != "three")
        {
            var frame = JsonDocument.Parse(await reader.NextAsync()).RootElement;
            if (frame[3].GetString() == "room_state")
                isDegraded = frame[4].GetProperty("degraded").GetBoolean();
            else
                messages.Add(frame[4]);
        }
        Assert.Equal(["one", "three"], messages.Select(m => m.GetProperty("n").GetString()).Where(n => n != "two"));
        Assert.Equal(Enumerable.Range(1, messages.Count), messages.Select(m => m.GetProperty("seq").GetInt32()));
    }

    /// <summary>Pushes under the text as key, and passes over what is delivered meanwhile.</summary>
    /// <returns>Null when it was stored, else why not.</returns>
    private static async Task<string?> PushAsync(TestSocket socket, string text)
    {
        await socket.SendAsync($$"""["1","{{text}}","room:a","new_msg",{"n":"{{text}}","id":"{{text}}"}]""");
        while (true)
        {
            var frame = JsonDocument.Parse(await socket.NextAsync()).RootElement;
            if (frame[1].GetString() != text)
                continue;
            return frame[4].GetProperty("status").GetString() == "ok" ? null : frame[4].GetProperty("response").GetProperty("reason").GetString();
        }
    }

    private static JsonElement Response(string frame) => JsonDocument.Parse(frame).RootElement[4].GetProperty("response");
}
