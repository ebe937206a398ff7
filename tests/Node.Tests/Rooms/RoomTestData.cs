using System.Text;
using Switchboard.Messages;

namespace Node.Tests.Rooms;

/// <summary>Short ways to say what room tests need.</summary>
internal static class RoomTestData
{
    public static RoomCommand.Publish Publish(string? id = null, string? from = null, string body = "{\"b\":1}", long correlation = 0) =>
        new(correlation, id, from, 0, Encoding.UTF8.GetBytes(body));

    public static StoredMessage Message(long seq, string epoch = "e", int size = 10) =>
        new(seq, epoch, seq * 1000, null, null, 0, new byte[size]);

    public static IEnumerable<long> Numbers(IEnumerable<StoredMessage> messages) => messages.Select(m => m.Seq);

    public static IEnumerable<long> Range(long first, long last) => Enumerable.Range(0, (int)(last - first + 1)).Select(i => first + i);
}
