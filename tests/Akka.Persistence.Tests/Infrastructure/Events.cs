using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Persistence.Tests.Infrastructure;

/// <summary>The event of the tests, with a serializer of its own.</summary>
internal sealed record Noted(string Text);

/// <summary>A state for snapshots.</summary>
internal sealed record Notes(params string[] Texts)
{
    public bool Equals(Notes? other) => other is not null && Texts.SequenceEqual(other.Texts);

    public override int GetHashCode() => Texts.Length;
}

/// <summary>An event that the serializer refuses to write.</summary>
internal sealed record Unwritable;

/// <summary>An event that the serializer writes and refuses to read.</summary>
internal sealed record Unreadable;

internal sealed class TestSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 4711;

    public override string Manifest(object o) => o switch
    {
        Noted => "n",
        Notes => "s",
        Unreadable => "u",
        _ => "?",
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        Noted noted => Encoding.UTF8.GetBytes(noted.Text),
        Notes notes => Encoding.UTF8.GetBytes(string.Join('\n', notes.Texts)),
        Unreadable => [1, 2, 3],
        _ => throw new NotSupportedException($"{obj} cannot be written"),
    };

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "n" => new Noted(Encoding.UTF8.GetString(bytes)),
        "s" => new Notes(Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)),
        _ => throw new FormatException($"manifest '{manifest}' cannot be read"),
    };
}
