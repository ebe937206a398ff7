using System.Collections.Concurrent;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Serialization;

/// <summary>
/// The serializer of types that are bound to no other: JSON, for registered types only. A type is registered with
/// <see cref="SystemTextJsonSetup"/>, by a binding of its own to <c>json</c>, or in the list
/// <c>akka.actor.serialization-settings.json.types</c>; texts, numbers, dates and the like always are, and so are arrays, lists and
/// dictionaries (by text) of these. Actor references inside a registered type are written as their paths.
/// </summary>
public sealed class SystemTextJsonSerializer : SerializerWithStringManifest
{
    private static readonly (Type Type, string Manifest)[] BuiltIn =
    [
        .. Plain<string>("string"), .. Plain<bool>("bool"), .. Plain<int>("int"), .. Plain<long>("long"), .. Plain<double>("double"),
        .. Plain<decimal>("decimal"), .. Plain<Guid>("guid"), .. Plain<DateTime>("datetime"), .. Plain<DateTimeOffset>("datetimeoffset"), .. Plain<TimeSpan>("timespan"),
    ];

    private readonly ConcurrentDictionary<Type, string> _manifests = new();
    private readonly ConcurrentDictionary<string, Type> _types = new();
    private readonly JsonSerializerOptions _options;

    /// <summary>For a system.</summary>
    /// <param name="system">The system. Its setup may hold a <see cref="SystemTextJsonSetup"/>.</param>
    /// <param name="config">Its section of the settings, with <c>types</c>: a list of "Namespace.Type, Assembly".</param>
    /// <exception cref="ConfigurationException">A type cannot be loaded, or two have one manifest.</exception>
    public SystemTextJsonSerializer(ExtendedActorSystem system, Config config) : base(system)
    {
        ArgumentNullException.ThrowIfNull(config);
        var found = system.Settings.Setup.Get<SystemTextJsonSetup>();
        var setup = found.HasValue ? found.Value : SystemTextJsonSetup.Create();
        _options = setup.Options is { } given ? new JsonSerializerOptions(given) : new JsonSerializerOptions();
        _options.Converters.Add(new ActorRefConverter(system));
        _options.Converters.Add(new AddressConverter());
        _options.Converters.Add(new ActorPathConverter());
        foreach (var (type, manifest) in BuiltIn) Register(type, manifest);
        foreach (var (type, manifest) in setup.Types) Register(type, manifest);
        foreach (var name in config.GetStringList("types"))
        {
            Register(
                Type.GetType(name) ?? throw new ConfigurationException($"akka.actor.serialization-settings.json.types: [{name}] cannot be loaded. Write it as \"Namespace.Type, Assembly\"."),
                null);
        }
    }

    /// <summary>31.</summary>
    public override int Identifier => 31;

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The type is not registered.</exception>
    public override string Manifest(object o)
    {
        ArgumentNullException.ThrowIfNull(o);
        return _manifests.TryGetValue(o.GetType(), out var manifest) ? manifest : throw Unregistered(o.GetType().TypeQualifiedName());
    }

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The type is not registered.</exception>
    public override byte[] ToBinary(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        var type = obj.GetType();
        return _manifests.ContainsKey(type) ? JsonSerializer.SerializeToUtf8Bytes(obj, type, _options) : throw Unregistered(type.TypeQualifiedName());
    }

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The manifest is not registered, or the bytes are no such object.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (!_types.TryGetValue(manifest, out var type))
        {
            throw system.Serialization.Refuse(
                $"a JSON message with manifest [{(manifest.Length <= 200 ? manifest : manifest[..200] + "...")}]",
                Advice);
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, type, _options) ?? throw new SerializationException($"The JSON for [{manifest}] is null.");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw new SerializationException($"The JSON for [{manifest}] cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Registers a type.</summary>
    internal void Register(Type type, string? manifest)
    {
        manifest ??= _manifests.GetValueOrDefault(type) ?? type.TypeQualifiedName();
        var holder = _types.GetOrAdd(manifest, type);
        if (holder != type) throw new ConfigurationException($"The JSON manifest [{manifest}] stands for two types, [{holder}] and [{type}].");
        _manifests[type] = manifest;
        // What was written under the type's own name stays readable when it is given a manifest.
        _types.TryAdd(type.TypeQualifiedName(), type);
    }

    // A plain type with the collections of it.
    private static (Type Type, string Manifest)[] Plain<T>(string name) =>
        [(typeof(T), name), (typeof(T[]), $"{name}[]"), (typeof(List<T>), $"list<{name}>"), (typeof(Dictionary<string, T>), $"map<{name}>")];

    private const string Advice = "The type is not registered: bind it to a serializer of its own under akka.actor.serialization-bindings, or register it for JSON "
        + "with SystemTextJsonSetup or in akka.actor.serialization-settings.json.types.";

    private static SerializationException Unregistered(string type) => new($"[{type}] is bound to no serializer but the default. {Advice}");

    /// <summary>Writes references as the paths at which the reader reaches them.</summary>
    private sealed class ActorRefConverter(ExtendedActorSystem system) : JsonConverter<IActorRef>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(IActorRef).IsAssignableFrom(typeToConvert);

        public override IActorRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            system.Serialization.DeserializeActorRef(reader.GetString() ?? throw new JsonException("An actor reference is a text."));

        public override void Write(Utf8JsonWriter writer, IActorRef value, JsonSerializerOptions options) => writer.WriteStringValue(Serialization.SerializedActorPath(value));
    }

    /// <summary>Writes addresses as texts.</summary>
    private sealed class AddressConverter : JsonConverter<Address>
    {
        public override Address Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text && Address.TryParse(text, out Address? address) ? address! : throw new JsonException("An address is a text such as akka://system@host:port.");

        public override void Write(Utf8JsonWriter writer, Address value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    /// <summary>Writes paths as texts, with address and uid.</summary>
    private sealed class ActorPathConverter : JsonConverter<ActorPath>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(ActorPath).IsAssignableFrom(typeToConvert);

        public override ActorPath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text && ActorPath.TryParse(text, out var path) ? path! : throw new JsonException("A path is a text such as akka://system/user/a.");

        public override void Write(Utf8JsonWriter writer, ActorPath value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToSerializationFormat());
    }
}
