using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Event;
using Akka.Util;

namespace Akka.Serialization;

/// <summary>
/// The serializers of an actor system and the types they are bound to. A type is served by the binding of itself, else of the nearest
/// base class or interface, else by the default, which takes registered types only. What comes in is matched with what is known here: no
/// type is ever loaded because a message names it. Thread-safe; look-ups take no lock.
/// </summary>
public class Serialization
{
    private const int MostRefusalsLogged = 100;

    private readonly SerializerRegistry _registry;
    private readonly NullSerializer _null;
    private readonly ILoggingAdapter _log;
    private readonly Lock _gate = new(); // guards _refusedManifests
    private readonly HashSet<string> _refusedManifests = [];
    private long _refused;
    private Information? _transport;

    /// <summary>Reads the configuration and the setup of a system and makes its serializers.</summary>
    /// <param name="system">The system.</param>
    /// <exception cref="Configuration.ConfigurationException">A serializer or a bound type cannot be loaded, or two serializers share a number.</exception>
    public Serialization(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        System = system;
        _log = Logging.GetLogger(system.EventStream, nameof(Serialization));
        _null = new NullSerializer(system);
        _registry = new SerializerRegistry(_null);
        SerializationConfig.Read(system, _registry);
    }

    /// <summary>The system.</summary>
    public ExtendedActorSystem System { get; }

    /// <summary>The address at which the system's own references are reached from outside.</summary>
    internal Information Transport => _transport ??= new Information(System.Provider.DefaultAddress, System);

    /// <summary>How many messages were refused because their serializer or manifest is not known here.</summary>
    internal long RefusedCount => Interlocked.Read(ref _refused);

    /// <summary>Runs a function that serializes; actor references are written with the system's own address.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="system">The system.</param>
    /// <param name="action">The function.</param>
    /// <returns>What it returns.</returns>
    public static T WithTransport<T>(ExtendedActorSystem system, Func<T> action) => WithTransport(system, action, static run => run());

    /// <summary>Runs a function that serializes; actor references are written with the system's own address.</summary>
    /// <typeparam name="TState">The argument's type.</typeparam>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="system">The system.</param>
    /// <param name="state">What is passed to the function.</param>
    /// <param name="action">The function.</param>
    /// <returns>What it returns.</returns>
    public static T WithTransport<TState, T>(ExtendedActorSystem system, TState state, Func<TState, T> action) =>
        TransportInformation.With(system.Serialization.Transport, state, action);

    /// <summary>Where the serialization that runs on this thread goes out.</summary>
    /// <returns>The information.</returns>
    /// <exception cref="InvalidOperationException">Nothing is being serialized on this thread.</exception>
    public static Information GetCurrentTransportInformation() =>
        TransportInformation.Current ?? throw new InvalidOperationException($"There is no transport information: it is there only inside {nameof(Serialize)}, {nameof(WithTransport)} and the like.");

    /// <summary>The path of a reference as it is to be written: with the address at which the reader reaches it, and its uid.</summary>
    /// <param name="actorRef">The reference, or null.</param>
    /// <returns>The path; empty for null.</returns>
    public static string SerializedActorPath(IActorRef? actorRef)
    {
        if (actorRef is null) return "";
        var path = actorRef.Path;
        if (TransportInformation.Current is not { } transport) return path.ToSerializationFormat();
        // A reference of another system of this process is reached at that system's address, not at ours.
        if (actorRef is IInternalActorRef { IsLocal: true } and not MinimalActorRef && path.Address.System != transport.Address.System && path.Address.HasLocalScope)
        {
            var provider = ((IInternalActorRef)actorRef).Provider;
            return path.ToSerializationFormatWithAddress(provider.GetExternalAddressFor(transport.Address) ?? provider.DefaultAddress);
        }

        return path.ToSerializationFormatWithAddress(transport.Address);
    }

    /// <summary>What a reader needs beside the bytes.</summary>
    /// <param name="s">The serializer.</param>
    /// <param name="msg">The object.</param>
    /// <returns>The manifest; empty when the serializer needs none.</returns>
    public static string ManifestFor(Serializer s, object msg) => s switch
    {
        SerializerWithStringManifest named => named.Manifest(msg),
        { IncludeManifest: true } => msg.GetType().TypeQualifiedName(),
        _ => "",
    };

    /// <summary>Adds a serializer.</summary>
    /// <param name="name">Its name, as in <c>akka.actor.serializers</c>.</param>
    /// <param name="serializer">The serializer.</param>
    /// <exception cref="ArgumentException">Another serializer has its number.</exception>
    public void AddSerializer(string name, Serializer serializer) => _registry.Add(name, serializer);

    /// <summary>Binds a type, and all that derive from or implement it, to a serializer.</summary>
    /// <param name="type">The type.</param>
    /// <param name="serializer">The serializer.</param>
    /// <exception cref="ArgumentException">Another serializer has its number.</exception>
    public void AddSerializationMap(Type type, Serializer serializer) => _registry.Bind(type, serializer);

    /// <summary>Makes bytes of an object.</summary>
    /// <param name="o">The object.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="SerializationException">No serializer takes its type.</exception>
    public byte[] Serialize(object o) =>
        TransportInformation.Current is { } current && ReferenceEquals(current.System, System)
            ? FindSerializerFor(o).ToBinary(o)
            : WithTransport(System, (Serializer: FindSerializerFor(o), Object: o), static state => state.Serializer.ToBinary(state.Object));

