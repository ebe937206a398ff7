using System.Collections.Concurrent;
using System.Reflection;
using Akka.Util;

namespace Akka.Serialization;

/// <summary>Serializers by number, by name and by type. Read without locks; every change makes new tables.</summary>
internal sealed class SerializerRegistry
{
    private readonly Lock _gate = new(); // guards changes; readers see one of the tables, whole
    private volatile Tables _tables;

    public SerializerRegistry(NullSerializer nothing) => _tables = new Tables([], new Dictionary<int, Serializer> { [nothing.Identifier] = nothing }, []);

    public void Add(string name, Serializer serializer)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(serializer);
        lock (_gate)
        {
            var tables = _tables;
            _tables = new Tables(new(tables.ByName) { [name] = serializer }, With(tables.ById, serializer), tables.Bindings);
        }
    }

    public void Bind(Type type, Serializer serializer)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(serializer);
        lock (_gate)
        {
            var tables = _tables;
            _tables = new Tables(tables.ByName, With(tables.ById, serializer), [.. tables.Bindings.Where(one => one.Type != type), new Binding(type, serializer)]);
        }
    }

    public Serializer? Named(string name) => _tables.ByName.GetValueOrDefault(name);

    public Serializer? ById(int id) => _tables.ById.GetValueOrDefault(id);

    /// <summary>The serializer for a type, and whether it serves only as the one for all types.</summary>
    public (Serializer Serializer, bool IsDefault)? For(Type type)
    {
        var tables = _tables;
        var binding = tables.Found.GetOrAdd(type, static (wanted, all) => all.Find(wanted), tables);
        return binding is null ? null : (binding.Serializer, binding.Type == typeof(object));
    }

    /// <summary>
    /// The type with a name, if it is bound to the serializer: by its name, or because it derives from or implements a bound type and lies in
    /// an assembly that is bound to already. The name alone never loads an assembly.
    /// </summary>
    public Type? KnownType(Serializer serializer, string name)
    {
        var tables = _tables;
        if (tables.Names.TryGetValue(name, out var known)) return ReferenceEquals(For(known)?.Serializer, serializer) ? known : null;
        var comma = name.LastIndexOf(',');
        // Names of generic types and arrays hold other names, which would be looked up too.
        if (comma < 0 || name.Contains('[', StringComparison.Ordinal)) return null;
        if (!tables.Assemblies.TryGetValue(name[(comma + 1)..].Trim(), out var assembly)) return null;
        if (assembly.GetType(name[..comma].Trim(), throwOnError: false) is not { } type) return null;
        if (For(type) is not (var bound, false) || !ReferenceEquals(bound, serializer)) return null;
        tables.Names.TryAdd(name, type);
        return type;
    }

    private static Dictionary<int, Serializer> With(Dictionary<int, Serializer> all, Serializer serializer)
    {
        var id = serializer.Identifier;
        if (all.TryGetValue(id, out var other) && !ReferenceEquals(other, serializer) && other.GetType() != serializer.GetType())
            throw new ArgumentException($"Serializer identifier [{id}] of [{serializer.GetType()}] is not unique: [{other.GetType()}] has it too.", nameof(serializer));
        return new(all) { [id] = serializer };
    }

    private sealed record Binding(Type Type, Serializer Serializer);

    private sealed class Tables
    {
        public Tables(Dictionary<string, Serializer> byName, Dictionary<int, Serializer> byId, Binding[] bindings)
        {
            ByName = byName;
            ById = byId;
            Bindings = bindings;
            foreach (var binding in bindings)
            {
                Names.TryAdd(binding.Type.TypeQualifiedName(), binding.Type);
                // The runtime's own assembly is no place to look for messages.
                if (binding.Type.Assembly != typeof(object).Assembly) Assemblies.TryAdd(binding.Type.Assembly.GetName().Name!, binding.Type.Assembly);
            }
        }

        public Dictionary<string, Serializer> ByName { get; }

        public Dictionary<int, Serializer> ById { get; }

        public Binding[] Bindings { get; }

        public ConcurrentDictionary<Type, Binding?> Found { get; } = new();

        public ConcurrentDictionary<string, Type> Names { get; } = new();

        public Dictionary<string, Assembly> Assemblies { get; } = [];

        // The nearest: of the bound types that fit, one that no other lies below. A class is nearer than an interface; otherwise the first bound.
        public Binding? Find(Type type)
        {
            var fitting = Bindings.Where(one => one.Type.IsAssignableFrom(type)).ToArray();
            var nearest = fitting.Where(one => !Array.Exists(fitting, other => other.Type != one.Type && one.Type.IsAssignableFrom(other.Type))).ToArray();
            return Array.Find(nearest, static one => !one.Type.IsInterface) ?? nearest.FirstOrDefault();
        }
    }
}
