using Akka.Actor;
using Akka.Util;

namespace Akka.Dispatch.MessageQueues;

/// <summary>The lowest number first. Messages of the same priority come in any order. Thread-safe.</summary>
public class UnboundedPriorityMessageQueue : BlockingMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private readonly ListPriorityQueue _queue;
    private readonly Stack<Envelope> _front = new();

    /// <summary>Makes an empty queue.</summary>
    /// <param name="priorityGenerator">Gives a message its priority, once, when it is put in; 0 is high.</param>
    /// <param name="initialCapacity">Room to start with.</param>
    public UnboundedPriorityMessageQueue(Func<object, int> priorityGenerator, int initialCapacity) =>
        _queue = new ListPriorityQueue(initialCapacity, priorityGenerator);

    /// <inheritdoc/>
    protected override int LockedCount => _queue.Count() + _front.Count;

    /// <summary>Puts a message before all others, whatever their priorities. The owning actor's thread only.</summary>
    /// <param name="envelope">The message and its sender.</param>
    public void EnqueueFirst(Envelope envelope) => _front.Push(envelope);

    /// <inheritdoc/>
    protected override void LockedEnqueue(Envelope envelope) => _queue.Enqueue(envelope);

    /// <inheritdoc/>
    protected override bool LockedTryDequeue(out Envelope envelope)
    {
        if (_front.TryPop(out envelope)) return true;
        if (_queue.Count() == 0) return false;
        envelope = _queue.Dequeue();
        return true;
    }
}

/// <summary>The lowest number first; messages of the same priority in the order in which they came. Thread-safe.</summary>
public class UnboundedStablePriorityMessageQueue : BlockingMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private readonly StableListPriorityQueue _queue;
    private readonly Stack<Envelope> _front = new();

    /// <summary>Makes an empty queue.</summary>
    /// <param name="priorityGenerator">Gives a message its priority, once, when it is put in; 0 is high.</param>
    /// <param name="initialCapacity">Room to start with.</param>
    public UnboundedStablePriorityMessageQueue(Func<object, int> priorityGenerator, int initialCapacity) =>
        _queue = new StableListPriorityQueue(initialCapacity, priorityGenerator);

    /// <inheritdoc/>
    protected override int LockedCount => _queue.Count() + _front.Count;

    /// <summary>Puts a message before all others, whatever their priorities. The owning actor's thread only.</summary>
    /// <param name="envelope">The message and its sender.</param>
    public void EnqueueFirst(Envelope envelope) => _front.Push(envelope);

    /// <inheritdoc/>
    protected override void LockedEnqueue(Envelope envelope) => _queue.Enqueue(envelope);

    /// <inheritdoc/>
    protected override bool LockedTryDequeue(out Envelope envelope)
    {
        if (_front.TryPop(out envelope)) return true;
        if (_queue.Count() == 0) return false;
        envelope = _queue.Dequeue();
        return true;
    }
}
