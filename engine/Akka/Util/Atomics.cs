namespace Akka.Util;

/// <summary>A flag that many threads may change.</summary>
public class AtomicBoolean
{
    private int _value;

    /// <summary>Sets the first value.</summary>
    /// <param name="initialValue">The first value.</param>
    public AtomicBoolean(bool initialValue = false) => _value = initialValue ? 1 : 0;

    /// <summary>The value; read and written with full fences.</summary>
    public bool Value
    {
        get => Volatile.Read(ref _value) != 0;
        set => Interlocked.Exchange(ref _value, value ? 1 : 0);
    }

    /// <summary>The value.</summary>
    /// <param name="atomicBoolean">The flag.</param>
    public static implicit operator bool(AtomicBoolean atomicBoolean) => atomicBoolean.Value;

    /// <summary>Changes the value if it is what the caller thinks.</summary>
    /// <param name="expected">What it should be.</param>
    /// <param name="newValue">What it becomes.</param>
    /// <returns>True when it was <paramref name="expected"/> and is changed.</returns>
    public bool CompareAndSet(bool expected, bool newValue)
    {
        var (was, becomes) = (expected ? 1 : 0, newValue ? 1 : 0);
        return Interlocked.CompareExchange(ref _value, becomes, was) == was;
    }

    /// <summary>Changes the value.</summary>
    /// <param name="newValue">What it becomes.</param>
    /// <returns>What it was.</returns>
    public bool GetAndSet(bool newValue) => Interlocked.Exchange(ref _value, newValue ? 1 : 0) != 0;
}

/// <summary>A reference that many threads may change.</summary>
/// <typeparam name="T">What it refers to.</typeparam>
public class AtomicReference<T> where T : class
{
    /// <summary>The reference itself, for classes that build on this one.</summary>
    protected T atomicValue;

    /// <summary>Starts as null.</summary>
    public AtomicReference() => atomicValue = null!;

    /// <summary>Starts with a value.</summary>
    /// <param name="originalValue">The value.</param>
    public AtomicReference(T originalValue) => atomicValue = originalValue;

    /// <summary>The value; read with acquire, written with a full fence.</summary>
    public T Value
    {
        get => Volatile.Read(ref atomicValue);
        set => Interlocked.Exchange(ref atomicValue, value);
    }

    /// <summary>The value.</summary>
    /// <param name="atomicReference">The reference.</param>
    public static implicit operator T(AtomicReference<T> atomicReference) => atomicReference.Value;

    /// <summary>Changes the value if it is the very object that the caller thinks.</summary>
    /// <param name="expected">What it should be.</param>
    /// <param name="newValue">What it becomes.</param>
    /// <returns>True when it was <paramref name="expected"/> and is changed.</returns>
    public bool CompareAndSet(T expected, T newValue) => ReferenceEquals(Interlocked.CompareExchange(ref atomicValue, newValue, expected), expected);

    /// <summary>Changes the value.</summary>
    /// <param name="newValue">What it becomes.</param>
    /// <returns>What it was.</returns>
    public T GetAndSet(T newValue) => Interlocked.Exchange(ref atomicValue, newValue);
}
