using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Receives messages for code that is no actor.</summary>
public interface IInboxable : ICanWatch
{
    /// <summary>The reference to be given to those who shall send here.</summary>
    IActorRef Receiver { get; }

    /// <summary>Takes the oldest message, waiting up to <c>akka.actor.inbox.default-timeout</c> for one.</summary>
    /// <returns>The message.</returns>
    /// <exception cref="TimeoutException">None came in time.</exception>
    object Receive();

    /// <summary>Takes the oldest message, waiting for one.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>The message.</returns>
    /// <exception cref="TimeoutException">None came in time.</exception>
    object Receive(TimeSpan timeout);

    /// <summary>Takes the oldest message that fits, waiting up to <c>akka.actor.inbox.default-timeout</c> for one. Others stay.</summary>
    /// <param name="predicate">Says what fits. Called by several threads, one at a time.</param>
    /// <returns>The message.</returns>
    /// <exception cref="TimeoutException">None came in time.</exception>
    object ReceiveWhere(Predicate<object> predicate);

    /// <summary>Takes the oldest message that fits, waiting for one. Others stay.</summary>
    /// <param name="predicate">Says what fits. Called by several threads, one at a time.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>The message.</returns>
    /// <exception cref="TimeoutException">None came in time.</exception>
    object ReceiveWhere(Predicate<object> predicate, TimeSpan timeout);

    /// <summary>Takes the oldest message, or the next one within <c>akka.actor.inbox.default-timeout</c>.</summary>
    /// <returns>The message; a <see cref="Status.Failure"/> with a <see cref="TimeoutException"/> when none came in time.</returns>
    Task<object> ReceiveAsync();

    /// <summary>Takes the oldest message, or the next one.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>The message; a <see cref="Status.Failure"/> with a <see cref="TimeoutException"/> when none came in time.</returns>
    Task<object> ReceiveAsync(TimeSpan timeout);

    /// <summary>Tells an actor a message, with this inbox as the sender.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="message">The message.</param>
    void Send(IActorRef target, object message);
}

/// <summary>
/// An actor's mailbox in the hands of code that is no actor. It holds <c>akka.actor.inbox.inbox-size</c> messages; what comes when it is full
/// is dropped, with a warning. Thread-safe. Receiving blocks the thread: never do it inside an actor.
/// </summary>
public class Inbox : IInboxable, IDisposable
{
    private readonly ActorSystemImpl _system;
    private readonly InboxQueue _queue;
    private readonly TimeSpan _defaultTimeout;

    private Inbox(ActorSystemImpl system)
    {
        _system = system;
        var config = system.Settings.Config.GetConfig("akka.actor.inbox")!;
        _defaultTimeout = config.GetTimeSpan("default-timeout", allowInfinite: true);
        _queue = new InboxQueue(system, config.GetInt("inbox-size"));
        Receiver = system.SystemActorOf(new Props(typeof(InboxActor), [_queue]));
    }

    /// <inheritdoc/>
    public IActorRef Receiver { get; }

    /// <summary>Makes an inbox.</summary>
    /// <param name="system">The system to receive messages from.</param>
    /// <returns>The inbox; dispose it, or its actor lives as long as the system.</returns>
    public static Inbox Create(ActorSystem system) => new((ActorSystemImpl)system);

    /// <inheritdoc/>
    public object Receive() => Receive(_defaultTimeout);

    /// <inheritdoc/>
    public object Receive(TimeSpan timeout) => Wait(_queue.Take(null, timeout), timeout);

    /// <inheritdoc/>
    public object ReceiveWhere(Predicate<object> predicate) => ReceiveWhere(predicate, _defaultTimeout);

    /// <inheritdoc/>
    public object ReceiveWhere(Predicate<object> predicate, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Wait(_queue.Take(predicate, timeout), timeout);
    }

    /// <inheritdoc/>
    public Task<object> ReceiveAsync() => ReceiveAsync(_defaultTimeout);

    /// <inheritdoc/>
    public async Task<object> ReceiveAsync(TimeSpan timeout)
    {
        try
        {
            return await _queue.Take(null, timeout).ConfigureAwait(false);
        }
        catch (TimeoutException late)
        {
            return new Status.Failure(late);
        }
    }

    /// <inheritdoc/>
    public IActorRef Watch(IActorRef subject)
    {
        Receiver.Tell(new InboxActor.Watch(subject, null), ActorRefs.NoSender);
        return subject;
    }

    /// <inheritdoc/>
    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Receiver.Tell(new InboxActor.Watch(subject, message), ActorRefs.NoSender);
        return subject;
    }

    /// <inheritdoc/>
    public IActorRef Unwatch(IActorRef subject)
    {
        Receiver.Tell(new InboxActor.Unwatch(subject), ActorRefs.NoSender);
        return subject;
    }

    /// <summary>Tells an actor a message, with this inbox as the sender.</summary>
    /// <param name="actorRef">The actor.</param>
    /// <param name="message">The message.</param>
    public void Send(IActorRef actorRef, object message)
    {
        ArgumentNullException.ThrowIfNull(actorRef);
        actorRef.Tell(message, Receiver);
    }

    /// <summary>Stops the inbox's actor. Whoever waits is told so.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the inbox's actor.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _system.Stop(Receiver);
    }

    // A system that runs on this thread must be driven meanwhile.
    private object Wait(Task<object> message, TimeSpan timeout)
    {
        if (_system.Runtime.Driver is { } driver && !driver.RunUntil(() => message.IsCompleted, timeout))
            throw new TimeoutException($"No message came within {timeout}, and nothing that is scheduled will send one.");
        return message.GetAwaiter().GetResult();
    }
}
