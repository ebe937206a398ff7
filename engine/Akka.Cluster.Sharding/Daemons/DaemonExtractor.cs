using System.Globalization;

namespace Akka.Cluster.Sharding;

/// <summary>Every instance of a daemon process is an entity in a shard of its own, so that they are spread and moved one by one.</summary>
internal sealed class DaemonExtractor : IMessageExtractor
{
    public static readonly DaemonExtractor Instance = new();

    // Envelopes and StartEntity carry the id; nothing else is meant for an instance.
    public string? EntityId(object message) => null;

    public object EntityMessage(object message) => message;

    public string ShardId(string entityId, object? messageHint = null) => entityId;

    public static string IdOf(int number) => number.ToString(CultureInfo.InvariantCulture);
}
