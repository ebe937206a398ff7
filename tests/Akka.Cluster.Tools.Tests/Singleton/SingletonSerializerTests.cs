using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Cluster.Tools.Singleton.Serialization;

namespace Akka.Cluster.Tools.Tests.Singleton;

/// <summary>Messages of a hand-over come back as they were; what is malformed is refused with a serialization error.</summary>
public sealed class SingletonSerializerTests : IDisposable
{
    private static readonly UniqueAddress From = new(new Address("akka.tcp", "sys", "a", 4053), 17);
    private static readonly UniqueAddress To = new(new Address("akka.tcp", "sys", "b", 4054), -18);

    private readonly SingletonWorld _world = new();
    private readonly ExtendedActorSystem _system;

    public SingletonSerializerTests()
    {
        _system = (ExtendedActorSystem)_world.Start("n1").System;
        ClusterSingleton.Get(_system);
    }

    public static TheoryData<string, object> Messages => new()
    {
        { "A", new HandOverToMe(From, To, Final: true) },
        { "A", new HandOverToMe(From, To, Final: false) },
        { "B", new HandOverInProgress(From, To) },
        { "C", new HandOverDone(From, To) },
        { "D", new TakeOverFromMe(From, To, Final: true) },
        { "D", new TakeOverFromMe(From, To, Final: false) },
    };

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_comes_back_as_it_was(string manifest, object message)
    {
        var serializer = Assert.IsType<ClusterSingletonMessageSerializer>(_system.Serialization.FindSerializerFor(message));
        Assert.Equal(14, serializer.Identifier);
        Assert.Equal(manifest, serializer.Manifest(message));
        Assert.Equal(message, serializer.FromBinary(serializer.ToBinary(message), manifest));
    }

    [Fact]
    public void What_is_malformed_is_refused()
    {
        var serializer = new ClusterSingletonMessageSerializer(_system);
        var bytes = serializer.ToBinary(new HandOverDone(From, To));
        Assert.Throws<SerializationException>(() => serializer.FromBinary(bytes, "Z"));
        Assert.Throws<SerializationException>(() => serializer.FromBinary([1, 2, 3], "A"));
        Assert.Throws<SerializationException>(() => serializer.FromBinary([], "A"));
        Assert.Throws<SerializationException>(() => serializer.FromBinary(bytes[..^5], "C"));
        Assert.Throws<ArgumentException>(() => serializer.Manifest("text"));
        Assert.Throws<ArgumentException>(() => serializer.ToBinary("text"));
    }
}
