using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using Akka.Tests.Event;

namespace Akka.Tests.Serialization;

/// <summary>The default serializer takes registered types and plain values, and no type because a message names it.</summary>
public sealed class SystemTextJsonSerializerTests
{
    [Fact]
    public void An_unregistered_type_is_refused_with_a_sentence_that_says_how_to_register_it()
    {
        using var world = new SimulatedSystem();
        var failure = Assert.Throws<SerializationException>(() => world.System.Serialization.Serialize(new Order("a", 1)));
        Assert.Contains("Order, Akka.Tests", failure.Message, StringComparison.Ordinal);
        Assert.Contains("SystemTextJsonSetup", failure.Message, StringComparison.Ordinal);
        Assert.Contains("akka.actor.serialization-settings.json.types", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Registered_types_make_the_round_trip()
    {
        using var world = new SimulatedSystem("", 1, SystemTextJsonSetup.Create().WithType<Order>("order"));
        var order = new Order("tea", 3);
        Assert.Equal(order, RoundTrip(world, order, out var manifest));
        Assert.Equal("order", manifest);
        // Under its own name too, as it was written before it was given a manifest.
        Assert.Equal(order, world.System.Serialization.Deserialize(Encoding.UTF8.GetBytes("""{"Name":"tea","Count":3}"""), 31, "Akka.Tests.Serialization.SystemTextJsonSerializerTests+Order, Akka.Tests"));
    }

    [Theory]
    [InlineData("akka.actor.serialization-settings.json.types = [\"Akka.Tests.Serialization.SystemTextJsonSerializerTests+Order, Akka.Tests\"]")]
    [InlineData("akka.actor.serialization-bindings.\"Akka.Tests.Serialization.SystemTextJsonSerializerTests+Order, Akka.Tests\" = json")]
    public void Types_can_be_registered_in_the_configuration(string config)
    {
        using var world = new SimulatedSystem(config);
        Assert.Equal(new Order("tea", 3), RoundTrip(world, new Order("tea", 3), out _));
    }

    [Fact]
    public void Plain_values_need_no_registration()
    {
        using var world = new SimulatedSystem();
        object[] values =
        [
            "text", true, 7, 8L, 1.5, 2.5m, Guid.Parse("0b4a1d6c-93a5-4a63-8e2f-0d3b1b1f2a11"), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), TimeSpan.FromSeconds(1.5),
            new[] { "a", "b" }, new List<int> { 1, 2 }, new Dictionary<string, long> { ["a"] = 1 },
        ];
        foreach (var value in values) Assert.Equal(value, RoundTrip(world, value, out _));
    }

    [Fact]
    public void Addresses_and_paths_inside_come_back_as_they_were()
    {
        using var world = new SimulatedSystem("", 1, SystemTextJsonSetup.Create().WithType<Place>());
        var place = new Place(Address.Parse("akka.tcp://sys@host:12"), ActorPath.Parse("akka://sys/user/a#7"));
        var back = (Place)RoundTrip(world, place, out _);
        Assert.Equal(place, back);
        Assert.Equal(7, back.Path.Uid);
        Assert.Throws<SerializationException>(() => world.System.Serialization.Deserialize(
            Encoding.UTF8.GetBytes("""{"Address":"nowhere","Path":"akka://sys/user/a"}"""), 31, world.System.Serialization.FindSerializerFor(place) is SystemTextJsonSerializer json ? json.Manifest(place) : ""));
    }

    private sealed record Place(Address Address, ActorPath Path);

    [Fact]
    public void References_inside_come_back_as_references()
    {
        using var world = new SimulatedSystem("", 1, SystemTextJsonSetup.Create().WithType<Greeting>());
        var (actor, _) = world.Recorder("a");
        Assert.Equal(new Greeting("hi", actor, null), RoundTrip(world, new Greeting("hi", actor, null), out _));
    }

    [Fact]
    public void A_registered_family_comes_back_as_its_members()
    {
        using var world = new SimulatedSystem("", 1, SystemTextJsonSetup.Create().WithType<Drawing>());
        var drawing = (Drawing)RoundTrip(world, new Drawing([new Circle(1), new Square(2)]), out _);
        Assert.Equal([new Circle(1), new Square(2)], drawing.Shapes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[1,2]")]
    [InlineData("""{"Name":7}""")]
    public void Bytes_that_are_no_such_object_are_refused(string json)
    {
        using var world = new SimulatedSystem("", 1, SystemTextJsonSetup.Create().WithType<Order>("order"));
        Assert.Contains("[order]", Assert.Throws<SerializationException>(() => world.System.Serialization.Deserialize(Encoding.UTF8.GetBytes(json), 31, "order")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_taken_over_and_one_manifest_stands_for_one_type()
    {
        using var world = new SimulatedSystem("", 1, SystemTextJsonSetup.Create().WithType<Order>().WithOptions(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }));
        Assert.Equal("""{"name":"tea","count":1}""", Encoding.UTF8.GetString(world.System.Serialization.Serialize(new Order("tea", 1))));
        var twice = SystemTextJsonSetup.Create().WithType<Order>("x").WithType<Greeting>("x");
        Assert.Contains("two types", Assert.Throws<ConfigurationException>(() => new SimulatedSystem("", 1, twice)).Message, StringComparison.Ordinal);
    }

    private static object RoundTrip(SimulatedSystem world, object value, out string manifest)
    {
        var serialization = world.System.Serialization;
        var serializer = serialization.FindSerializerFor(value);
        manifest = Akka.Serialization.Serialization.ManifestFor(serializer, value);
        return serialization.Deserialize(serialization.Serialize(value), serializer.Identifier, manifest);
    }

    public sealed record Order(string Name, int Count);

    public sealed record Greeting(string Text, IActorRef ReplyTo, IActorRef? Other);

    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), "square")]
    public abstract record Shape;

    public sealed record Circle(double Radius) : Shape;

    public sealed record Square(double Side) : Shape;

    public sealed record Drawing(IReadOnlyList<Shape> Shapes);
}
