using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Cluster.Tools.PublishSubscribe.Internal;
using Akka.Cluster.Tools.PublishSubscribe.Serialization;
using Akka.Serialization;

namespace Akka.Cluster.Tools.Tests.PublishSubscribe;

/// <summary>Messages of publish-subscribe survive the wire, and their bytes do not change from version to version.</summary>
public sealed class DistributedPubSubMessageSerializerTests : IDisposable
{
    private static readonly UniqueAddress One = new(new Address("akka.tcp", "sys", "one", 4053), 17);
    private static readonly UniqueAddress Two = new(new Address("akka.tcp", "sys", "two", 4054), -17);

    private readonly ActorSystem _system = ActorSystem.Create("wire", "akka.actor.provider = cluster\nakka.remote.dot-netty.tcp.port = 0\nakka.remote.dot-netty.tcp.hostname = 127.0.0.1\nakka.loglevel = OFF\nakka.stdout-loglevel = OFF");
    private readonly SerializerWithStringManifest _serializer;

    public DistributedPubSubMessageSerializerTests()
    {
        DistributedPubSub.Get(_system);
        _serializer = (SerializerWithStringManifest)_system.Serialization.FindSerializerForType(typeof(IDistributedPubSubMessage));
    }

    public void Dispose() => _system.Dispose();

    [Fact]
    public void The_extension_binds_the_serializer_under_its_number()
    {
        Assert.IsType<DistributedPubSubMessageSerializer>(_serializer);
        Assert.Equal(9, _serializer.Identifier);
        Assert.Same(_serializer, _system.Serialization.FindSerializerFor(new Publish("topic", "message")));
    }

    [Fact]
    public void Public_messages_come_back_as_they_were()
    {
        object[] messages =
        [
            new Publish("topic", "hello"), new Publish("topic", 42, sendOneMessageToEachGroup: true), new Send("/user/a", "hello", localAffinity: true),
            new Send("/user/a", "hello"), new SendToAll("/user/a", "hello"), new SendToAll("/user/a", "hello", excludeSelf: true),
        ];
        foreach (var message in messages) Assert.Equal(message, Through(message));
    }

    [Fact]
    public void Envelopes_come_back_as_they_were()
    {
        var envelope = (TopicEnvelope)Through(new TopicEnvelope("topic", "hello"));
        Assert.Equal(("topic", "hello"), (envelope.Topic, envelope.Message));
        var one = (SendToOneSubscriber)Through(new SendToOneSubscriber("topic", "group", "hello"));
        Assert.Equal(("topic", "group", "hello"), (one.Topic, one.Group, one.Message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(300_000)]
    public void Names_of_any_length_and_letters_of_any_kind_come_back(int length)
    {
        var name = new string('\u00e4', length / 2) + new string('x', length % 2);
        Assert.Equal(new Publish(name, "\u4e16\u754c"), Through(new Publish(name, "\u4e16\u754c")));
        var one = (SendToOneSubscriber)Through(new SendToOneSubscriber(name, name, new string('y', length)));
        Assert.Equal((name, name, new string('y', length)), (one.Topic, one.Group, one.Message));
    }

    [Fact]
    public void An_envelope_is_written_once_however_many_nodes_it_goes_to()
    {
        var envelope = new TopicEnvelope("topic", "hello");
        Assert.Same(_serializer.ToBinary(envelope), _serializer.ToBinary(envelope));
    }

    [Fact]
    public void What_mediators_tell_each_other_comes_back_as_it_was()
    {
        var status = new RegistryStatus(One, Two, 7, 5, 3, IsReply: true);
        Assert.Equal(status, Through(status));
        var delta = Delta();
        var back = (RegistryDelta)Through(delta);
        Assert.Equal(delta with { Entries = back.Entries }, back);
        Assert.Equal(delta.Entries, back.Entries);
    }

    [Fact]
    public void The_bytes_stay_the_same()
    {
        Assert.Equal("05746F70696300001100000001530500000068656C6C6F", Convert.ToHexString(_serializer.ToBinary(new TopicEnvelope("topic", "hello"))));
        Assert.Equal("05746F7069630567726F7570001100000001530500000068656C6C6F", Convert.ToHexString(_serializer.ToBinary(new SendToOneSubscriber("topic", "group", "hello"))));
        Assert.Equal("0A1C0A08616B6B612E74637012037379731A036F6E6520D51F2D11000000121C0A08616B6B612E74637012037379731A0374776F20D61F2DEFFFFFFF1807200528033001", Convert.ToHexString(_serializer.ToBinary(new RegistryStatus(One, Two, 7, 5, 3, IsReply: true))));
        Assert.Equal("0A1C0A08616B6B612E74637012037379731A036F6E6520D51F2D11000000186420782A0812046E65777328012A0F08011204776F726B1A0161280430012A10080212072F757365722F6120CE49280E", Convert.ToHexString(_serializer.ToBinary(Delta())));
        object[] all = [new TopicEnvelope("t", 1), new SendToOneSubscriber("t", "g", 1), new RegistryStatus(One, Two, 1, 1, 1, false), Delta(), new Publish("t", 1), new Send("p", 1), new SendToAll("p", 1)];
        Assert.Equal(["G", "F", "A", "B", "E", "C", "D"], all.Select(_serializer.Manifest));
    }

    [Fact]
    public void What_is_unknown_or_malformed_is_refused()
    {
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([], "Z"));
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([5, 1], "G"));
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([0xFF, 0xFF], "A"));
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([], "B"));
        Assert.Throws<ArgumentException>(() => _serializer.ToBinary("text"));
        Assert.Throws<ArgumentException>(() => _serializer.Manifest("text"));
    }

    private static RegistryDelta Delta() => new(
        One,
        0,
        100,
        120,
        [
            new RegistryEntry(new RegistryKey(RegistryKind.Topic, "news"), 0, 101, IsRemoved: false),
            new RegistryEntry(new RegistryKey(RegistryKind.Group, "work", "a"), 0, 105, IsRemoved: true),
            new RegistryEntry(new RegistryKey(RegistryKind.Path, "/user/a"), 4711, 119, IsRemoved: false),
        ]);

    private object Through(object message) => _serializer.FromBinary(_serializer.ToBinary(message), _serializer.Manifest(message));
}
