using System.Text;
using Akka.Hosting;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Hosting;

/// <summary>Collects the event adapters of one journal.</summary>
public sealed class AkkaPersistenceJournalBuilder
{
    private readonly SortedDictionary<string, Type> _adapters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> _bindings = new(StringComparer.Ordinal);

    /// <summary>Creates a builder.</summary>
    /// <param name="journalId">Name of the journal, the last part of its path in the configuration.</param>
    /// <param name="builder">The builder of the actor system.</param>
    public AkkaPersistenceJournalBuilder(string journalId, AkkaConfigurationBuilder builder)
    {
        JournalId = journalId;
        Builder = builder;
    }

    internal string JournalId { get; set; }

    internal AkkaConfigurationBuilder Builder { get; }

    /// <summary>Adds an adapter for both directions.</summary>
    /// <typeparam name="TAdapter">Its class.</typeparam>
    /// <param name="eventAdapterName">A name of your choice.</param>
    /// <param name="boundTypes">Types of events, as persisted and as stored, that it adapts.</param>
    public AkkaPersistenceJournalBuilder AddEventAdapter<TAdapter>(string eventAdapterName, IEnumerable<Type> boundTypes)
        where TAdapter : IEventAdapter => Add(eventAdapterName, typeof(TAdapter), boundTypes);

    /// <summary>Adds an adapter for events that are read.</summary>
    /// <typeparam name="TAdapter">Its class.</typeparam>
    /// <param name="eventAdapterName">A name of your choice.</param>
    /// <param name="boundTypes">Types of stored events that it adapts.</param>
    public AkkaPersistenceJournalBuilder AddReadEventAdapter<TAdapter>(string eventAdapterName, IEnumerable<Type> boundTypes)
        where TAdapter : IReadEventAdapter => Add(eventAdapterName, typeof(TAdapter), boundTypes);

    /// <summary>Adds an adapter for events that are written.</summary>
    /// <typeparam name="TAdapter">Its class.</typeparam>
    /// <param name="eventAdapterName">A name of your choice.</param>
    /// <param name="boundTypes">Types of persisted events that it adapts.</param>
    public AkkaPersistenceJournalBuilder AddWriteEventAdapter<TAdapter>(string eventAdapterName, IEnumerable<Type> boundTypes)
        where TAdapter : IWriteEventAdapter => Add(eventAdapterName, typeof(TAdapter), boundTypes);

    /// <summary>Adds the adapters to the actor system's configuration.</summary>
    internal void Build()
    {
        var text = new StringBuilder();
        AppendTo(text);
        if (text.Length == 0) return;
        Builder.AddHocon(Configuration.ConfigurationFactory.ParseString($"akka.persistence.journal.{JournalId} {{\n{text}}}"), HoconAddMode.Prepend);
    }

    /// <summary>Writes the adapters as part of the journal's section.</summary>
    internal void AppendTo(StringBuilder text)
    {
        if (_adapters.Count == 0) return;
        text.AppendLine("event-adapters {");
        foreach (var (name, type) in _adapters) text.AppendLine($"  {Key(name)} = {NameOf(type).ToHocon()}");
        text.AppendLine("}").AppendLine("event-adapter-bindings {");
        foreach (var (type, adapters) in _bindings) text.AppendLine($"  {Key(type)} = [{string.Join(", ", adapters.Select(a => a.ToHocon()))}]");
        text.AppendLine("}");
    }

    private AkkaPersistenceJournalBuilder Add(string name, Type adapter, IEnumerable<Type> boundTypes)
    {
        _adapters[name] = adapter;
        foreach (var type in boundTypes)
        {
            if (!_bindings.TryGetValue(NameOf(type), out var names)) _bindings.Add(NameOf(type), names = new SortedSet<string>(StringComparer.Ordinal));
            names.Add(name);
        }

        return this;
    }

    // Always in quotes: a dot would make it a path.
    private static string Key(string name) => $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
