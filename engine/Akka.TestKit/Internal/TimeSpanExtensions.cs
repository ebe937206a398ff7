namespace Akka.TestKit.Internal;

/// <summary>Questions to ask of time-outs: a negative one is infinite, null is undefined.</summary>
public static class TimeSpanExtensions
{
    /// <summary>Tells whether a time-out is infinite.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <returns>True when it is.</returns>
    public static bool IsInfinite(this TimeSpan timeSpan) => timeSpan < TimeSpan.Zero;

    /// <summary>Tells whether a time-out is infinite.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <returns>True when it is.</returns>
    public static bool IsInfinite(this TimeSpan? timeSpan) => timeSpan is { } span && span.IsInfinite();

    /// <summary>Tells whether a time-out is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <returns>True when it is.</returns>
    public static bool IsInfiniteTimeout(this TimeSpan timeSpan) => timeSpan == Timeout.InfiniteTimeSpan;

    /// <summary>Tells whether a time-out is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <returns>True when it is.</returns>
    public static bool IsInfiniteTimeout(this TimeSpan? timeSpan) => timeSpan == Timeout.InfiniteTimeSpan;

    /// <summary>Tells whether a time-out is finite and not zero.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <returns>True when it is.</returns>
    public static bool IsPositiveFinite(this TimeSpan timeSpan) => timeSpan > TimeSpan.Zero;

    /// <summary>Tells whether a time-out is finite and not zero.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <returns>True when it is.</returns>
    public static bool IsPositiveFinite(this TimeSpan? timeSpan) => timeSpan > TimeSpan.Zero;

    /// <summary>Tells whether no time-out is given.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <returns>True for null.</returns>
    public static bool IsUndefined(this TimeSpan? timeSpan) => timeSpan is null;

    /// <summary>Tells whether a time-out is zero.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <returns>True when it is.</returns>
    public static bool IsZero(this TimeSpan timeSpan) => timeSpan == TimeSpan.Zero;

    /// <summary>Tells whether a time-out is zero.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <returns>True when it is.</returns>
    public static bool IsZero(this TimeSpan? timeSpan) => timeSpan == TimeSpan.Zero;

    /// <summary>Refuses a time-out that is not finite or is zero.</summary>
    /// <param name="timeSpan">The time-out.</param>
    /// <param name="parameterName">What the caller calls it.</param>
    /// <exception cref="ArgumentException">It is infinite or zero.</exception>
    public static void EnsureIsPositiveFinite(this TimeSpan timeSpan, string parameterName)
    {
        if (!timeSpan.IsPositiveFinite()) throw new ArgumentException($"The time-out must be greater than zero and finite, not {timeSpan}.", parameterName);
    }

    internal static void EnsureIsFinite(this TimeSpan timeSpan, string parameterName)
    {
        if (timeSpan.IsInfinite()) throw new ArgumentException($"The time-out must be finite, not {timeSpan}.", parameterName);
    }

    /// <summary>The shorter of two time-outs.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">Another; null and infinite are longer than any.</param>
    /// <returns>The shorter.</returns>
    public static TimeSpan Min(TimeSpan a, TimeSpan? b)
    {
        if (b is not { } other || other.IsInfinite()) return a;
        return a.IsInfinite() || other < a ? other : a;
    }
}
