using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Switchboard.Messages.Wire;

/// <summary>
/// Writes and reads all messages of this assembly as protobuf, for the journal, the snapshot store and the wire. A manifest that is not of the table
/// is refused: nothing is ever made from a type's name. Thread-safe.
/// </summary>
/// <param name="system">The actor system.</param>
public sealed class MessagesSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>The number under which stored data names this serializer. It never changes.</summary>
    public const int FixedIdentifier = 4100;

    /// <summary>The types it is to be bound to.</summary>
    public static IReadOnlyList<Type> BoundTypes { get; } = [.. MessageCodec.Formats.Select(f => f.Type)];

    /// <summary>Binds this serializer to exactly those types. Every actor system that runs rooms or hubs has it in its configuration.</summary>
    public static Config Bindings { get; } = ConfigurationFactory.ParseString($$"""
        akka.actor {
          serializers.switchboard = "{{NameOf(typeof(MessagesSerializer))}}"
          serialization-bindings {
            {{string.Join("\n    ", BoundTypes.Select(t => $"\"{NameOf(t)}\" = switchboard"))}}
          }
          serialization-identifiers { "{{NameOf(typeof(MessagesSerializer))}}" = {{FixedIdentifier}} }
        }
        """);

    /// <inheritdoc/>
    public override int Identifier => FixedIdentifier;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is no message of this assembly.</exception>
    public override string Manifest(object o) => MessageCodec.ManifestOf(o);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is no message of this assembly.</exception>
    public override byte[] ToBinary(object obj) => MessageCodec.Encode(obj).Bytes;

    /// <inheritdoc/>
    /// <exception cref="System.Runtime.Serialization.SerializationException">The manifest is unknown, or the bytes are not of its format.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return MessageCodec.Decode(manifest, bytes);
        }
        catch (InvalidDataException e)
        {
            throw new System.Runtime.Serialization.SerializationException(e.Message, e);
        }
    }

    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
