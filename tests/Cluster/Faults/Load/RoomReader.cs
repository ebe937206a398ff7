using System.Net;
using System.Text.Json;
using Switchboard.Cluster.Tests.Faults.Check;

namespace Switchboard.Cluster.Tests.Faults.Load;

/// <summary>Reads over HTTP what rooms have stored: all the time, since they keep a bounded history, and at the end.</summary>
internal sealed class RoomReader(IReadOnlyList<RoomRecord> rooms, IReadOnlyList<Uri> nodes, Findings findings)
{
    /// <summary>The most messages in one answer, and what rooms keep at least.</summary>
    private const int Page = 1000;

    /// <summary>How much is looked at twice at the end.</summary>
    private const int Again = 900;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(15) };

    private int _next;

    /// <summary>Reads all rooms, again and again.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var room in rooms)
                    await MoreAsync(room, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    /// <summary>Reads what is left, when nothing more is written.</summary>
    public async Task FinishAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        foreach (var room in rooms)
        {
            while (!await MoreAsync(room, limit.Token))
                await Task.Delay(Interval, limit.Token);
        }
    }

    /// <summary>Reads the newest messages again, from every node, and compares.</summary>
    public async Task CompareAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        foreach (var room in rooms)
        {
            var since = Math.Max(0, room.Stored.Count - Again);
            foreach (var node in nodes)
            {
                JsonElement? page;
                while ((page = await GetAsync(node, room, since, limit.Token)) is null || page.Value.TryGetProperty("degraded", out _))
                    await Task.Delay(Interval, limit.Token);
                var found = page.Value.GetProperty("messages").EnumerateArray().Select(Id).ToArray();
                if (!found.SequenceEqual(room.Stored.Skip(since)))
                    findings.Break($"{room.Name} at {node} has other messages after {since} than it had before all nodes were killed: {found.Length} instead of {room.Stored.Count - since}.");
            }
        }
    }

    /// <summary>Reads on in one room.</summary>
    /// <returns>True when it has come to the end.</returns>
    private async Task<bool> MoreAsync(RoomRecord room, CancellationToken cancellationToken)
    {
        var stored = room.Stored;
        if (await GetAsync(nodes[_next++ % nodes.Count], room, stored.Count, cancellationToken) is not { } page)
            return false;
        if (!page.GetProperty("recovered").GetBoolean())
        {
            findings.Break($"{room.Name} does not have what comes after {stored.Count}: {page.GetProperty("reason").GetString()}, last number {page.GetProperty("last_seq").GetInt64()}.");
            return true;
        }
        foreach (var message in page.GetProperty("messages").EnumerateArray())
        {
            if (message.GetProperty("seq").GetInt64() == stored.Count + 1)
                stored.Add(Id(message));
            else
                findings.Break($"{room.Name} was read with number {message.GetProperty("seq").GetInt64()} where {stored.Count + 1} was to come.");
        }
        if (stored.Count > 0)
            room.Epoch ??= page.GetProperty("epoch").GetString();
        return !page.TryGetProperty("degraded", out _) && stored.Count >= page.GetProperty("last_seq").GetInt64();
    }

    private async Task<JsonElement?> GetAsync(Uri node, RoomRecord room, int since, CancellationToken cancellationToken)
    {
        try
        {
            var epoch = room.Epoch is { } known ? $"&epoch={known}" : "";
            using var response = await Http.GetAsync(new Uri(node, $"/api/rooms/{room.Name}/messages?since={since}&limit={Page}{epoch}"), cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
                return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            findings.Note($"read refused: {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            findings.Note("read not answered");
        }
        return null;
    }

    private static long Id(JsonElement message) => MessageId.Parse(message.GetProperty("id").GetString()!);
}
