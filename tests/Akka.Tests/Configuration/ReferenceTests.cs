using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

/// <summary>The built-in defaults are Akka.NET's, key by key, but for the default serializer and the report of slow handlers, which are the engine's own; they are read once.</summary>
public sealed class ReferenceTests
{
    // Akka.NET's default serializer is built on Newtonsoft.Json and makes any type it is told to.
    private const string TheirSerializer = "Akka.Serialization.NewtonSoftJsonSerializer, Akka";
    private const string OurSerializer = "Akka.Serialization.SystemTextJsonSerializer, Akka";

    [Fact]
    public void The_defaults_hold_exactly_the_keys_and_values_of_the_public_listing()
    {
        using var stream = typeof(ReferenceTests).Assembly.GetManifestResourceStream("akka-defaults.txt")!;
        using var reader = new StreamReader(stream);
        var expected = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd())
            .Where(l => !l.StartsWith($"akka.actor.serialization-identifiers.\"{TheirSerializer}\"", StringComparison.Ordinal) && !l.StartsWith("akka.actor.serialization-settings.json.", StringComparison.Ordinal))
            .Select(l => l.Replace(TheirSerializer, OurSerializer, StringComparison.Ordinal))
            .Append("akka.actor.serialization-settings.json.types =")
            .Append("akka.actor.slow-handlers.report-after = 1s")
            .Order(StringComparer.Ordinal);

        var actual = Lines(ConfigurationFactory.Default().Scope.Root).Order(StringComparer.Ordinal);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void The_defaults_are_read_once() => Assert.Same(ConfigurationFactory.Default(), ConfigurationFactory.Default());

    [Fact]
    public void Every_default_knows_the_line_it_was_written_on()
    {
        var value = ConfigurationFactory.Default().GetValue("akka.actor.ask-timeout")!;

        Assert.StartsWith("Akka!Akka.Configuration.akka.conf:", value.View.Origin.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_without_the_resource_is_named_together_with_what_it_has()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.Reference(typeof(ReferenceTests).Assembly, "no-such.conf"));

        Assert.Contains("no-such.conf", error.Message, StringComparison.Ordinal);
        Assert.Contains("akka-defaults.txt", error.Message, StringComparison.Ordinal);
    }

    // The listing's form: one effective key and value a line; empty texts and lists as nothing, empty objects as {}.
    private static IEnumerable<string> Lines(HoconView view)
    {
        foreach (var (_, value) in view.Fields())
        {
            if (value.IsObject && value.Fields().Any())
            {
                foreach (var line in Lines(value)) yield return line;
                continue;
            }
            var text = value.IsObject ? "{}"
                : value.Nodes is [HoconList] ? (value.Elements() is [_, ..] elements ? $"[{string.Join(", ", elements.Select(e => HoconConvert.Text(e)))}]" : "")
                : HoconConvert.Text(value);
            yield return $"{value.Path} = {text}".TrimEnd();
        }
    }
}
