using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Switchboard.Messages.Wire;

namespace Messages.Tests;

/// <summary>An actor system with the bindings writes every message with the one serializer whose number never changes, and reads nothing else with it.</summary>
public sealed class MessagesSerializerTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("messages", MessagesSerializer.Bindings.WithFallback(
        ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }")));

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Every_message_is_bound_and_comes_back()
    {
        foreach (var (message, manifest, hex) in Samples.All)
        {
            var serializer = Assert.IsType<MessagesSerializer>(_system.Serialization.FindSerializerFor(message));
            Assert.Equal(4100, serializer.Identifier);
            Assert.Equal(manifest, Akka.Serialization.Serialization.ManifestFor(serializer, message));
            var bytes = serializer.ToBinary(message);
            Assert.Equal(hex, Convert.ToHexStringLower(bytes));
            Assert.Equal(Show.Of(message), Show.Of(_system.Serialization.Deserialize(bytes, 4100, manifest)));
        }
    }

    [Fact]
    public void An_unknown_manifest_or_damaged_bytes_are_refused_as_not_serializable()
    {
        Assert.Throws<SerializationException>(() => _system.Serialization.Deserialize([1, 2], 4100, "System.String, System.Private.CoreLib"));
        Assert.Throws<SerializationException>(() => _system.Serialization.Deserialize([0x07], 4100, "sm"));
    }
}
