namespace Akka.Actor;

/// <summary>A list of the actor's own letters: stashing and unstashing relinks them and allocates nothing.</summary>
internal sealed class StashBase(ActorCell cell, int capacity) : IStash
{
    private Letter? _first;
    private Letter? _last;

    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    public bool NonEmpty => Count > 0;

    public bool IsFull => Capacity >= 0 && Count >= Capacity;

    public int Capacity { get; } = capacity;

    public static StashBase For(ActorCell cell, Type actorType)
    {
        var capacity = cell.Props.Deploy.StashCapacity;
        if (capacity == Deploy.NoStashSize && !typeof(IWithUnboundedStash).IsAssignableFrom(actorType))
            capacity = cell.SystemImpl.Mailboxes.StashCapacityOf(cell.Props.Mailbox);
        return new StashBase(cell, capacity);
    }

    public void Stash()
    {
        var letter = cell.CurrentLetter ?? throw new IllegalActorStateException("There is no message to stash: the actor is not handling one.");
        if (ReferenceEquals(letter, _last)) throw new IllegalActorStateException($"Can't stash the same message {letter.Message.GetType()} more than once");
        if (IsFull) throw new StashOverflowException($"Couldn't enqueue message {letter.Message.GetType()} to stash of {cell.Path}: it holds {Count} of {Capacity} messages.");
        Append(letter);
    }

    public void Unstash()
    {
        if (_first is not { } oldest) return;
        _first = oldest.Next;
        if (_first is null) _last = null;
        Count--;
        cell.Prepend(oldest, oldest);
    }

    public void UnstashAll()
    {
        if (_first is null) return;
        var (first, last) = (_first, _last!);
        Forget();
        cell.Prepend(first, last);
    }

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        var letter = _first;
        Forget();
        while (letter is not null)
        {
            var next = letter.Next;
            letter.Next = null;
            if (predicate(new Envelope(Accepted.Unwrap(letter.Message), letter.Sender))) Append(letter);
            letter = next;
        }

        UnstashAll();
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var held = new List<Envelope>(Count);
        for (var letter = _first; letter is not null; letter = letter.Next) held.Add(new Envelope(Accepted.Unwrap(letter.Message), letter.Sender));
        Forget();
        return held;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        var (rest, last) = (_first, _last);
        var held = Count;
        Forget();
        foreach (var envelope in envelopes) Append(new Letter(envelope.Message, envelope.Sender));
        if (rest is null) return;
        if (_last is null) _first = rest;
        else _last.Next = rest;
        _last = last;
        Count += held;
    }

    /// <summary>A restarted actor handles what its predecessor had put aside. The letter that made it fail is not among them.</summary>
    internal void UnstashAllForRestart() => UnstashAll();

    /// <summary>What a stopped actor had put aside goes where its mailbox goes: to dead letters.</summary>
    internal void DropToMailbox() => UnstashAll();

    private void Append(Letter letter)
    {
        letter.Next = null;
        if (_last is null) _first = letter;
        else _last.Next = letter;
        _last = letter;
        Count++;
    }

    private void Forget()
    {
        _first = _last = null;
        Count = 0;
    }
}
