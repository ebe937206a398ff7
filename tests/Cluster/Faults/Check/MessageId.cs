namespace Switchboard.Cluster.Tests.Faults.Check;

/// <summary>The idempotency key of a message: who sent it, and which of its messages it is. A number here, a text on the wire.</summary>
internal static class MessageId
{
    public static long Of(int client, int number) => ((long)client << 32) | (uint)number;

    public static string ToText(long id) => $"{id >> 32}-{(uint)id}";

    public static long Parse(string text)
    {
        var dash = text.IndexOf('-');
        return Of(int.Parse(text.AsSpan(0, dash), null), int.Parse(text.AsSpan(dash + 1), null));
    }
}
