using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Serialization;
using Akka.Tests.Event;

namespace Akka.Tests.Serialization;

/// <summary>A type goes to the serializer that is bound nearest to it, and what is not known here is refused, counted and logged.</summary>
public sealed class SerializationTests
{
    private const string Words = """
        akka.actor {
          serializers.words = "Akka.Tests.Serialization.SerializationTests+WordSerializer, Akka.Tests"
          serializers.typed = "Akka.Tests.Serialization.SerializationTests+TypedSerializer, Akka.Tests"
          serialization-identifiers."Akka.Tests.Serialization.SerializationTests+TypedSerializer, Akka.Tests" = 4712
          serialization-settings.words.prefix = "w:"
          serialization-bindings {
            "Akka.Tests.Serialization.SerializationTests+IWord, Akka.Tests" = words
            "Akka.Tests.Serialization.SerializationTests+TypedBase, Akka.Tests" = typed
          }
        }
        """;

    public interface IWord;

    public interface ILoudWord : IWord;

    [Fact]
    public void The_nearest_binding_counts()
    {
        using var world = new SimulatedSystem(Words);
        var serialization = world.System.Serialization;
        var words = serialization.FindSerializerForType(typeof(Word));
        var typed = serialization.FindSerializerForType(typeof(TypedLeaf));
        Assert.IsType<WordSerializer>(words);
        Assert.IsType<TypedSerializer>(typed);
        Assert.IsType<SystemTextJsonSerializer>(serialization.FindSerializerForType(typeof(Uri)));
        Assert.IsType<ByteArraySerializer>(serialization.FindSerializerFor(new byte[3]));
        Assert.IsType<NullSerializer>(serialization.FindSerializerFor(null));
        Assert.Equal(4712, typed.Identifier);

        // Nearer than IWord, and known at once though the answer for the type was kept.
        serialization.AddSerializationMap(typeof(ILoudWord), typed);
        Assert.Same(typed, serialization.FindSerializerForType(typeof(LoudWord)));
        Assert.Same(words, serialization.FindSerializerForType(typeof(Word)));
        serialization.AddSerializationMap(typeof(Word), typed);
        Assert.Same(typed, serialization.FindSerializerForType(typeof(Word)));
    }

