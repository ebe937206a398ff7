namespace Akka.Util.Internal;

/// <summary>Replaces a shared reference by what a function makes of it, without a lock.</summary>
public static class InterlockedSpin
{
    /// <summary>Replaces a reference; tries again when another thread came in between.</summary>
    /// <typeparam name="T">The type of the reference.</typeparam>
    /// <param name="reference">The reference.</param>
    /// <param name="updater">Makes the new one from the old. It may be called more than once.</param>
    /// <returns>The new one.</returns>
    public static T Swap<T>(ref T reference, Func<T, T> updater) where T : class
    {
        while (true)
        {
            var seen = Volatile.Read(ref reference);
            var made = updater(seen);
            if (ReferenceEquals(Interlocked.CompareExchange(ref reference, made, seen), seen)) return made;
        }
    }

    /// <summary>Replaces a reference when a function says so; tries again when another thread came in between.</summary>
    /// <typeparam name="T">The type of the reference.</typeparam>
    /// <typeparam name="TReturn">The type of the result.</typeparam>
    /// <param name="reference">The reference.</param>
    /// <param name="updateIfTrue">Says whether to replace it, by what, and the result. It may be called more than once.</param>
    /// <returns>The result of the last call.</returns>
    public static TReturn ConditionallySwap<T, TReturn>(ref T reference, Func<T, (bool, T, TReturn)> updateIfTrue) where T : class
    {
        while (true)
        {
            var seen = Volatile.Read(ref reference);
            var (replace, made, result) = updateIfTrue(seen);
            if (!replace || ReferenceEquals(Interlocked.CompareExchange(ref reference, made, seen), seen)) return result;
        }
    }
}
