using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The messages of an inbox and those who wait for some. Whoever takes an entry out of a list, under the lock, is the one to complete it.</summary>
internal sealed class InboxQueue(ActorSystemImpl system, int capacity)
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly LinkedList<object> _messages = [];
    private readonly LinkedList<Waiter> _waiters = [];
    private bool _closed;
    private bool _warned;

    private sealed record Waiter(Predicate<object>? Fits, TaskCompletionSource<object> Answer)
    {
        public ICancelable? Timer { get; set; }
    }

    /// <summary>Gives a message to the first who waits for it, or keeps it.</summary>
    public void Add(object message)
    {
        Waiter? served = null;
        var full = false;
        lock (_gate)
        {
            for (var node = _waiters.First; node is not null && served is null; node = node.Next)
            {
                if (node.Value.Fits?.Invoke(message) == false) continue;
                served = node.Value;
                _waiters.Remove(node);
            }

            if (served is null && _messages.Count < capacity)
            {
                _messages.AddLast(message);
                _warned = false;
            }
            else if (served is null)
            {
                full = !_warned;
                _warned = true;
            }
        }

        if (served is not null) Complete(served, () => served.Answer.TrySetResult(message));
        if (full) Logging.GetLogger(system, typeof(Inbox)).Warning("Dropping message: Inbox size has been exceeded, use akka.actor.inbox.inbox-size to increase maximum allowed inbox size. Current is {0}", capacity);
    }

    /// <summary>Takes the oldest message that fits, or the next that comes in time.</summary>
    public Task<object> Take(Predicate<object>? fits, TimeSpan timeout)
    {
        lock (_gate)
        {
            for (var node = _messages.First; node is not null; node = node.Next)
            {
                if (fits?.Invoke(node.Value) == false) continue;
                _messages.Remove(node);
                return Task.FromResult(node.Value);
            }

            if (_closed) return Task.FromException<object>(Closed());
            if (timeout <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan) return Task.FromException<object>(Late(timeout));
            var waiter = new Waiter(fits, system.Runtime.NewCompletion<object>());
            _waiters.AddLast(waiter);
            if (timeout != Timeout.InfiniteTimeSpan) waiter.Timer = system.Scheduler.Advanced.ScheduleOnceCancelable(timeout, () => GiveUp(waiter, timeout));
            return waiter.Answer.Task;
        }
    }

    /// <summary>Tells all who wait that nothing will come any more. What has come can still be taken.</summary>
    public void Close()
    {
        Waiter[] waiters;
        lock (_gate)
        {
            _closed = true;
            waiters = [.. _waiters];
            _waiters.Clear();
        }

        foreach (var waiter in waiters) Complete(waiter, () => waiter.Answer.TrySetException(Closed()));
    }

    private static ObjectDisposedException Closed() => new(nameof(Inbox), "The inbox's actor has stopped: no message will come any more.");

    private static TimeoutException Late(TimeSpan timeout) => new($"No message came within {timeout}.");

    private void GiveUp(Waiter waiter, TimeSpan timeout)
    {
        lock (_gate)
        {
            if (!_waiters.Remove(waiter)) return;
        }

        Complete(waiter, () => waiter.Answer.TrySetException(Late(timeout)));
    }

    private void Complete(Waiter waiter, Action complete)
    {
        waiter.Timer?.Cancel();
        system.Runtime.Complete(complete);
    }
}

/// <summary>Stands in the tree of actors for an inbox: takes its messages and watches for it.</summary>
internal sealed class InboxActor(InboxQueue queue) : ActorBase
{
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Watch { Message: { } instead } watch:
                Context.WatchWith(watch.Subject, instead);
                break;
            case Watch watch:
                Context.Watch(watch.Subject);
                break;
            case Unwatch unwatch:
                Context.Unwatch(unwatch.Subject);
                break;
            default:
                queue.Add(message);
                break;
        }

        return true;
    }

    // Another message for a subject that is watched already is refused: the inbox itself goes on.
    protected override void PreRestart(Exception reason, object message)
    {
    }

    protected override void PostStop() => queue.Close();

    internal sealed record Watch(IActorRef Subject, object? Message) : INoSerializationVerificationNeeded;

    internal sealed record Unwatch(IActorRef Subject) : INoSerializationVerificationNeeded;
}