    [Fact]
    public void A_named_default_serves_only_types_without_a_binding()
    {
        using var world = new SimulatedSystem(Words);
        var serialization = world.System.Serialization;
        Assert.IsType<WordSerializer>(serialization.FindSerializerForType(typeof(Uri), "words"));
        Assert.IsType<TypedSerializer>(serialization.FindSerializerForType(typeof(TypedLeaf), "words"));
        Assert.Contains("[nothing]", Assert.Throws<SerializationException>(() => serialization.FindSerializerForType(typeof(Uri), "nothing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_serializer_gets_its_settings_and_names_its_types()
    {
        using var world = new SimulatedSystem(Words);
        var serialization = world.System.Serialization;
        var serializer = serialization.FindSerializerForType(typeof(Word));
        var bytes = serialization.Serialize(new Word("hello"));
        Assert.Equal("w:hello", Encoding.UTF8.GetString(bytes));
        var manifest = Akka.Serialization.Serialization.ManifestFor(serializer, new Word("hello"));
        Assert.Equal("W", manifest);
        Assert.Equal(new Word("hello"), serialization.Deserialize(bytes, serializer.Identifier, manifest));
    }

    [Fact]
    public void A_type_name_is_resolved_only_within_what_is_bound_to_its_serializer()
    {
        using var world = new SimulatedSystem(Words);
        var serialization = world.System.Serialization;
        var typed = serialization.FindSerializerForType(typeof(TypedLeaf));
        var manifest = Akka.Serialization.Serialization.ManifestFor(typed, new TypedLeaf());
        Assert.Equal("Akka.Tests.Serialization.SerializationTests+TypedLeaf, Akka.Tests", manifest);
        Assert.Equal(typeof(TypedLeaf), serialization.Deserialize([], typed.Identifier, manifest));
        Assert.Equal(typeof(TypedLeaf), serialization.Deserialize([], typed.Identifier, typeof(TypedLeaf)));

        string[] strangers =
        [
            typeof(Word).FullName + ", Akka.Tests", "System.Diagnostics.Process, System.Diagnostics.Process", "System.String, System.Private.CoreLib",
            "System.Collections.Generic.List`1[[" + manifest + "]], System.Private.CoreLib", manifest.Replace("TypedLeaf", "TypedLeaf[]", StringComparison.Ordinal),
            "No.Such, Akka.Tests", "nonsense", ",", new string('x', 100_000),
        ];
        foreach (var stranger in strangers)
        {
            var refused = Assert.Throws<SerializationException>(() => serialization.Deserialize([], typed.Identifier, stranger));
            Assert.Contains("akka.actor.serialization-bindings", refused.Message, StringComparison.Ordinal);
            Assert.True(refused.Message.Length < 1_000);
        }

        Assert.Equal(strangers.Length, serialization.RefusedCount);
    }

    [Fact]
    public void Refused_messages_are_counted_and_each_kind_is_logged_once()
    {
        using var world = new SimulatedSystem(Words);
        var warnings = world.Published<Warning>();
        for (var i = 0; i < 5; i++)
        {
            Assert.Throws<SerializationException>(() => world.System.Serialization.Deserialize([], 999, "x"));
            Assert.Throws<SerializationException>(() => world.System.Serialization.Deserialize([], 31, "Some.Type, Some"));
        }

        for (var i = 0; i < 500; i++) Assert.Throws<SerializationException>(() => world.System.Serialization.Deserialize([], 999, "n" + i));
        Assert.Equal(510, world.System.Serialization.RefusedCount);
        Assert.Equal(100, warnings.Count);
        Assert.Contains("serializer 999", warnings[0].Message.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akka.actor.serializers.x = \"No.Such, Nowhere\"", "akka.actor.serializers.x = \"No.Such, Nowhere\": the class cannot be loaded")]
    [InlineData("akka.actor.serializers.x = \"System.String\"", "the class is no Serializer")]
    [InlineData("akka.actor.serializers.json = \"Akka.Serialization.NewtonSoftJsonSerializer, Akka\"", "SystemTextJsonSerializer, Akka")]
    [InlineData("akka.actor.serialization-bindings.\"System.String\" = y", "no serializer of that name")]
    [InlineData("akka.actor.serialization-bindings.\"No.Such, Nowhere\" = json", "the type cannot be loaded")]
    [InlineData("akka.actor.serialization-settings.json.types = [\"No.Such, Nowhere\"]", "[No.Such, Nowhere] cannot be loaded")]
    [InlineData("akka.actor.serializers.x = \"Akka.Tests.Serialization.SerializationTests+SameNumber, Akka.Tests\"", "identifier [4] of")]
    [InlineData("akka.actor.serializers.x = \"Akka.Tests.Serialization.SerializationTests+TypedSerializer, Akka.Tests\"", "must have a number")]
    public void A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string config, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<ConfigurationException>(() => new SimulatedSystem(config)).Message, StringComparison.Ordinal);

    [Fact]
    public void Serializers_of_the_setup_replace_those_of_the_configuration()
    {
        var setup = SerializationSetup.Create(system => ImmutableHashSet.Create(
            SerializerDetails.Create("json", new WordSerializer(system, "akka.x = 1"), ImmutableHashSet.Create(typeof(IWord)))));
        using var world = new SimulatedSystem("", 1, setup);
        Assert.IsType<WordSerializer>(world.System.Serialization.FindSerializerForType(typeof(LoudWord)));
        Assert.IsType<WordSerializer>(world.System.Serialization.FindSerializerForType(typeof(Uri)));
    }

    [Fact]
    public void References_are_written_with_the_address_of_the_transport()
    {
        using var world = new SimulatedSystem();
        var (actor, _) = world.Recorder("a");
        var path = Akka.Serialization.Serialization.SerializedActorPath(actor);
        Assert.Equal($"akka://test/user/a#{actor.Path.Uid}", path);
        Assert.Same(actor, world.System.Serialization.DeserializeActorRef(path));
        Assert.Equal("", Akka.Serialization.Serialization.SerializedActorPath(null));

        var there = new Address("akka.tcp", "test", "host", 4053);
        var serializer = new PathSerializer(world.System);
        Assert.Equal($"akka.tcp://test@host:4053/user/a#{actor.Path.Uid}", Encoding.UTF8.GetString(serializer.ToBinaryWithAddress(there, actor)));
        Assert.Throws<InvalidOperationException>(Akka.Serialization.Serialization.GetCurrentTransportInformation);
        Assert.Equal("akka://test", Akka.Serialization.Serialization.WithTransport(world.System, () => Akka.Serialization.Serialization.GetCurrentTransportInformation().Address.ToString()));
    }

    public sealed record Word(string Text) : IWord;

    public sealed record LoudWord : ILoudWord;

    public class TypedBase;

    public sealed class TypedLeaf : TypedBase;

    public sealed class WordSerializer(ExtendedActorSystem system, Config config) : SerializerWithStringManifest(system)
    {
        private readonly string _prefix = config.GetString("prefix", "");

        public override int Identifier => 4711;

        public override string Manifest(object o) => o is Word ? "W" : "?";

        public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(_prefix + ((Word)obj).Text);

        public override object FromBinary(byte[] bytes, string manifest) => new Word(Encoding.UTF8.GetString(bytes)[_prefix.Length..]);
    }

    public sealed class TypedSerializer(ExtendedActorSystem system) : Serializer(system)
    {
        public override bool IncludeManifest => true;

        public override byte[] ToBinary(object obj) => [];

        public override object FromBinary(byte[] bytes, Type? type) => type!;
    }

    public sealed class SameNumber(ExtendedActorSystem system) : Serializer(system)
    {
        public override int Identifier => 4;

        public override bool IncludeManifest => false;

        public override byte[] ToBinary(object obj) => [];

        public override object FromBinary(byte[] bytes, Type? type) => bytes;
    }

    private sealed class PathSerializer(ExtendedActorSystem system) : Serializer(system)
    {
        public override int Identifier => 4713;

        public override bool IncludeManifest => false;

        public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(Akka.Serialization.Serialization.SerializedActorPath((IActorRef)obj));

        public override object FromBinary(byte[] bytes, Type? type) => bytes;
    }
}