    /// <summary>Makes an object of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="serializerId">The number of the serializer that made them.</param>
    /// <param name="type">The object's type.</param>
    /// <returns>The object.</returns>
    /// <exception cref="SerializationException">No serializer has that number, or it does not know the type.</exception>
    public object Deserialize(byte[] bytes, int serializerId, Type? type)
    {
        var serializer = SerializerById(serializerId, type?.ToString() ?? "");
        return WithTransport(System, (serializer, bytes, type), static state => state.serializer.FromBinary(state.bytes, state.type));
    }

    /// <summary>Makes an object of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="serializerId">The number of the serializer that made them.</param>
    /// <param name="manifest">What <see cref="ManifestFor"/> returned when they were made.</param>
    /// <returns>The object.</returns>
    /// <exception cref="SerializationException">No serializer has that number, or the manifest is not known here.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        var serializer = SerializerById(serializerId, manifest);
        if (serializer is SerializerWithStringManifest named)
            return WithTransport(System, (named, bytes, manifest), static state => state.named.FromBinary(state.bytes, state.manifest));
        var type = string.IsNullOrEmpty(manifest) ? null : KnownType(serializer, manifest);
        return WithTransport(System, (serializer, bytes, type), static state => state.serializer.FromBinary(state.bytes, state.type));
    }

    /// <summary>The reference that a path stands for.</summary>
    /// <param name="path">What <see cref="SerializedActorPath"/> returned.</param>
    /// <returns>The reference; dead letters when there is no such actor.</returns>
    public IActorRef DeserializeActorRef(string path) => System.Provider.ResolveActorRef(path);

    /// <summary>The serializer for an object.</summary>
    /// <param name="obj">The object, or null.</param>
    /// <param name="defaultSerializerName">The serializer to use when only the default for all types is left; null for that default.</param>
    /// <returns>The serializer.</returns>
    /// <exception cref="SerializationException">There is none.</exception>
    public Serializer FindSerializerFor(object? obj, string? defaultSerializerName = null) => obj is null ? _null : FindSerializerForType(obj.GetType(), defaultSerializerName);

    /// <summary>The serializer for objects of a type.</summary>
    /// <param name="objectType">The type.</param>
    /// <param name="defaultSerializerName">The serializer to use when only the default for all types is left; null for that default.</param>
    /// <returns>The serializer.</returns>
    /// <exception cref="SerializationException">There is none.</exception>
    public Serializer FindSerializerForType(Type objectType, string? defaultSerializerName = null)
    {
        ArgumentNullException.ThrowIfNull(objectType);
        var found = _registry.For(objectType);
        if (defaultSerializerName is not null && (found is null || found.Value.IsDefault))
        {
            return _registry.Named(defaultSerializerName)
                ?? throw new SerializationException($"No serializer is named [{defaultSerializerName}], which is to serialize [{objectType}]. Is it in akka.actor.serializers?");
        }

        return found?.Serializer
            ?? throw new SerializationException($"No serializer found for type [{objectType.TypeQualifiedName()}]. Bind it, or a base class or interface of it, under akka.actor.serialization-bindings.");
    }

    /// <summary>Whether a type, or a base class or interface of it, is bound to a serializer, other than by the default for all types.</summary>
    internal bool IsBound(Type objectType) => _registry.For(objectType) is { IsDefault: false };

    /// <summary>Serializes the arguments of props and throws them away: <c>akka.actor.serialize-creators</c>.</summary>
    internal void VerifyCreator(Props props)
    {
        foreach (var argument in props.Arguments ?? [])
            if (argument is not null and not INoSerializationVerificationNeeded) RoundTrip(argument);
    }

    /// <summary>Makes a copy of a message by way of its bytes: <c>akka.actor.serialize-messages</c>.</summary>
    internal object RoundTrip(object message)
    {
        var serializer = FindSerializerFor(message);
        var manifest = ManifestFor(serializer, message);
        var bytes = WithTransport(System, (serializer, message), static state => state.serializer.ToBinary(state.message));
        return Deserialize(bytes, serializer.Identifier, manifest);
    }

    /// <summary>Counts a message that names what is not known here, and logs the first of each kind: a peer that sends millions must not fill the log.</summary>
    internal SerializationException Refuse(string what, string advice)
    {
        Interlocked.Increment(ref _refused);
        bool isNew;
        lock (_gate) isNew = _refusedManifests.Count < MostRefusalsLogged && _refusedManifests.Add(what);
        if (isNew) _log.Warning("Refused {0}. {1}", what, advice);
        return new SerializationException($"Refused {what}. {advice}");
    }

    private static string Shown(string manifest) => manifest.Length <= 200 ? manifest : manifest[..200] + "...";

    private Serializer SerializerById(int id, string manifest) => _registry.ById(id)
        ?? throw Refuse(
            $"a message of serializer {id} with manifest [{Shown(manifest)}]",
            "No serializer here has that number: the nodes of a cluster, and the readers of a journal, must have the same akka.actor.serializers and serialization-identifiers.");

    private Type KnownType(Serializer serializer, string manifest) => _registry.KnownType(serializer, manifest)
        ?? throw Refuse(
            $"a message of serializer [{serializer.GetType()}] with manifest [{Shown(manifest)}]",
            "The type is not bound to that serializer here: bind it, or a base class or interface of it, under akka.actor.serialization-bindings.");
}
