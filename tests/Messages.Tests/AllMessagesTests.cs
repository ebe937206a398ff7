using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Switchboard.Messages;
using Switchboard.Messages.Wire;

namespace Messages.Tests;

/// <summary>No message of the assembly is without a serializer, and none loses a field on the way.</summary>
public sealed class AllMessagesTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("messages", MessagesSerializer.Bindings.WithFallback(
        ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }")));

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Every_public_record_of_the_assembly_is_serialized_and_comes_back_whole() =>
        new MessageSerializationCheck(_system).AllWhere(static type => type.IsVisible && type.GetMethod("<Clone>$") is not null, typeof(RoomCommand).Assembly).Verify();
}
