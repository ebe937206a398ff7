using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>Base of queues over a collection that is not thread-safe: every operation takes a lock. Any thread may dequeue.</summary>
public abstract class BlockingMessageQueue : IMessageQueue, IBlockingMessageQueueSemantics
{
    private readonly object _gate = new();

    /// <summary>Makes a queue that waits for its lock as long as it takes.</summary>
    protected BlockingMessageQueue()
    {
    }

    /// <summary>How long an operation waits for the lock; negative for ever, which is the default: nobody holds it for longer than one operation takes.</summary>
    public TimeSpan BlockTimeOut { get; set; } = Timeout.InfiniteTimeSpan;

    /// <inheritdoc/>
    public bool HasMessages => Count > 0;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            Enter();
            try
            {
                return LockedCount;
            }
            finally
            {
                Monitor.Exit(_gate);
            }
        }
    }

    /// <summary>How many messages wait. Called with the lock held.</summary>
    protected abstract int LockedCount { get; }

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">The lock was not free within <see cref="BlockTimeOut"/>.</exception>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        Enter();
        try
        {
            LockedEnqueue(envelope);
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">The lock was not free within <see cref="BlockTimeOut"/>.</exception>
    public bool TryDequeue(out Envelope envelope)
    {
        Enter();
        try
        {
            return LockedTryDequeue(out envelope);
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
    }

    /// <summary>Puts a message in. Called with the lock held, on the sender's thread: what it throws, the tell throws.</summary>
    /// <param name="envelope">The message and its sender.</param>
    protected abstract void LockedEnqueue(Envelope envelope);

    /// <summary>Takes the next message out. Called with the lock held.</summary>
    /// <param name="envelope">The message and its sender.</param>
    /// <returns>False when there was none.</returns>
    protected abstract bool LockedTryDequeue(out Envelope envelope);

    private void Enter()
    {
        if (!Monitor.TryEnter(_gate, BlockTimeOut)) throw new TimeoutException($"The lock of [{GetType()}] was not free within {BlockTimeOut}.");
    }
}
