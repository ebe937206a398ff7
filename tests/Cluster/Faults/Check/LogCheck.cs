namespace Switchboard.Cluster.Tests.Faults.Check;

/// <summary>
/// The promises, judged at the end of a run: what was acknowledged is stored under the number that the acknowledgement named; what is stored was
/// delivered to everybody, under the same number; nothing is stored twice.
/// </summary>
internal static class LogCheck
{
    public static void Check(RoomRecord room, IReadOnlyCollection<ClientRecord> clients, Findings findings)
    {
        var places = new Dictionary<long, int>();
        for (var i = 0; i < room.Stored.Count; i++)
        {
            if (!places.TryAdd(room.Stored[i], i + 1))
                findings.Break($"{room.Name}: {MessageId.ToText(room.Stored[i])} is stored as number {places[room.Stored[i]]}, and again as {i + 1}.");
        }
        foreach (var client in clients)
        {
            foreach (var (id, seq) in client.AcknowledgedInOrder)
            {
                if (!places.TryGetValue(id, out var place))
                    findings.Break($"{client}: {MessageId.ToText(id)} was acknowledged as number {seq}, but is not stored.");
                else if (place != seq)
                    findings.Break($"{client}: {MessageId.ToText(id)} was acknowledged as number {seq}, but is stored as {place}.");
            }
            Compare(client, room, findings);
        }
    }

    private static void Compare(ClientRecord client, RoomRecord room, Findings findings)
    {
        var seen = client.SeenInOrder;
        if (seen.Count != room.Stored.Count)
            findings.Break($"{client} was given {seen.Count} messages; {room.Stored.Count} are stored.");
        for (var i = 0; i < Math.Min(seen.Count, room.Stored.Count); i++)
        {
            if (seen[i] == room.Stored[i])
                continue;
            findings.Break($"{client} was given {MessageId.ToText(seen[i])} as number {i + 1}; {MessageId.ToText(room.Stored[i])} is stored there.");
            return;
        }
    }
}
