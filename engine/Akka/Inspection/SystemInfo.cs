namespace Akka.Inspection;

/// <summary>An actor system as a whole.</summary>
public sealed record SystemInfo
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>For how long it has been running.</summary>
    public required TimeSpan Uptime { get; init; }

    /// <summary>Actors that have been started, the system's own included.</summary>
    public required long Started { get; init; }

    /// <summary>Actors that have stopped.</summary>
    public required long Stopped { get; init; }

    /// <summary>Actors that are there.</summary>
    public long Actors => Started - Stopped;

    /// <summary>Messages whose receiver had stopped or never was; without those that expect it.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>Messages that their receiver did not handle.</summary>
    public required long Unhandled { get; init; }

    /// <summary>Failures that a supervisor had to decide about.</summary>
    public required long Failures { get; init; }

    /// <summary>Restarts of actors.</summary>
    public required long Restarts { get; init; }

    /// <summary>Handlers that were reported as slow.</summary>
    public required long SlowHandlers { get; init; }

    /// <summary>Messages from outside that were refused because serializer or manifest are not known here.</summary>
    public required long RefusedMessages { get; init; }

    /// <summary>What the scheduler has to do later; null when the scheduler is not the engine's own.</summary>
    public required int? PendingTimers { get; init; }

    /// <summary>The dispatchers in use, in the order in which they were first used; those with one actor each are left out.</summary>
    public required IReadOnlyList<DispatcherInfo> Dispatchers { get; init; }
}

/// <summary>A dispatcher.</summary>
/// <param name="Id">The path of its configuration.</param>
/// <param name="Throughput">Messages that an actor may handle before it makes room for others.</param>
/// <param name="QueueLength">Actors, and other work, that wait for a thread; of the .NET thread pool, work of the whole process. Null when it is not known.</param>
/// <param name="Threads">Its threads; of the .NET thread pool, all of them. Null when it is not known.</param>
public sealed record DispatcherInfo(string Id, int Throughput, long? QueueLength, int? Threads);
