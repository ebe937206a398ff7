namespace Akka.Util;

/// <summary>A value that may be absent. A default instance is, and null counts as absent.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Option<T> : IEquatable<Option<T>>
{
    /// <summary>No value.</summary>
    public static readonly Option<T> None;

    private readonly T _value;

    /// <summary>A value.</summary>
    /// <param name="value">The value. Null makes an option without a value.</param>
    internal Option(T value)
    {
        _value = value;
        HasValue = value is not null;
    }

    /// <summary>True when there is a value.</summary>
    public bool HasValue { get; }

    /// <summary>True when there is no value.</summary>
    public bool IsEmpty => !HasValue;

    /// <summary>The value; the default of <typeparamref name="T"/> when there is none.</summary>
    public T Value => _value;

    /// <summary>A value, or none for null.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The option.</returns>
    public static Option<T> Create(T value) => new(value);

    /// <summary>A value, or none for null.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Option<T>(T value) => new(value);

    /// <summary>Changes the value when there is one.</summary>
    /// <typeparam name="TNew">The type of the result.</typeparam>
    /// <param name="selector">Makes the new value.</param>
    /// <returns>The new value, or none.</returns>
    public Option<TNew> Select<TNew>(Func<T, TNew> selector) => HasValue ? new Option<TNew>(selector(_value)) : Option<TNew>.None;

    /// <summary>Goes on with another option when there is a value.</summary>
    /// <typeparam name="TNew">The type of the result.</typeparam>
    /// <param name="mapper">Makes the other option.</param>
    /// <returns>The other option, or none.</returns>
    public Option<TNew> FlatSelect<TNew>(Func<T, Option<TNew>> mapper) => HasValue ? mapper(_value) : Option<TNew>.None;

    /// <summary>The value, or another when there is none.</summary>
    /// <param name="fallbackValue">The other.</param>
    /// <returns>A value.</returns>
    public T GetOrElse(T fallbackValue) => HasValue ? _value : fallbackValue;

    /// <summary>Runs an action when there is a value.</summary>
    /// <param name="action">The action.</param>
    public void OnSuccess(Action<T> action)
    {
        if (HasValue) action(_value);
    }

    /// <inheritdoc/>
    public bool Equals(Option<T> other) => HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Option<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HasValue ? EqualityComparer<T>.Default.GetHashCode(_value!) : 0;

    /// <inheritdoc/>
    public override string ToString() => HasValue ? $"Some<{_value}>" : "None";

    /// <summary>True when both are absent or have equal values.</summary>
    public static bool operator ==(Option<T> left, Option<T> right) => left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(Option<T> left, Option<T> right) => !left.Equals(right);
}
