namespace Akka.Util.Internal;

/// <summary>A number that many threads may count up.</summary>
/// <typeparam name="T">The number's type.</typeparam>
public interface IAtomicCounter<T>
{
    /// <summary>The number now.</summary>
    T Current { get; }

    /// <summary>Counts up by one.</summary>
    /// <returns>The number after.</returns>
    T Next();

    /// <summary>Counts up by one.</summary>
    /// <returns>The number before.</returns>
    T GetAndIncrement();

    /// <summary>Counts up by one.</summary>
    /// <returns>The number after.</returns>
    T IncrementAndGet();

    /// <summary>Adds.</summary>
    /// <param name="amount">How much.</param>
    /// <returns>The number before.</returns>
    T GetAndAdd(T amount);

    /// <summary>Adds.</summary>
    /// <param name="amount">How much.</param>
    /// <returns>The number after.</returns>
    T AddAndGet(T amount);

    /// <summary>Sets it to zero.</summary>
    void Reset();
}

/// <summary>A counter of 32 bits. It wraps around at the end of its range.</summary>
public class AtomicCounter : IAtomicCounter<int>
{
    private int _value;

    /// <summary>Starts at 0.</summary>
    public AtomicCounter()
    {
    }

    /// <summary>Starts at a number.</summary>
    /// <param name="initialValue">The number.</param>
    public AtomicCounter(int initialValue) => _value = initialValue;

    /// <inheritdoc/>
    public int Current => Volatile.Read(ref _value);

    /// <inheritdoc/>
    public int Next() => Interlocked.Increment(ref _value);

    /// <inheritdoc/>
    public int GetAndIncrement() => Interlocked.Increment(ref _value) - 1;

    /// <inheritdoc/>
    public int IncrementAndGet() => Interlocked.Increment(ref _value);

    /// <inheritdoc/>
    public int GetAndAdd(int amount) => Interlocked.Add(ref _value, amount) - amount;

    /// <inheritdoc/>
    public int AddAndGet(int amount) => Interlocked.Add(ref _value, amount);

    /// <summary>Counts down by one.</summary>
    /// <returns>The number after.</returns>
    public int Decrement() => Interlocked.Decrement(ref _value);

    /// <summary>Counts down by one.</summary>
    /// <returns>The number after.</returns>
    public int DecrementAndGet() => Interlocked.Decrement(ref _value);

    /// <summary>Counts down by one.</summary>
    /// <returns>The number before.</returns>
    public int GetAndDecrement() => Interlocked.Decrement(ref _value) + 1;

    /// <summary>Sets it.</summary>
    /// <param name="value">The new number.</param>
    /// <returns>The number before.</returns>
    public int GetAndSet(int value) => Interlocked.Exchange(ref _value, value);

    /// <summary>Sets it if it is what the caller thinks.</summary>
    /// <param name="expected">What it should be.</param>
    /// <param name="newValue">What it becomes.</param>
    /// <returns>True when it is changed.</returns>
    public bool CompareAndSet(int expected, int newValue) => Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    /// <inheritdoc/>
    public void Reset() => Interlocked.Exchange(ref _value, 0);
}

/// <summary>A counter of 64 bits.</summary>
public class AtomicCounterLong : IAtomicCounter<long>
{
    private long _value;

    /// <summary>Starts at 0.</summary>
    public AtomicCounterLong()
    {
    }

    /// <summary>Starts at a number.</summary>
    /// <param name="value">The number.</param>
    public AtomicCounterLong(long value) => _value = value;

    /// <inheritdoc/>
    public long Current => Interlocked.Read(ref _value);

    /// <inheritdoc/>
    public long Next() => Interlocked.Increment(ref _value);

    /// <inheritdoc/>
    public long GetAndIncrement() => Interlocked.Increment(ref _value) - 1;

    /// <inheritdoc/>
    public long IncrementAndGet() => Interlocked.Increment(ref _value);

    /// <inheritdoc/>
    public long GetAndAdd(long amount) => Interlocked.Add(ref _value, amount) - amount;

    /// <inheritdoc/>
    public long AddAndGet(long amount) => Interlocked.Add(ref _value, amount);

    /// <summary>Counts down by one.</summary>
    /// <returns>The number after.</returns>
    public long DecrementAndGet() => Interlocked.Decrement(ref _value);

    /// <summary>Sets it.</summary>
    /// <param name="value">The new number.</param>
    /// <returns>The number before.</returns>
    public long GetAndSet(long value) => Interlocked.Exchange(ref _value, value);

    /// <summary>Sets it if it is what the caller thinks.</summary>
    /// <param name="expected">What it should be.</param>
    /// <param name="newValue">What it becomes.</param>
    /// <returns>True when it is changed.</returns>
    public bool CompareAndSet(long expected, long newValue) => Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    /// <inheritdoc/>
    public void Reset() => Interlocked.Exchange(ref _value, 0);
}
