using Akka.Actor;
using Akka.Annotations;

namespace Akka.Serialization;

/// <summary>Where what is being serialized goes out: the address under which its reader reaches the references in it.</summary>
[InternalApi]
public sealed class Information : IEquatable<Information>
{
    /// <summary>Names both.</summary>
    /// <param name="address">The address.</param>
    /// <param name="system">The system that serializes.</param>
    public Information(Address address, ActorSystem system)
    {
        Address = address;
        System = system;
    }

    /// <summary>The address.</summary>
    public Address Address { get; }

    /// <summary>The system that serializes.</summary>
    public ActorSystem System { get; }

    /// <inheritdoc/>
    public bool Equals(Information? other) => other is not null && Address.Equals(other.Address) && ReferenceEquals(System, other.System);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Information);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Address, System);
}

/// <summary>The transport information of the serialization that runs on this thread.</summary>
internal static class TransportInformation
{
    [ThreadStatic]
    private static Information? _current;

    public static Information? Current => _current;

    public static T With<TState, T>(Information information, TState state, Func<TState, T> action)
    {
        var outer = _current;
        _current = information;
        try
        {
            return action(state);
        }
        finally
        {
            _current = outer;
        }
    }
}
