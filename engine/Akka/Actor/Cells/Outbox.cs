using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// Messages that an actor passes on to many others, kept until there are some of them or its run ends, and then sent in their order. Sending them together costs
/// less: the processor fetches the mailboxes of the next ones meanwhile, and those who were idle are woken as one. Only the actor's own thread may touch it.
/// </summary>
/// <remarks>
/// What the actor sends past the outbox overtakes what is in it: it calls <see cref="Flush"/> before, where the order matters.
/// </remarks>
internal sealed class Outbox
{
    private const int Size = 64;

    private readonly Item[] _items = new Item[Size];
    private readonly ActorCell[] _woken = new ActorCell[Size];
    private int _count;

    /// <summary>Sends a message, at the latest when the actor's run ends.</summary>
    public void Tell(ActorCell target, object message, IActorRef? sender)
    {
        target.FetchToTell();
        ref var item = ref _items[_count];
        item.Target = target;
        item.Message = message;
        item.Sender = sender;
        if (++_count == Size) Flush();
    }

    /// <summary>Sends what there is.</summary>
    public void Flush()
    {
        if (_count == 0) return;
        var items = _items.AsSpan(0, _count);
        MessageDispatcher? dispatcher = null;
        var woken = 0;
        foreach (ref var item in items)
        {
            var target = item.Target;
            if (!target.TryWake(item.Message, item.Sender)) continue;
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
        public object Message;
        public IActorRef? Sender;
    }
}
