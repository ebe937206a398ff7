using Akka.Actor;
using Akka.Util;

namespace Akka.Serialization;

/// <summary>
/// Makes bytes of objects and objects of bytes. One instance serves a whole system, so implementations are thread-safe. A constructor takes
/// an <see cref="ExtendedActorSystem"/>, and perhaps a <see cref="Configuration.Config"/> with its section of <c>akka.actor.serialization-settings</c>.
/// </summary>
public abstract class Serializer
{
    /// <summary>The system that it belongs to.</summary>
    protected readonly ExtendedActorSystem system;

    private int? _identifier;

    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    protected Serializer(ExtendedActorSystem system) => this.system = system;

    /// <summary>
    /// The number that stands for this serializer on the wire and on disk. It must never change. By default what
    /// <c>akka.actor.serialization-identifiers</c> says for the class.
    /// </summary>
    /// <exception cref="Configuration.ConfigurationException">The configuration has no number for the class.</exception>
    public virtual int Identifier => _identifier ??= IdentifierFromConfig();

    /// <summary>Whether <see cref="FromBinary(byte[], Type)"/> needs the type, which then travels as a manifest.</summary>
    public abstract bool IncludeManifest { get; }

    /// <summary>Makes bytes of an object.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>The bytes.</returns>
    public abstract byte[] ToBinary(object obj);

    /// <summary>Makes bytes of an object; actor references in it are written with an address.</summary>
    /// <param name="address">The address at which the reader reaches this system.</param>
    /// <param name="obj">The object.</param>
    /// <returns>The bytes.</returns>
    public byte[] ToBinaryWithAddress(Address address, object obj) =>
        TransportInformation.With(new Information(address, system), (Serializer: this, Object: obj), static state => state.Serializer.ToBinary(state.Object));

    /// <summary>Makes an object of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="type">The object's type; null when there is no manifest.</param>
    /// <returns>The object.</returns>
    public abstract object FromBinary(byte[] bytes, Type? type);

    /// <summary>Makes an object of bytes.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The object.</returns>
    public T FromBinary<T>(byte[] bytes) => (T)FromBinary(bytes, typeof(T));

    private int IdentifierFromConfig()
    {
        var name = GetType().TypeQualifiedName();
        var path = $"akka.actor.serialization-identifiers.\"{name}\"";
        if (!system.Settings.Config.HasPath(path))
            throw new Configuration.ConfigurationException($"{path} is missing: serializer [{GetType()}] must have a number, there or by overriding {nameof(Identifier)}.");
        return system.Settings.Config.GetInt(path);
    }
}

/// <summary>
/// A serializer that names what it wrote in words of its own, which stay the same when types are renamed or moved. The kind to derive from
/// for whatever is stored or sent to other versions.
/// </summary>
public abstract class SerializerWithStringManifest : Serializer
{
    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    protected SerializerWithStringManifest(ExtendedActorSystem system) : base(system)
    {
    }

    /// <summary>True: the manifest is what <see cref="Manifest"/> returns.</summary>
    public sealed override bool IncludeManifest => true;

    /// <summary>Makes an object of bytes whose manifest is the type's name.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="type">The type.</param>
    /// <returns>The object.</returns>
    public sealed override object FromBinary(byte[] bytes, Type? type) => FromBinary(bytes, type is null ? "" : type.TypeQualifiedName());

    /// <summary>Makes an object of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="manifest">What <see cref="Manifest"/> returned when they were made.</param>
    /// <returns>The object.</returns>
    public abstract object FromBinary(byte[] bytes, string manifest);

    /// <summary>Names an object's type for its reader.</summary>
    /// <param name="o">The object.</param>
    /// <returns>The name; short is good.</returns>
    public abstract string Manifest(object o);
}

/// <summary>Takes byte arrays as they are.</summary>
public class ByteArraySerializer : Serializer
{
    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    public ByteArraySerializer(ExtendedActorSystem system) : base(system)
    {
    }

    /// <summary>False.</summary>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The object is no byte array.</exception>
    public override byte[] ToBinary(object obj) => obj switch
    {
        null => [],
        byte[] bytes => bytes,
        _ => throw new NotSupportedException($"{nameof(ByteArraySerializer)} takes byte arrays, not [{obj.GetType()}]."),
    };

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, Type? type) => bytes;
}

/// <summary>Writes null as no bytes.</summary>
public class NullSerializer : Serializer
{
    private static readonly byte[] Nothing = [];

    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    public NullSerializer(ExtendedActorSystem system) : base(system)
    {
    }

    /// <summary>0.</summary>
    public override int Identifier => 0;

    /// <summary>False.</summary>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => Nothing;

    /// <summary>Null.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="type">Any type.</param>
    /// <returns>Null.</returns>
    public override object FromBinary(byte[] bytes, Type? type) => null!;
}
