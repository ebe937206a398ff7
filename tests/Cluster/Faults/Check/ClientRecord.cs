using System.Diagnostics;
using System.Text.Json;

namespace Switchboard.Cluster.Tests.Faults.Check;

/// <summary>
/// What one client saw of its room. It judges at once that messages come in the order of their numbers, without gap or repeat, whatever happened to
/// its connections; the rest is judged at the end. Thread-safe.
/// </summary>
internal sealed class ClientRecord(int client, RoomRecord room, Findings findings)
{
    private readonly Lock _gate = new();
    private readonly List<long> _delivered = [];
    private readonly List<(long Id, long Seq)> _acknowledged = [];
    private string? _epoch;
    private long _lastAcknowledgement;

    public int Client { get; } = client;

    public RoomRecord Room { get; } = room;

    /// <summary>The number of the last message that it saw; 0 for none.</summary>
    public long LastSeq
    {
        get
        {
            lock (_gate)
                return _delivered.Count;
        }
    }

    /// <summary>What that number counts in; null as long as it is 0.</summary>
    public string? Epoch => LastSeq == 0 ? null : Volatile.Read(ref _epoch);

    /// <summary>When something of it was acknowledged last; a timestamp of the stopwatch.</summary>
    public long LastAcknowledgement => Volatile.Read(ref _lastAcknowledgement);

    /// <summary>The messages that it saw, by number; for the end, when nothing comes any more.</summary>
    public IReadOnlyList<long> SeenInOrder => _delivered;

    /// <summary>The messages of its own that were acknowledged; for the end.</summary>
    public IReadOnlyList<(long Id, long Seq)> AcknowledgedInOrder => _acknowledged;

    public void Note(string what) => findings.Note(what);

    public void Acknowledged(long id, long seq)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
            _acknowledged.Add((id, seq));
        Volatile.Write(ref _lastAcknowledgement, now);
        Room.Acknowledged(now);
    }

    /// <summary>Takes in the answer to a join.</summary>
    public void Joined(JsonElement response)
    {
        var epoch = response.GetProperty("epoch").GetString();
        var known = Epoch;
        if (!response.GetProperty("recovered").GetBoolean())
        {
            findings.Break(
                $"{this} was told that not everything after {LastSeq} is there: {response.GetProperty("reason").GetString()}, last number {response.GetProperty("last_seq").GetInt64()}.");
        }
        if (known is not null && known != epoch)
            findings.Break($"{this} found the epoch {epoch} after {known}.");
        Volatile.Write(ref _epoch, epoch);
        foreach (var message in response.GetProperty("messages").EnumerateArray())
            Delivered(message);
        var last = response.GetProperty("last_seq").GetInt64();
        if (last != LastSeq)
            findings.Break($"{this} joined at number {last}, but has been given {LastSeq}.");
    }

    public void Delivered(JsonElement message)
    {
        var seq = message.GetProperty("seq").GetInt64();
        var id = MessageId.Parse(message.GetProperty("id").GetString()!);
        lock (_gate)
        {
            var expected = _delivered.Count + 1;
            if (seq != expected)
            {
                var what = seq < expected ? _delivered[(int)seq - 1] == id ? "again" : $"instead of {MessageId.ToText(_delivered[(int)seq - 1])}" : "too early";
                findings.Break($"{this} was given number {seq} ({MessageId.ToText(id)}) {what}, where {expected} was to come.");
            }
            if (seq == expected)
                _delivered.Add(id);
        }
    }

    public override string ToString() => $"Client {Client} in {Room.Name}";
}
