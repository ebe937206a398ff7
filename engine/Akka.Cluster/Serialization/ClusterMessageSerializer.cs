using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Cluster.Membership;
using Akka.Cluster.Serialization.Wire;
using Akka.Serialization;
using Akka.Util;
using Google.Protobuf;

namespace Akka.Cluster.Serialization;

/// <summary>What nodes tell each other about the cluster, as protocol buffers (cluster.proto).</summary>
internal sealed class ClusterMessageSerializer : SerializerWithStringManifest
{
    public ClusterMessageSerializer(ExtendedActorSystem system) : base(system)
    {
    }

    public override string Manifest(object o) => o switch
    {
        Heartbeat => "HB",
        HeartbeatRsp => "HR",
        GossipEnvelope => "GE",
        GossipStatus => "GS",
        InitJoin => "IJ",
        InitJoinAck => "IA",
        InitJoinNack => "IN",
        Join => "JO",
        JoinRefused => "JR",
        Welcome => "WE",
        Expelled => "EX",
        Leave => "LE",
        Membership.Down => "DO",
        _ => throw new ArgumentException($"{nameof(ClusterMessageSerializer)} does not serialize [{o.GetType()}].", nameof(o)),
    };

    public override byte[] ToBinary(object obj) => Write(obj).ToByteArray();

    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return Read(bytes, manifest);
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or ArgumentException)
        {
            throw new SerializationException($"Malformed message of the cluster with manifest [{manifest}]: {failure.Message}", failure);
        }
    }

    private static IMessage Write(object message) => message switch
    {
        Heartbeat one => new HeartbeatMsg { From = Write(one.From), SequenceNr = one.SequenceNr },
        HeartbeatRsp one => new HeartbeatMsg { From = Write(one.From), SequenceNr = one.SequenceNr },
        GossipEnvelope one => new GossipEnvelopeMsg { From = Write(one.From), To = Write(one.To), Gossip = GossipFormat.Write(one.Gossip) },
        Welcome one => new GossipEnvelopeMsg { From = Write(one.From), To = Write(one.To), Gossip = GossipFormat.Write(one.Gossip) },
        GossipStatus one => Write(one),
        InitJoin one => new SeedMsg { From = Write(one.From) },
        InitJoinAck one => new SeedMsg { From = Write(one.From) },
        InitJoinNack one => new SeedMsg { From = Write(one.From) },
        Join one => Write(one),
        JoinRefused one => new JoinRefusedMsg { From = Write(one.From), To = Write(one.To), Reason = one.Reason, ForGood = one.ForGood },
        Expelled one => new ExpelledMsg { From = Write(one.From), To = Write(one.To) },
        Leave one => new CommandMsg { Node = Write(one.Node) },
        Membership.Down one => new CommandMsg { Node = Write(one.Node) },
        _ => throw new ArgumentException($"{nameof(ClusterMessageSerializer)} does not serialize [{message.GetType()}].", nameof(message)),
    };

    private static IClusterMessage Read(byte[] bytes, string manifest)
    {
        switch (manifest)
        {
            case "HB":
                var heartbeat = HeartbeatMsg.Parser.ParseFrom(bytes);
                return new Heartbeat(ReadNode(heartbeat.From), heartbeat.SequenceNr);
            case "HR":
                var response = HeartbeatMsg.Parser.ParseFrom(bytes);
                return new HeartbeatRsp(ReadNode(response.From), response.SequenceNr);
            case "GE":
                var envelope = GossipEnvelopeMsg.Parser.ParseFrom(bytes);
                return new GossipEnvelope(ReadNode(envelope.From), ReadNode(envelope.To), GossipFormat.Read(Present(envelope.Gossip)));
            case "WE":
                var welcome = GossipEnvelopeMsg.Parser.ParseFrom(bytes);
                return new Welcome(ReadNode(welcome.From), ReadNode(welcome.To), GossipFormat.Read(Present(welcome.Gossip)));
            case "GS":
                var status = GossipStatusMsg.Parser.ParseFrom(bytes);
                return new GossipStatus(ReadNode(status.From), ReadNode(status.To), GossipFormat.Read(Present(status.Version)), new NodeSet([.. status.Seen]));
            case "IJ":
                return new InitJoin(ReadAddress(SeedMsg.Parser.ParseFrom(bytes).From));
            case "IA":
                return new InitJoinAck(ReadAddress(SeedMsg.Parser.ParseFrom(bytes).From));
            case "IN":
                return new InitJoinNack(ReadAddress(SeedMsg.Parser.ParseFrom(bytes).From));
            case "JO":
                var join = JoinMsg.Parser.ParseFrom(bytes);
                return new Join(ReadNode(join.Node), [.. join.Roles], AppVersion.Create(join.AppVersion), join.Checked.ToImmutableSortedDictionary(StringComparer.Ordinal));
            case "JR":
                var refused = JoinRefusedMsg.Parser.ParseFrom(bytes);
                return new JoinRefused(ReadAddress(refused.From), ReadNode(refused.To), refused.Reason, refused.ForGood);
            case "EX":
                var expelled = ExpelledMsg.Parser.ParseFrom(bytes);
                return new Expelled(ReadAddress(expelled.From), ReadNode(expelled.To));
            case "LE":
                return new Leave(ReadAddress(CommandMsg.Parser.ParseFrom(bytes).Node));
            case "DO":
                return new Membership.Down(ReadAddress(CommandMsg.Parser.ParseFrom(bytes).Node));
            default:
                throw new SerializationException($"{nameof(ClusterMessageSerializer)} does not know the manifest [{manifest}].");
        }
    }

    private static GossipStatusMsg Write(GossipStatus status)
    {
        var message = new GossipStatusMsg { From = Write(status.From), To = Write(status.To), Version = GossipFormat.Write(status.Version) };
        foreach (var word in status.Seen.Words) message.Seen.Add(word);
        return message;
    }

    private static JoinMsg Write(Join join)
    {
        var message = new JoinMsg { Node = Write(join.Node), AppVersion = join.AppVersion.Version };
        message.Roles.AddRange(join.Roles.Order(StringComparer.Ordinal));
        foreach (var (key, value) in join.Checked) message.Checked.Add(key, value);
        return message;
    }

    private static NodeMsg Write(UniqueAddress node)
    {
        var message = Write(node.Address);
        message.Uid = node.Uid;
        return message;
    }

    private static NodeMsg Write(Address address) => new() { Protocol = address.Protocol, System = address.System, Host = address.Host ?? "", Port = (uint)(address.Port ?? 0) };

    private static UniqueAddress ReadNode(NodeMsg? message) => new(ReadAddress(message), message!.Uid);

    private static Address ReadAddress(NodeMsg? message) =>
        message is null ? throw new SerializationException("An address is missing.") : new Address(message.Protocol, message.System, message.Host, (int)message.Port);

    private static T Present<T>(T? part) where T : class => part ?? throw new SerializationException($"{typeof(T).Name} is missing.");
}
