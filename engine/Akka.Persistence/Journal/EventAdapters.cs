using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Persistence.Journal;

/// <summary>Finds the adapter for a type of event, as the journal's sections <c>event-adapters</c> and <c>event-adapter-bindings</c> say. Thread-safe.</summary>
public class EventAdapters
{
    private readonly ConcurrentDictionary<Type, IEventAdapter> _map;
    private readonly KeyValuePair<Type, IEventAdapter>[] _bindings;
    private readonly ILoggingAdapter _log;

    /// <summary>Creates the registry.</summary>
    /// <param name="map">Adapters found already; filled further.</param>
    /// <param name="bindings">Adapters by type, the most specific type first.</param>
    /// <param name="log">Where it is said which binding serves a type.</param>
    protected EventAdapters(ConcurrentDictionary<Type, IEventAdapter> map, IEnumerable<KeyValuePair<Type, IEventAdapter>> bindings, ILoggingAdapter log)
    {
        _map = map;
        _bindings = [.. bindings];
        _log = log;
    }

    /// <summary>True when no type has an adapter, so that events pass as they are.</summary>
    internal bool IsEmpty => _bindings.Length == 0;

    /// <summary>Reads the bindings of one journal.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="config">The journal's section.</param>
    /// <exception cref="ConfigurationException">A class cannot be made, or a binding names an adapter that there is not.</exception>
    public static EventAdapters Create(ExtendedActorSystem system, Config config)
    {
        var named = new Dictionary<string, IEventAdapter>(StringComparer.Ordinal);
        foreach (var (name, value) in Entries(config, "event-adapters")) named.Add(name, Make(system, name, value.GetString()!));
        var bindings = new List<KeyValuePair<Type, IEventAdapter>>();
        foreach (var (name, value) in Entries(config, "event-adapter-bindings"))
        {
            var type = Type.GetType(name) ?? throw new ConfigurationException($"event-adapter-bindings: the type '{name}' cannot be loaded.");
            var adapters = (value.IsArray() ? value.GetStringList() : [value.GetString()!]).Select(Named).ToArray();
            bindings.Add(new(type, adapters.Length == 1 ? adapters[0] : new CombinedReadEventAdapter(adapters)));

            IEventAdapter Named(string adapter) =>
                named.TryGetValue(adapter, out var found) ? found : throw new ConfigurationException($"event-adapter-bindings: '{name}' is bound to '{adapter}', which event-adapters does not define.");
        }

        return new EventAdapters(new ConcurrentDictionary<Type, IEventAdapter>(), MostSpecificFirst(bindings), system.Log);
    }

    /// <summary>The adapter for a type: its own, or that of the most specific type it derives from; otherwise one that leaves events as they are.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public IEventAdapter Get<T>() => Get(typeof(T));

    /// <inheritdoc cref="Get{T}" />
    /// <param name="type">The type.</param>
    public virtual IEventAdapter Get(Type type)
    {
        if (_map.TryGetValue(type, out var known)) return known;
        IEventAdapter adapter = IdentityEventAdapter.Instance;
        foreach (var (bound, candidate) in _bindings)
        {
            if (!bound.IsAssignableFrom(type)) continue;
            if (bound != type) _log.Debug("Events of type [{0}] are adapted as [{1}] with [{2}].", type, bound, candidate.GetType());
            adapter = candidate;
            break;
        }

        return _map.GetOrAdd(type, adapter);
    }

    private static IEnumerable<KeyValuePair<string, Akka.Configuration.Hocon.HoconValue>> Entries(Config config, string path) =>
        config.HasPath(path) ? config.GetConfig(path)!.AsEnumerable().OrderBy(e => e.Key, StringComparer.Ordinal) : [];

    private static List<KeyValuePair<Type, IEventAdapter>> MostSpecificFirst(List<KeyValuePair<Type, IEventAdapter>> bindings)
    {
        var sorted = new List<KeyValuePair<Type, IEventAdapter>>();
        foreach (var binding in bindings)
        {
            var position = sorted.FindIndex(other => other.Key.IsAssignableFrom(binding.Key));
            sorted.Insert(position < 0 ? sorted.Count : position, binding);
        }

        return sorted;
    }

    private static IEventAdapter Make(ExtendedActorSystem system, string name, string className)
    {
        var type = Type.GetType(className) ?? throw new ConfigurationException($"event-adapters.{name} is '{className}', which cannot be loaded.");
        var made = type.GetConstructor([typeof(ExtendedActorSystem)]) is not null ? Activator.CreateInstance(type, system) : Activator.CreateInstance(type);
        return made switch
        {
            IEventAdapter adapter => adapter,
            IReadEventAdapter reader => new ReadOnlyAdapter(reader),
            IWriteEventAdapter writer => new WriteOnlyAdapter(writer),
            _ => throw new ConfigurationException($"event-adapters.{name} is '{className}', which is no event adapter."),
        };
    }

    private sealed class ReadOnlyAdapter(IReadEventAdapter reader) : IEventAdapter
    {
        public string Manifest(object evt) => "";

        public object ToJournal(object evt) => evt;

        public IEventSequence FromJournal(object evt, string manifest) => reader.FromJournal(evt, manifest);
    }

    private sealed class WriteOnlyAdapter(IWriteEventAdapter writer) : IEventAdapter
    {
        public string Manifest(object evt) => writer.Manifest(evt);

        public object ToJournal(object evt) => writer.ToJournal(evt);

        public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Single(evt);
    }
}

/// <summary>Several adapters that read one type: what each makes of an event follows in order. It cannot write.</summary>
public sealed class CombinedReadEventAdapter : IEventAdapter
{
    private const string NoWriting = "A type is bound to several event adapters, so that it can only be read. Bind it to one that writes.";

    /// <summary>Creates the combination.</summary>
    /// <param name="adapters">The adapters, in order.</param>
    public CombinedReadEventAdapter(IEnumerable<IEventAdapter> adapters) => Adapters = [.. adapters];

    /// <summary>The adapters, in order.</summary>
    public IEnumerable<IEventAdapter> Adapters { get; }

    /// <inheritdoc />
    public string Manifest(object evt) => throw new InvalidOperationException(NoWriting);

    /// <inheritdoc />
    public object ToJournal(object evt) => throw new InvalidOperationException(NoWriting);

    /// <inheritdoc />
    public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Create(Adapters.SelectMany(adapter => adapter.FromJournal(evt, manifest).Events));
}
