using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Remote.Serialization;

/// <summary>The engine's own messages that anybody may send: references, questions who is there, stops, outcomes, heartbeats.</summary>
public sealed class MiscMessageSerializer : SerializerWithStringManifest
{
    private const string IdentifyManifest = "ID";
    private const string IdentityManifest = "AID";
    private const string RefManifest = "AR";
    private const string PoisonPillManifest = "PP";
    private const string KillManifest = "K";
    private const string HeartbeatManifest = "RWHB";
    private const string HeartbeatRspManifest = "RWHR";
    private const string SuccessManifest = "SS";
    private const string FailureManifest = "SF";
    private static readonly byte[] Nothing = [];

    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    public MiscMessageSerializer(ExtendedActorSystem system) : base(system)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is none of them.</exception>
    public override byte[] ToBinary(object obj) => obj switch
    {
        Identify identify => NestedPayload.ToBytes((writer, id) => NestedPayload.Write(writer, system, id), identify.MessageId),
        ActorIdentity identity => NestedPayload.ToBytes(WriteIdentity, identity),
        IActorRef actor => NestedPayload.ToBytes(static (writer, one) => writer.Write(Akka.Serialization.Serialization.SerializedActorPath(one)), actor),
        PoisonPill or Kill or RemoteWatcher.Heartbeat => Nothing,
        RemoteWatcher.HeartbeatRsp response => BitConverter.GetBytes(BitConverter.IsLittleEndian ? response.AddressUid : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(response.AddressUid)),
        Status.Success success => NestedPayload.ToBytes((writer, status) => NestedPayload.Write(writer, system, status), success.Status),
        Status.Failure failure => NestedPayload.ToBytes(WriteFailure, failure),
        _ => throw new ArgumentException($"Cannot serialize object of type [{obj.GetType()}] in [{GetType()}]", nameof(obj)),
    };

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The manifest is not known, or the bytes make no sense.</exception>
    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        IdentifyManifest => NestedPayload.FromBytes(bytes, reader => new Identify(NestedPayload.Read(reader, system)!)),
        IdentityManifest => NestedPayload.FromBytes(bytes, ReadIdentity),
        RefManifest => NestedPayload.FromBytes(bytes, reader => system.Serialization.DeserializeActorRef(reader.ReadString())),
        PoisonPillManifest => PoisonPill.Instance,
        KillManifest => Kill.Instance,
        HeartbeatManifest => RemoteWatcher.Heartbeat.Instance,
        HeartbeatRspManifest => NestedPayload.FromBytes(bytes, static reader => new RemoteWatcher.HeartbeatRsp(reader.ReadInt32())),
        SuccessManifest => NestedPayload.FromBytes(bytes, reader => new Status.Success(NestedPayload.Read(reader, system)!)),
        FailureManifest => NestedPayload.FromBytes(bytes, ReadFailure),
        _ => throw new SerializationException($"Unimplemented deserialization of message with manifest [{manifest}] in [{GetType()}]"),
    };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is none of them.</exception>
    public override string Manifest(object o) => o switch
    {
        Identify => IdentifyManifest,
        ActorIdentity => IdentityManifest,
        IActorRef => RefManifest,
        PoisonPill => PoisonPillManifest,
        Kill => KillManifest,
        RemoteWatcher.Heartbeat => HeartbeatManifest,
        RemoteWatcher.HeartbeatRsp => HeartbeatRspManifest,
        Status.Success => SuccessManifest,
        Status.Failure => FailureManifest,
        _ => throw new ArgumentException($"Cannot serialize object of type [{o.GetType()}] in [{GetType()}]", nameof(o)),
    };

    private void WriteIdentity(BinaryWriter writer, ActorIdentity identity)
    {
        writer.Write(identity.Subject is null ? "" : Akka.Serialization.Serialization.SerializedActorPath(identity.Subject));
        NestedPayload.Write(writer, system, identity.MessageId);
    }

    private ActorIdentity ReadIdentity(BinaryReader reader)
    {
        var path = reader.ReadString();
        var subject = path.Length == 0 ? null : system.Serialization.DeserializeActorRef(path);
        return new ActorIdentity(NestedPayload.Read(reader, system)!, subject);
    }

    private void WriteFailure(BinaryWriter writer, Status.Failure failure)
    {
        writer.Write(failure.Cause?.GetType().FullName ?? "");
        writer.Write(failure.Cause?.Message ?? "");
        NestedPayload.Write(writer, system, failure.State);
    }

    private Status.Failure ReadFailure(BinaryReader reader)
    {
        var cause = KnownExceptions.Make(reader.ReadString(), reader.ReadString());
        return NestedPayload.Read(reader, system) is { } state ? new Status.Failure(cause, state) : new Status.Failure(cause);
    }
}
