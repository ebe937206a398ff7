namespace Akka.Util;

/// <summary>A value made when it is first asked for, by one thread alone. A producer that throws throws at everybody who asks.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class FastLazy<T>
{
    private readonly Lazy<T> _value;

    /// <summary>Sets how the value is made.</summary>
    /// <param name="producer">Makes it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="producer"/> is null.</exception>
    public FastLazy(Func<T> producer)
    {
        ArgumentNullException.ThrowIfNull(producer);
        _value = new Lazy<T>(producer);
    }

    /// <summary>The value.</summary>
    public T Value => _value.Value;

    /// <summary>True once the value has been made.</summary>
    /// <returns>Whether it has been.</returns>
    public bool IsValueCreated() => _value.IsValueCreated;
}
