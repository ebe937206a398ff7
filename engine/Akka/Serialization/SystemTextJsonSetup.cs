using System.Text.Json;
using Akka.Actor.Setup;

namespace Akka.Serialization;

/// <summary>Registers types with <see cref="SystemTextJsonSerializer"/> and sets its options. Immutable.</summary>
public sealed class SystemTextJsonSetup : Setup
{
    private SystemTextJsonSetup((Type Type, string? Manifest)[] types, JsonSerializerOptions? options)
    {
        Types = types;
        Options = options;
    }

    internal (Type Type, string? Manifest)[] Types { get; }

    internal JsonSerializerOptions? Options { get; }

    /// <summary>A setup that registers nothing.</summary>
    /// <returns>The setup.</returns>
    public static SystemTextJsonSetup Create() => new([], null);

    /// <summary>The same with one type more.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="manifest">The name that stands for it on the wire and on disk; null for its own name with its assembly's.</param>
    /// <returns>A new setup.</returns>
    public SystemTextJsonSetup WithType<T>(string? manifest = null) => WithType(typeof(T), manifest);

    /// <summary>The same with one type more.</summary>
    /// <param name="type">The type.</param>
    /// <param name="manifest">The name that stands for it on the wire and on disk; null for its own name with its assembly's.</param>
    /// <returns>A new setup.</returns>
    public SystemTextJsonSetup WithType(Type type, string? manifest = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new SystemTextJsonSetup([.. Types, (type, manifest)], Options);
    }

    /// <summary>The same with options.</summary>
    /// <param name="options">The options. A copy is used, to which a converter for actor references is added.</param>
    /// <returns>A new setup.</returns>
    public SystemTextJsonSetup WithOptions(JsonSerializerOptions options) => new(Types, options);
}
