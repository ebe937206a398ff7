using System.Runtime.ExceptionServices;

namespace Akka.Util;

/// <summary>The outcome of work: a value or an exception, with ways to go on from either. Immutable.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public class Try<T>
{
    /// <summary>A success.</summary>
    /// <param name="success">The value.</param>
    public Try(T success)
    {
        Success = success;
        IsSuccess = true;
    }

    /// <summary>A failure.</summary>
    /// <param name="failure">What went wrong.</param>
    public Try(Exception failure) => Failure = failure;

    /// <summary>True when there is a value.</summary>
    public bool IsSuccess { get; }

    /// <summary>The value of a success.</summary>
    public Option<T> Success { get; }

    /// <summary>The exception of a failure.</summary>
    public Option<Exception> Failure { get; }

    /// <summary>Runs a function and keeps what it returns or throws.</summary>
    /// <param name="func">The function.</param>
    /// <returns>The outcome.</returns>
    public static Try<T> From(Func<T> func)
    {
        try
        {
            return new Try<T>(func());
        }
        catch (Exception failure)
        {
            return new Try<T>(failure);
        }
    }

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Try<T>(T value) => new(value);

    /// <summary>The value.</summary>
    /// <returns>The value of a success.</returns>
    /// <exception cref="Exception">The exception of a failure, with its own stack trace.</exception>
    public T Get()
    {
        if (!IsSuccess) ExceptionDispatchInfo.Throw(Failure.Value);
        return Success.Value;
    }

    /// <summary>This when it is a success, otherwise what a function makes.</summary>
    /// <param name="fallback">The function; what it throws becomes the failure.</param>
    /// <returns>The outcome.</returns>
    public Try<T> GetOrElse(Func<T> fallback) => IsSuccess ? this : From(fallback);

    /// <summary>This when it is a success, otherwise another outcome.</summary>
    /// <param name="default">The other.</param>
    /// <returns>The outcome.</returns>
    public Try<T> OrElse(Try<T> @default) => IsSuccess ? this : @default;

    /// <summary>Runs an action on a failure.</summary>
    /// <param name="failureHandler">The action; what it throws replaces the failure.</param>
    /// <returns>This, or the failure of the action.</returns>
    public Try<T> Recover(Action<Exception> failureHandler)
    {
        if (IsSuccess) return this;
        try
        {
            failureHandler(Failure.Value);
            return this;
        }
        catch (Exception failure)
        {
            return new Try<T>(failure);
        }
    }

    /// <summary>Goes on from a failure with another outcome.</summary>
    /// <param name="failureHandler">Makes the other; what it throws replaces the failure.</param>
    /// <returns>This, or the other.</returns>
    public Try<T> RecoverWith(Func<Exception, Try<T>> failureHandler)
    {
        if (IsSuccess) return this;
        try
        {
            return failureHandler(Failure.Value);
        }
        catch (Exception failure)
        {
            return new Try<T>(failure);
        }
    }
}
