using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence.Journal;

/// <summary>
/// What an <see cref="AsyncWriteProxy"/> and the store behind it say to each other. The store answers <see cref="WriteMessages"/> with the result of
/// <c>WriteMessagesAsync</c> (null, or a list of errors) or a <see cref="Status.Failure"/>, <see cref="DeleteMessagesTo"/> with null or any other message
/// that is no failure, and <see cref="ReplayMessages"/> with a <see cref="IPersistentRepresentation"/> for each event, then <see cref="ReplaySuccess"/> or
/// <see cref="ReplayFailure"/>.
/// </summary>
public static class AsyncWriteTarget
{
    /// <summary>Store these.</summary>
    public sealed class WriteMessages
    {
        /// <summary>Creates the message.</summary>
        /// <param name="messages">The writes, in order.</param>
        public WriteMessages(IEnumerable<AtomicWrite> messages) => Messages = [.. messages];

        /// <summary>The writes, in order.</summary>
        public AtomicWrite[] Messages { get; }
    }

    /// <summary>Delete events.</summary>
    public sealed record DeleteMessagesTo
    {
        /// <summary>Creates the message.</summary>
        /// <param name="persistenceId">Whose events.</param>
        /// <param name="toSequenceNr">Last number, inclusive.</param>
        public DeleteMessagesTo(string persistenceId, long toSequenceNr)
        {
            PersistenceId = persistenceId;
            ToSequenceNr = toSequenceNr;
        }

        /// <summary>Whose events.</summary>
        public string PersistenceId { get; }

        /// <summary>Last number, inclusive.</summary>
        public long ToSequenceNr { get; }
    }

    /// <summary>Replay events to the sender.</summary>
    public sealed record ReplayMessages
    {
        /// <summary>Creates the message.</summary>
        /// <param name="persistenceId">Whose events.</param>
        /// <param name="fromSequenceNr">First number, inclusive.</param>
        /// <param name="toSequenceNr">Last number, inclusive; 0 when only the highest number is asked for.</param>
        /// <param name="max">At most so many.</param>
        public ReplayMessages(string persistenceId, long fromSequenceNr, long toSequenceNr, long max)
        {
            PersistenceId = persistenceId;
            FromSequenceNr = fromSequenceNr;
            ToSequenceNr = toSequenceNr;
            Max = max;
        }

        /// <summary>Whose events.</summary>
        public string PersistenceId { get; }

        /// <summary>First number, inclusive.</summary>
        public long FromSequenceNr { get; }

        /// <summary>Last number, inclusive.</summary>
        public long ToSequenceNr { get; }

        /// <summary>At most so many.</summary>
        public long Max { get; }
    }

    /// <summary>All events asked for have been sent.</summary>
    public sealed record ReplaySuccess
    {
        /// <summary>Creates the answer.</summary>
        /// <param name="highestSequenceNr">The highest number ever stored, deleted events included.</param>
        public ReplaySuccess(long highestSequenceNr) => HighestSequenceNr = highestSequenceNr;

        /// <summary>The highest number ever stored, deleted events included.</summary>
        public long HighestSequenceNr { get; }
    }

    /// <summary>The events could not be read.</summary>
    public sealed record ReplayFailure
    {
        /// <summary>Creates the answer.</summary>
        /// <param name="cause">Why.</param>
        public ReplayFailure(Exception cause) => Cause = cause;

        /// <summary>Why.</summary>
        public Exception Cause { get; }
    }
}

/// <summary>Names the store behind an <see cref="AsyncWriteProxy"/>.</summary>
public sealed class SetStore
{
    /// <summary>The store.</summary>
    public readonly IActorRef Store;

    /// <summary>Creates the message.</summary>
    /// <param name="store">The store.</param>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public SetStore(IActorRef store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Store = store;
    }
}

/// <summary>The store behind an <see cref="AsyncWriteProxy"/> sent no event within its time-out.</summary>
public class AsyncReplayTimeoutException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public AsyncReplayTimeoutException()
        : base("The replay timed out.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which store, and how long.</param>
    public AsyncReplayTimeoutException(string message)
        : base(message)
    {
    }
}

/// <summary>Takes the answers to one replay and ends when it ends, or when nothing comes for a while.</summary>
internal sealed class ReplayMediator : UntypedActor
{
    private readonly Action<IPersistentRepresentation> _callback;
    private readonly TaskCompletionSource<long> _completion;
    private readonly TimeSpan _timeout;

    public ReplayMediator(Action<IPersistentRepresentation> callback, TaskCompletionSource<long> completion, TimeSpan timeout)
    {
        _callback = callback;
        _completion = completion;
        _timeout = timeout;
        Context.SetReceiveTimeout(timeout);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case IPersistentRepresentation persistent:
                _callback(persistent);
                return;
            case AsyncWriteTarget.ReplaySuccess success:
                _completion.TrySetResult(success.HighestSequenceNr);
                break;
            case AsyncWriteTarget.ReplayFailure failure:
                _completion.TrySetException(failure.Cause);
                break;
            case ReceiveTimeout:
                _completion.TrySetException(new AsyncReplayTimeoutException($"The store sent nothing for {_timeout}."));
                break;
            default:
                Unhandled(message);
                return;
        }

        Context.Stop(Self);
    }

    protected override void PostStop() => _completion.TrySetException(new AsyncReplayTimeoutException("The replay ended early: its journal stopped, or the handler of an event failed."));
}
