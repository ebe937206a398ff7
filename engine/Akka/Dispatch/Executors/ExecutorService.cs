namespace Akka.Dispatch;

/// <summary>Threads that run a dispatcher's work. Thread-safe.</summary>
public abstract class ExecutorService
{
    /// <summary>Names the executor.</summary>
    /// <param name="id">The dispatcher's id.</param>
    protected ExecutorService(string id) => Id = id;

    /// <summary>The dispatcher's id.</summary>
    public string Id { get; }

    /// <summary>Queues work.</summary>
    /// <param name="run">The work.</param>
    /// <exception cref="RejectedExecutionException">The executor has been shut down.</exception>
    public abstract void Execute(IRunnable run);

    /// <summary>Takes no more work and lets its threads end.</summary>
    public abstract void Shutdown();

    /// <summary>How much work waits; null when the executor does not know.</summary>
    internal virtual long? QueueLength => null;

    /// <summary>How many threads it has now; null when the executor does not know.</summary>
    internal virtual int? ThreadCount => null;

    /// <summary>Queues an actor that something has come for.</summary>
    internal virtual void Wake(Actor.ActorCell cell) => Execute(cell);

    /// <summary>Queues actors that something has come for.</summary>
    internal virtual void Wake(ReadOnlySpan<Actor.ActorCell> cells)
    {
        foreach (var cell in cells) Wake(cell);
    }

    /// <summary>Queues an actor that has used up its run, behind everything else that waits.</summary>
    internal virtual void Yield(Actor.ActorCell cell) => Execute(cell);
}

/// <summary>An executor takes no more work.</summary>
public class RejectedExecutionException : Actor.AkkaException
{
    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="inner">The cause.</param>
    public RejectedExecutionException(string? message = null, Exception? inner = null) : base(message!, inner)
    {
    }
}
