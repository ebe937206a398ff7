using Akka.Actor;
using Akka.Persistence.Journal;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>Event adapters stand between what an actor persists and what is stored, in both directions.</summary>
public sealed class EventAdapterTests
{
    private const string Adapters = """
        akka.persistence.journal.inmem {
          event-adapters {
            shout = "Akka.Persistence.Tests.Actors.EventAdapterTests+Shouting, Akka.Persistence.Tests"
            twice = "Akka.Persistence.Tests.Actors.EventAdapterTests+ReadsTwice, Akka.Persistence.Tests"
            drop = "Akka.Persistence.Tests.Actors.EventAdapterTests+Drops, Akka.Persistence.Tests"
          }
          event-adapter-bindings {
            "Akka.Persistence.Tests.Infrastructure.Noted, Akka.Persistence.Tests" = BOUND
          }
        }
        """;

    private readonly Recorder _log = new("log");

    [Theory]
    [InlineData("shout", new[] { "replayed ONE/m" })]
    [InlineData("twice", new[] { "replayed one", "replayed one" })]
    [InlineData("[twice, twice]", null)]
    [InlineData("drop", new string[0])]
    public void Events_pass_through_the_adapter_that_their_type_is_bound_to(string bound, string[]? expected)
    {
        using var world = new World(Adapters.Replace("BOUND", bound, StringComparison.Ordinal));
        var notebook = world.Notebook(_log);
        notebook.Do(n => n.Note("one"));
        world.Run();
        if (expected is null)
        {
            _log.ExpectExactly("recovered at 0", "rejected 1: A type is bound to several event adapters, so that it can only be read. Bind it to one that writes.");
            return;
        }

        _log.ExpectExactly("recovered at 0", "handled one");
        world.Stop(notebook);
        world.Notebook(_log);

        _log.ExpectExactly([.. expected, "recovered at 1"]);
    }

    [Fact]
    public void A_binding_to_an_adapter_that_is_not_defined_is_named()
    {
        using var world = new World(Adapters.Replace("BOUND", "missing", StringComparison.Ordinal));

        var error = Assert.Throws<Akka.Configuration.ConfigurationException>(() => world.Extension.JournalFor(null));
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    internal sealed class Shouting : IEventAdapter
    {
        public string Manifest(object evt) => "m";

        public object ToJournal(object evt) => new Noted(((Noted)evt).Text.ToUpperInvariant());

        public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Single(new Noted($"{((Noted)evt).Text}/{manifest}"));
    }

    internal sealed class ReadsTwice : IReadEventAdapter
    {
        public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Create(evt, evt);
    }

    internal sealed class Drops : IReadEventAdapter
    {
        public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Empty;
    }
}
