using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Events in a row: first what a command persists, then what the journal works on. Not thread-safe; handed over as a whole.</summary>
internal sealed class EventBatch
{
    public PendingEvent? First { get; private set; }

    public PendingEvent? Last { get; private set; }

    public int Count { get; private set; }

    /// <summary>The highest number that is stored, as far as the actor knows: a journal that has a higher one refuses the batch.</summary>
    public long PreviousSequenceNr { get; set; }

    public void Add(PendingEvent item)
    {
        if (Last is null) First = item;
        else Last.Next = item;
        Last = item;
        Count++;
    }

    /// <summary>Takes the first events off: at least one atomic write, and as many whole ones as fit into <paramref name="max"/>.</summary>
    public EventBatch TakeGroups(int max)
    {
        var taken = new EventBatch();
        do
        {
            for (var left = First!.GroupSize; left > 0; left--) taken.Add(RemoveFirst());
        }
        while (First is not null && taken.Count + First.GroupSize <= max);
        return taken;
    }

    /// <summary>Removes and returns the first event of a batch that is not empty.</summary>
    public PendingEvent RemoveFirst()
    {
        var first = First!;
        First = first.Next;
        first.Next = null;
        if (First is null) Last = null;
        Count--;
        return first;
    }

    /// <summary>The batch in the form that journals written against the public API expect.</summary>
    public IEnumerable<IPersistentEnvelope> ToEnvelopes()
    {
        var envelopes = new List<IPersistentEnvelope>();
        for (var item = First; item is not null; item = item.Next)
        {
            if (item.Deferred)
            {
                envelopes.Add(new DeferredEnvelope(item));
                continue;
            }

            if (item.GroupSize == 1)
            {
                envelopes.Add(new AtomicWrite(item));
                continue;
            }

            var group = ImmutableArray.CreateBuilder<IPersistentRepresentation>(item.GroupSize);
            group.Add(item);
            while (group.Count < group.Capacity) group.Add(item = item.Next!);
            envelopes.Add(new AtomicWrite(group.MoveToImmutable()));
        }

        return envelopes;
    }
}

/// <summary>Something in a batch that is not stored and comes back in its place.</summary>
internal sealed class DeferredEnvelope(PendingEvent deferred) : IPersistentEnvelope
{
    public PendingEvent Deferred { get; } = deferred;

    public object Payload => Deferred.Payload;

    public IActorRef? Sender => Deferred.Sender;

    public int Size => 1;
}
