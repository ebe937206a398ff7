using System.Security.Cryptography;
using Akka.Actor;

namespace Akka.Util;

/// <summary>Randomness without a lock. Inside of an actor its source is the system's seed, so that a simulation stays the same at every run.</summary>
public static class ThreadLocalRandom
{
    [ThreadStatic]
    private static Random? _current;

    /// <summary>The source of this thread, to be used at once and by this thread only.</summary>
    public static Random Current =>
        ActorCell.Current is { } actor ? new Random(actor.SystemImpl.Runtime.NextInt(int.MaxValue)) : _current ??= new Random(RandomNumberGenerator.GetInt32(int.MaxValue));
}
