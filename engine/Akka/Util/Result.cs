namespace Akka.Util;

/// <summary>The outcome of work: a value or an exception.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Result<T> : IEquatable<Result<T>>
{
    /// <summary>True when the work succeeded.</summary>
    public readonly bool IsSuccess;

    /// <summary>The value of a success.</summary>
    public readonly T Value;

    /// <summary>The exception of a failure; null for a success.</summary>
    public readonly Exception? Exception;

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    public Result(T value)
    {
        IsSuccess = true;
        Value = value;
    }

    /// <summary>A failure.</summary>
    /// <param name="exception">What went wrong.</param>
    public Result(Exception exception)
    {
        Value = default!;
        Exception = exception;
    }

    /// <inheritdoc/>
    public bool Equals(Result<T> other) =>
        IsSuccess == other.IsSuccess && EqualityComparer<T>.Default.Equals(Value, other.Value) && Equals(Exception, other.Exception);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Result<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsSuccess, Value, Exception);

    /// <inheritdoc/>
    public override string ToString() => IsSuccess ? $"Success: {Value}" : $"Failure: {Exception?.Message}";

    /// <summary>True when both are equal.</summary>
    public static bool operator ==(Result<T> left, Result<T> right) => left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(Result<T> left, Result<T> right) => !left.Equals(right);
}

/// <summary>Makes results.</summary>
public static class Result
{
    /// <summary>A success.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The result.</returns>
    public static Result<T> Success<T>(T value) => new(value);

    /// <summary>A failure.</summary>
    /// <typeparam name="T">The type of the value that there is not.</typeparam>
    /// <param name="exception">What went wrong.</param>
    /// <returns>The result.</returns>
    public static Result<T> Failure<T>(Exception exception) => new(exception);

    /// <summary>Runs a function and keeps what it returns or throws.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="func">The function.</param>
    /// <returns>The result.</returns>
    public static Result<T> From<T>(Func<T> func)
    {
        try
        {
            return new Result<T>(func());
        }
        catch (Exception failure)
        {
            return new Result<T>(failure);
        }
    }

    /// <summary>The outcome of a task that has ended.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="task">The task. One that has not ended is waited for.</param>
    /// <returns>Its value, its exception, or a <see cref="TaskCanceledException"/>.</returns>
    public static Result<T> FromTask<T>(Task<T> task) => From(() => task.GetAwaiter().GetResult());
}
