using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Remote.Serialization;

/// <summary>Messages on their way along a selection.</summary>
public sealed class MessageContainerSerializer : Serializer
{
    private const int MostElements = 256;

    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    public MessageContainerSerializer(ExtendedActorSystem system) : base(system)
    {
    }

    private enum Step : byte
    {
        Parent = 0,
        Name = 1,
        Pattern = 2,
        All = 3,
    }

    /// <summary>False: there is one type.</summary>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is no message of a selection.</exception>
    public override byte[] ToBinary(object obj) => obj is ActorSelectionMessage selection
        ? NestedPayload.ToBytes(Write, selection)
        : throw new ArgumentException($"Cannot serialize object of type [{obj.GetType()}] in [{GetType()}]", nameof(obj));

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The bytes make no sense.</exception>
    public override object FromBinary(byte[] bytes, Type? type) => NestedPayload.FromBytes(bytes, Read);

    private void Write(BinaryWriter writer, ActorSelectionMessage selection)
    {
        writer.Write(selection.WildCardFanOut);
        writer.Write7BitEncodedInt(selection.Elements.Length);
        foreach (var element in selection.Elements)
        {
            writer.Write((byte)(element switch
            {
                SelectParent => Step.Parent,
                SelectChildName => Step.Name,
                SelectChildPattern => Step.Pattern,
                SelectChildRecursive => Step.All,
                _ => throw new ArgumentException($"Unknown step of a selection: [{element.GetType()}]."),
            }));
            if (element is SelectChildName or SelectChildPattern) writer.Write(element.ToString()!);
        }

        NestedPayload.Write(writer, system, selection.Message);
    }

    private ActorSelectionMessage Read(BinaryReader reader)
    {
        var fanOut = reader.ReadBoolean();
        var count = reader.Read7BitEncodedInt();
        if (count is < 0 or > MostElements) throw new SerializationException($"A selection has {count} steps; at most {MostElements} are taken.");
        var elements = new SelectionPathElement[count];
        for (var i = 0; i < count; i++)
        {
            elements[i] = (Step)reader.ReadByte() switch
            {
                Step.Parent => new SelectParent(),
                Step.Name => new SelectChildName(reader.ReadString()),
                Step.Pattern => new SelectChildPattern(reader.ReadString()),
                Step.All => new SelectChildRecursive(),
                var other => throw new SerializationException($"Unknown step of a selection: {other}."),
            };
        }

        return new ActorSelectionMessage(NestedPayload.Read(reader, system) ?? throw new SerializationException("A selection carries no message."), elements, fanOut);
    }
}
