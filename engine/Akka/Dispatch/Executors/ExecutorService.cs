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

/// <summary>Runs work on the .NET thread pool.</summary>
internal sealed class ThreadPoolExecutor(string id) : ExecutorService(id)
{
#pragma warning disable RS0030 // the one place where the pool is used
    // A pool thread that schedules an actor most often goes idle right after: its own queue keeps the work on its warm core, and
    // another worker steals it when this one stays busy. Measured: docs/engine/dispatchers.md.
    public override void Execute(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: true);
#pragma warning restore RS0030

    public override void Shutdown()
    {
        // The pool belongs to the process.
    }
}
