using Akka.Actor;

namespace Akka.Remote.Associations;

/// <summary>A message that waits to be sent: a node of its lane's queue.</summary>
internal sealed class Outgoing(object message, IActorRef? sender, RemoteActorRef recipient)
{
    public object Message { get; } = message;

    public IActorRef? Sender { get; } = sender;

    public RemoteActorRef Recipient { get; } = recipient;

    /// <summary>The one below on the stack; later the one that goes out next.</summary>
    public Outgoing? Next { get; set; }

    /// <summary>How many there are from here down, so that pushing one knows the depth without a counter that all senders write.</summary>
    public int Depth { get; set; }
}

/// <summary>
/// Messages of one lane that wait: any thread pushes with one compare-and-swap (Treiber 1986), the association's pump takes them oldest first.
/// Bounded: what comes when it is full is for dead letters.
/// </summary>
internal sealed class LaneQueue(int bound)
{
    private static readonly Outgoing Closed = new("", null, null!);

    private Outgoing? _stack;
    private Outgoing? _first; // oldest first; the pump's
    private int _taken; // how many are behind _first; written by the pump

    /// <summary>How many wait, nearly.</summary>
    public int Count => Volatile.Read(ref _taken) + (Volatile.Read(ref _stack)?.Depth ?? 0);

    public bool IsEmpty => _first is null && Volatile.Read(ref _stack) is null or { Recipient: null };

    /// <summary>Adds a message.</summary>
    /// <returns>Its place in the queue; 0 when there is no room, or the queue is closed.</returns>
    public int TryPush(Outgoing message)
    {
        var head = Volatile.Read(ref _stack);
        while (true)
        {
            if (ReferenceEquals(head, Closed)) return 0;
            message.Next = head;
            message.Depth = (head?.Depth ?? 0) + 1;
            var place = message.Depth + Volatile.Read(ref _taken);
            if (place > bound)
            {
                // What the pump has taken meanwhile would be counted twice: it is full only if the depth was still that of the stack.
                var now = Volatile.Read(ref _stack);
                if (ReferenceEquals(now, head)) return 0;
                head = now;
                continue;
            }

            var seen = Interlocked.CompareExchange(ref _stack, message, head);
            if (ReferenceEquals(seen, head)) return place;
            head = seen;
        }
    }

    /// <summary>The oldest message, without taking it. The pump only.</summary>
    public Outgoing? Peek()
    {
        if (_first is null && Volatile.Read(ref _stack) is { Recipient: not null }) _first = TakeStack(null);
        return _first;
    }

    /// <summary>Takes the oldest message, which <see cref="Peek"/> has shown. The pump only.</summary>
    public void Pop()
    {
        var popped = _first!;
        _first = popped.Next;
        popped.Next = null; // one promoted by a collection would keep all that came after it
        Volatile.Write(ref _taken, _taken - 1);
    }

    /// <summary>Takes no more messages. What waits can still be taken. The pump only.</summary>
    public void Close()
    {
        var late = TakeStack(Closed);
        if (_first is not { } last)
        {
            _first = late;
            return;
        }

        while (last.Next is not null) last = last.Next;
        last.Next = late;
    }

    private Outgoing? TakeStack(Outgoing? replacement)
    {
        var stack = Interlocked.Exchange(ref _stack, replacement);
        if (stack is { Recipient: null }) stack = null;
        Volatile.Write(ref _taken, _taken + (stack?.Depth ?? 0));
        Outgoing? oldest = null;
        while (stack is not null)
        {
            var below = stack.Next;
            stack.Next = oldest;
            oldest = stack;
            stack = below;
        }

        return oldest;
    }
}
