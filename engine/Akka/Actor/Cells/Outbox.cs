using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// Messages that an actor passes on to many others, kept until there are some of them or its run ends, and then sent in their order. Sending them together costs
/// less: the processor fetches the mailboxes of the next ones meanwhile, and those who were idle are woken as one. Only the actor's own thread may touch it.
/// </summary>
/// <remarks>
/// What the actor sends past the outbox overtakes what is in it: it calls <see cref="Flush"/> before, where the order matters.
/// </remarks>
internal class Outbox
{
    /// <summary>How many messages are sent together at most.</summary>
    protected const int Size = 64;

    private readonly Item[] _items = new Item[Size];
    private readonly ActorCell[] _woken = new ActorCell[Size];
    private int _count;

    /// <summary>Sends a message, at the latest when the actor's run ends.</summary>
    public void Tell(ActorCell target, object message, IActorRef? sender) => Pass(target, new Letter(message, sender));

    /// <summary>Sends what there is.</summary>
    public virtual void Flush() => Send();

    /// <summary>Sends a letter, which is no longer the actor's then, at the latest when the actor's run ends.</summary>
    protected void Pass(ActorCell target, Letter letter)
    {
        target.FetchToTell();
        ref var item = ref _items[_count];
        item.Target = target;
        item.Letter = letter;
        if (++_count == Size) Send();
    }

    private void Send()
    {
        if (_count == 0) return;
        var items = _items.AsSpan(0, _count);
        MessageDispatcher? dispatcher = null;
        var woken = 0;
        foreach (ref var item in items)
        {
            var target = item.Target;
            if (!target.TryWake(item.Letter)) continue;
            dispatcher ??= target.Dispatcher;
            if (ReferenceEquals(dispatcher, target.Dispatcher)) _woken[woken++] = target;
            else target.Dispatcher.Wake(target);
        }

        items.Clear();
        _count = 0;
        if (woken == 0) return;
        dispatcher!.Wake(_woken.AsSpan(0, woken));
        _woken.AsSpan(0, woken).Clear();
    }

    private struct Item
    {
        public ActorCell Target;
        public Letter Letter;
    }
}
