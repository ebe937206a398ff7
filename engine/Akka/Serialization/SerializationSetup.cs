using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Setup;

namespace Akka.Serialization;

/// <summary>Brings serializers into a system by code. They count before those of the configuration.</summary>
public sealed class SerializationSetup : Setup
{
    private SerializationSetup(Func<ExtendedActorSystem, ImmutableHashSet<SerializerDetails>> createSerializers) => CreateSerializers = createSerializers;

    /// <summary>Makes the serializers of a system.</summary>
    public Func<ExtendedActorSystem, ImmutableHashSet<SerializerDetails>> CreateSerializers { get; }

    /// <summary>With a function that makes the serializers.</summary>
    /// <param name="createSerializers">The function; it is called once, while the system starts.</param>
    /// <returns>The setup.</returns>
    public static SerializationSetup Create(Func<ExtendedActorSystem, ImmutableHashSet<SerializerDetails>> createSerializers)
    {
        ArgumentNullException.ThrowIfNull(createSerializers);
        return new SerializationSetup(createSerializers);
    }
}

/// <summary>A serializer, its name and the types that are bound to it. Immutable.</summary>
public sealed class SerializerDetails
{
    private SerializerDetails(string alias, Serializer serializer, ImmutableHashSet<Type> useFor)
    {
        Alias = alias;
        Serializer = serializer;
        UseFor = useFor;
    }

    /// <summary>The name, as in <c>akka.actor.serializers</c>.</summary>
    public string Alias { get; }

    /// <summary>The serializer.</summary>
    public Serializer Serializer { get; }

    /// <summary>The types that are bound to it, with all that derive from or implement them.</summary>
    public ImmutableHashSet<Type> UseFor { get; }

    /// <summary>Collects them.</summary>
    /// <param name="alias">The name.</param>
    /// <param name="serializer">The serializer.</param>
    /// <param name="useFor">The types.</param>
    /// <returns>The details.</returns>
    public static SerializerDetails Create(string alias, Serializer serializer, ImmutableHashSet<Type> useFor)
    {
        ArgumentNullException.ThrowIfNull(alias);
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(useFor);
        return new SerializerDetails(alias, serializer, useFor);
    }
}
