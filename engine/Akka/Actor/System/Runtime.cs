using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// What an actor system takes from the world around it: time, threads and randomness. By default the machine's; a test or a simulation
/// passes its own, and the system then behaves the same at every run.
/// </summary>
public sealed class RuntimeSetup : Setup.Setup
{
    /// <summary>The clock and its timers. <see cref="TimeProvider.System"/> by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Runs the work of every dispatcher, whatever its configuration says; null for the configured executors.</summary>
    public ExecutorService? Executor { get; init; }

    /// <summary>Takes the place of the .NET thread pool under the dispatchers that are configured for it; null for the pool.</summary>
    internal ExecutorService? Pool { get; init; }

    /// <summary>Told what every actor handles; null for nobody, which costs nothing.</summary>
    internal IRuntimeObserver? Observer { get; init; }

    /// <summary>Seed of all random choices; null takes one from the operating system.</summary>
    public long? Seed { get; init; }
}

/// <summary>Lets a waiting test drive a system whose executor runs nothing by itself.</summary>
internal interface IRuntimeDriver
{
    /// <summary>Runs work and moves time until the condition holds or <paramref name="limit"/> of the system's time has gone by.</summary>
    /// <returns>Whether the condition holds.</returns>
    bool RunUntil(Func<bool> condition, TimeSpan limit);
}

/// <summary>Sees what the actors of a system go through, on the threads that run them: for the trace of a simulation.</summary>
internal interface IRuntimeObserver
{
    /// <summary>An actor is about to handle a message.</summary>
    void Handling(ActorCell actor, object message, IActorRef? sender);

    /// <summary>An actor is about to handle a message of the engine to itself.</summary>
    void Handling(ActorCell actor, Dispatch.SysMsg.SystemMessage message);

    /// <summary>An actor is about to make its first instance.</summary>
    void Created(ActorCell actor);
}

/// <summary>The time, threads and randomness of one actor system.</summary>
internal sealed class Runtime(RuntimeSetup setup)
{
    private long _random = setup.Seed ?? BitConverter.ToInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));

    public TimeProvider TimeProvider { get; } = setup.TimeProvider;

    public ExecutorService? Executor { get; } = setup.Executor;

    public ExecutorService? Pool { get; } = setup.Pool;

    public IRuntimeObserver? Observer { get; } = setup.Observer;

    public IRuntimeDriver? Driver => Executor as IRuntimeDriver;

    // Whoever waits must not continue inside the actor that completes the task. Usually the thread pool sees to that; in a driven system
    // it would break the one order of events, so there the completion is a piece of work of its own (see Complete).
    private TaskCreationOptions CompletionOptions => Driver is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None;

    /// <summary>A task to be completed with <see cref="Complete"/>.</summary>
    public TaskCompletionSource NewCompletion() => new(CompletionOptions);

    /// <summary>A task to be completed with <see cref="Complete"/>.</summary>
    public TaskCompletionSource<T> NewCompletion<T>() => new(CompletionOptions);

    /// <summary>Completes a task, so that those who wait for it go on outside of whatever runs now.</summary>
    public void Complete(Action complete)
    {
        if (Driver is null) complete();
        else Executor!.Execute(new ActionRunnable(complete));
    }

    /// <summary>The next of a sequence of 64-bit numbers fixed by the seed (SplitMix64, Steele et al. 2014). Thread-safe.</summary>
    public long NextLong() => Mix(Interlocked.Add(ref _random, unchecked((long)0x9E3779B97F4A7C15)));

    /// <summary>A number from 0 up to 1, 1 excluded.</summary>
    public double NextDouble() => (NextLong() >>> 11) * (1.0 / (1L << 53));

    /// <summary>A number from 0 up to <paramref name="bound"/>, the bound excluded.</summary>
    public int NextInt(int bound) => (int)(NextDouble() * bound);

    /// <summary>An identifier of 128 random bits.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextLong());
        BitConverter.TryWriteBytes(bytes[8..], NextLong());
        return new Guid(bytes);
    }

    internal static long Mix(long value)
    {
        var z = unchecked((ulong)value);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return unchecked((long)(z ^ (z >> 31)));
    }
}
