using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe.Internal;
using Akka.Cluster.Tools.PublishSubscribe.Serialization.Wire;

namespace Akka.Cluster.Tools.PublishSubscribe.Serialization;

/// <summary>What mediators tell each other about who has what, to and from its wire form.</summary>
internal static class RegistryFormat
{
    public static StatusMsg Write(RegistryStatus status) => new()
    {
        From = Write(status.From),
        To = Write(status.To),
        Version = (ulong)status.Version,
        Known = (ulong)status.Known,
        KnownBase = (ulong)status.KnownBase,
        IsReply = status.IsReply,
    };

    public static DeltaMsg Write(RegistryDelta delta)
    {
        var message = new DeltaMsg { From = Write(delta.From), Base = (ulong)delta.Base, After = (ulong)delta.After, Version = (ulong)delta.Version };
        var last = delta.After;
        foreach (var entry in delta.Entries)
        {
            message.Entries.Add(new EntryMsg
            {
                Kind = (uint)entry.Key.Kind,
                Name = entry.Key.Name,
                Group = entry.Key.Group,
                Uid = entry.Uid,
                Step = (ulong)(entry.Version - last),
                IsRemoved = entry.IsRemoved,
            });
            last = entry.Version;
        }

        return message;
    }

    /// <exception cref="SerializationException">A part is missing.</exception>
    public static RegistryStatus ReadStatus(byte[] bytes)
    {
        var message = StatusMsg.Parser.ParseFrom(bytes);
        return new RegistryStatus(ReadNode(message.From), ReadNode(message.To), (long)message.Version, (long)message.Known, (long)message.KnownBase, message.IsReply);
    }

    /// <exception cref="SerializationException">A part is missing, or contradicts another.</exception>
    public static RegistryDelta ReadDelta(byte[] bytes)
    {
        var message = DeltaMsg.Parser.ParseFrom(bytes);
        var entries = new List<RegistryEntry>(message.Entries.Count);
        var last = (long)message.After;
        foreach (var one in message.Entries)
        {
            last += (long)one.Step;
            // A later version of this engine may have more to tell.
            if (one.Kind <= (uint)RegistryKind.Path) entries.Add(new RegistryEntry(new RegistryKey((RegistryKind)one.Kind, one.Name, one.Group), one.Uid, last, one.IsRemoved));
        }

        if (last > (long)message.Version || message.After >= message.Version) throw new SerializationException("The versions of a delta contradict each other.");
        return new RegistryDelta(ReadNode(message.From), (long)message.Base, (long)message.After, (long)message.Version, entries);
    }

    private static NodeMsg Write(UniqueAddress node) => new()
    {
        Protocol = node.Address.Protocol,
        System = node.Address.System,
        Host = node.Address.Host ?? "",
        Port = (uint)(node.Address.Port ?? 0),
        Uid = node.Uid,
    };

    private static UniqueAddress ReadNode(NodeMsg? message) => message is null
        ? throw new SerializationException("An address is missing.")
        : new UniqueAddress(new Address(message.Protocol, message.System, message.Host, (int)message.Port), message.Uid);
}
