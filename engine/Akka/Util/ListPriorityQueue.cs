using Akka.Actor;

namespace Akka.Util;

/// <summary>Envelopes by the priorities of their messages, the lowest number first; equals come in any order. Not thread-safe.</summary>
public sealed class ListPriorityQueue
{
    private readonly EnvelopeHeap _heap;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="initialCapacity">Room to start with.</param>
    /// <param name="priorityCalculator">Gives a message its priority, once, when it is put in.</param>
    public ListPriorityQueue(int initialCapacity, Func<object, int> priorityCalculator) => _heap = new EnvelopeHeap(initialCapacity, priorityCalculator, isStable: false);

    /// <summary>Puts an envelope in.</summary>
    /// <param name="item">The envelope.</param>
    public void Enqueue(Envelope item) => _heap.Add(item);

    /// <summary>Takes the first envelope out.</summary>
    /// <returns>The envelope.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public Envelope Dequeue() => _heap.TakeFirst();

    /// <summary>The first envelope, which stays.</summary>
    /// <returns>The envelope.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public Envelope Peek() => _heap.First;

    /// <summary>How many envelopes there are.</summary>
    /// <returns>The number.</returns>
    public int Count() => _heap.Count;

    /// <summary>Checks that nothing in the queue comes before what should precede it.</summary>
    /// <returns>True, unless the queue was used by two threads at once.</returns>
    public bool IsConsistent() => _heap.IsConsistent();

    /// <summary>The envelopes in the order in which they are kept, which is not that of their priorities.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _heap.ToString();
}

/// <summary>Envelopes by the priorities of their messages, the lowest number first; equals in the order in which they came. Not thread-safe.</summary>
public sealed class StableListPriorityQueue
{
    private readonly EnvelopeHeap _heap;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="initialCapacity">Room to start with.</param>
    /// <param name="priorityCalculator">Gives a message its priority, once, when it is put in.</param>
    public StableListPriorityQueue(int initialCapacity, Func<object, int> priorityCalculator) => _heap = new EnvelopeHeap(initialCapacity, priorityCalculator, isStable: true);

    /// <summary>Puts an envelope in.</summary>
    /// <param name="item">The envelope.</param>
    public void Enqueue(Envelope item) => _heap.Add(item);

    /// <summary>Takes the first envelope out.</summary>
    /// <returns>The envelope.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public Envelope Dequeue() => _heap.TakeFirst();

    /// <summary>The first envelope, which stays.</summary>
    /// <returns>The envelope.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public Envelope Peek() => _heap.First;

    /// <summary>How many envelopes there are.</summary>
    /// <returns>The number.</returns>
    public int Count() => _heap.Count;

    /// <summary>Checks that nothing in the queue comes before what should precede it.</summary>
    /// <returns>True, unless the queue was used by two threads at once.</returns>
    public bool IsConsistent() => _heap.IsConsistent();

    /// <summary>The envelopes in the order in which they are kept, which is not that of their priorities.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _heap.ToString();
}
