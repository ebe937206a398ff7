using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Serialization;

namespace Akka.Remote.Serialization;

/// <summary>The system messages that cross the wire: watch, unwatch, notice of a death, stop.</summary>
public sealed class SystemMessageSerializer : Serializer
{
    internal const int Number = 22;

    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    public SystemMessageSerializer(ExtendedActorSystem system) : base(system)
    {
    }

    private enum Kind : byte
    {
        Watch = 1,
        Unwatch = 2,
        Death = 3,
        Terminate = 4,
    }

    /// <summary>False: the bytes say which one it is.</summary>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is none of them.</exception>
    public override byte[] ToBinary(object obj) => NestedPayload.ToBytes(Write, obj);

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The bytes make no sense.</exception>
    public override object FromBinary(byte[] bytes, Type? type) => NestedPayload.FromBytes(bytes, Read);

    private void Write(BinaryWriter writer, object message)
    {
        switch (message)
        {
            case Watch watch:
                writer.Write((byte)Kind.Watch);
                writer.Write(Akka.Serialization.Serialization.SerializedActorPath(watch.Watchee));
                writer.Write(Akka.Serialization.Serialization.SerializedActorPath(watch.Watcher));
                break;
            case Unwatch unwatch:
                writer.Write((byte)Kind.Unwatch);
                writer.Write(Akka.Serialization.Serialization.SerializedActorPath(unwatch.Watchee));
                writer.Write(Akka.Serialization.Serialization.SerializedActorPath(unwatch.Watcher));
                break;
            case DeathWatchNotification death:
                writer.Write((byte)Kind.Death);
                writer.Write(Akka.Serialization.Serialization.SerializedActorPath(death.Actor));
                writer.Write(death.ExistenceConfirmed);
                writer.Write(death.AddressTerminated);
                break;
            case Terminate:
                writer.Write((byte)Kind.Terminate);
                break;
            default:
                throw new ArgumentException($"Cannot serialize object of type [{message.GetType()}] in [{GetType()}]", nameof(message));
        }
    }

    private object Read(BinaryReader reader) => (Kind)reader.ReadByte() switch
    {
        Kind.Watch => new Watch(Ref(reader), Ref(reader)),
        Kind.Unwatch => new Unwatch(Ref(reader), Ref(reader)),
        Kind.Death => new DeathWatchNotification(Ref(reader), reader.ReadBoolean(), reader.ReadBoolean()),
        Kind.Terminate => new Terminate(),
        var other => throw new SerializationException($"Unknown system message: {other}."),
    };

    private IInternalActorRef Ref(BinaryReader reader) => (IInternalActorRef)system.Serialization.DeserializeActorRef(reader.ReadString());
}
