using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>Lets the owner of a queue put messages in front of it. What is in front is taken first, the latest before the others.</summary>
public class DequeWrapperMessageQueue : IMessageQueue, IDequeBasedMessageQueueSemantics
{
    /// <summary>The queue behind.</summary>
    protected readonly IMessageQueue MessageQueue;

    private readonly Stack<Envelope> _front = new();
    private readonly Lock _gate = new(); // guards _front: others look at the count

    /// <summary>Wraps a queue.</summary>
    /// <param name="messageQueue">The queue behind.</param>
    public DequeWrapperMessageQueue(IMessageQueue messageQueue)
    {
        ArgumentNullException.ThrowIfNull(messageQueue);
        MessageQueue = messageQueue;
    }

    /// <inheritdoc/>
    public bool HasMessages => Count > 0;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_gate) return _front.Count + MessageQueue.Count;
        }
    }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope) => MessageQueue.Enqueue(receiver, envelope);

    /// <inheritdoc/>
    public void EnqueueFirst(Envelope envelope)
    {
        lock (_gate) _front.Push(envelope);
    }

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        lock (_gate)
        {
            if (_front.TryPop(out envelope)) return true;
        }

        return MessageQueue.TryDequeue(out envelope);
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
        MessageQueue.CleanUp(owner, deadletters);
    }
}

/// <summary>A queue without a bound that also takes messages in front.</summary>
public class UnboundedDequeMessageQueue : DequeWrapperMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    /// <summary>Makes an empty queue.</summary>
    public UnboundedDequeMessageQueue() : base(new UnboundedMessageQueue())
    {
    }
}

/// <summary>A queue with a bound that also takes messages in front. Those in front are not counted: what an actor puts back is never refused.</summary>
public class BoundedDequeMessageQueue : DequeWrapperMessageQueue, IBoundedDequeBasedMessageQueueSemantics
{
    /// <summary>Makes an empty queue.</summary>
    /// <param name="boundedCapacity">How many messages it holds, at least 1.</param>
    /// <param name="pushTimeOut">How long a sender waits for room; zero not at all, negative for ever.</param>
    /// <exception cref="ArgumentException">The capacity is less than 1.</exception>
    public BoundedDequeMessageQueue(int boundedCapacity, TimeSpan pushTimeOut) : base(new BoundedMessageQueue(boundedCapacity, pushTimeOut))
    {
    }

    /// <inheritdoc/>
    public TimeSpan PushTimeOut => ((BoundedMessageQueue)MessageQueue).PushTimeOut;
}
