using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

// Commands and what they persist.
public abstract partial class Eventsourced
{
    private EventBatch? _batch; // for the next write; null when there is nothing
    private EventBatch? _inFlight; // with the journal; at most one, so that a failed write is never followed by one that succeeds
    private long _storedSequenceNr; // of the last event that is stored, as this incarnation knows
    private long _sequenceNr; // of the last event given out for storing
    private int _stashing; // events of Persist and PersistAll whose handlers have not run yet
    private int _asyncHandlers; // that wait for something
    private bool _inReceive;
    private IWriteCompletion? _interrupted; // by an async handler; goes on when that is done

    /// <summary>
    /// Stores an event, then calls the handler with it. Commands that come meanwhile wait, so that state and event agree when the handler
    /// changes the state. <c>Sender</c> in the handler is that of the command.
    /// </summary>
    /// <typeparam name="TEvent">Type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="handler">Called when the event is stored; null does nothing. An error that it throws goes to the supervisor.</param>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void Persist<TEvent>(TEvent @event, Action<TEvent>? handler) => Add(@event, handler, stashing: true);

    /// <summary>Stores events all together or not at all, then calls the handler with each. Commands wait until the last handler has run.</summary>
    /// <typeparam name="TEvent">Type of the events.</typeparam>
    /// <param name="events">The events, in order; with none nothing happens.</param>
    /// <param name="handler">Called for each event when all are stored; null does nothing.</param>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent>? handler) => AddAll(events, handler, stashing: true);

    /// <summary>
    /// Stores an event, then calls the handler with it, while commands go on: faster, but a command may see the state before the handlers
    /// of commands before it. Handlers run in the order of the calls.
    /// </summary>
    /// <typeparam name="TEvent">Type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="handler">Called when the event is stored; null does nothing.</param>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void PersistAsync<TEvent>(TEvent @event, Action<TEvent>? handler) => Add(@event, handler, stashing: false);

    /// <summary>As <see cref="PersistAll{TEvent}"/>, while commands go on as with <see cref="PersistAsync{TEvent}"/>.</summary>
    /// <typeparam name="TEvent">Type of the events.</typeparam>
    /// <param name="events">The events, in order; with none nothing happens.</param>
    /// <param name="handler">Called for each event when all are stored; null does nothing.</param>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Action<TEvent>? handler) => AddAll(events, handler, stashing: false);

    /// <summary>
    /// Calls the handler after those of everything persisted before, at once if there is none, and stores nothing. The handler is not
    /// called if a write before it fails.
    /// </summary>
    /// <typeparam name="TEvent">Type of the argument.</typeparam>
    /// <param name="evt">The handler's argument.</param>
    /// <param name="handler">What to call.</param>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void DeferAsync<TEvent>(TEvent evt, Action<TEvent> handler)
    {
        ThrowIfRecovering();
        if (_inFlight is null && _batch is null)
        {
            handler(evt);
            return;
        }

        (_batch ??= new EventBatch()).Add(new PendingEvent<TEvent>(evt, handler, 0, PersistenceId, CurrentSender, WriterGuid) { Stashing = false, Deferred = true });
    }

    /// <summary>
    /// Called when the journal failed to store an event, so that it is unknown whether the event is stored. Logs the error. The actor is
    /// stopped afterwards in any case: restart it with backoff, because the journal most likely needs time.
    /// </summary>
    /// <param name="cause">Why.</param>
    /// <param name="event">The event.</param>
    /// <param name="sequenceNr">Its number.</param>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Log.Error(cause, "Failed to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}]. The actor stops.", @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>
    /// Called when the journal refused an event before it stored anything, for instance because it cannot be serialized. Logs the error.
    /// The handler is not called, and the actor goes on.
    /// </summary>
    /// <param name="cause">Why.</param>
    /// <param name="event">The event.</param>
    /// <param name="sequenceNr">Its number, which stays unused.</param>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Log.Error(cause, "Rejected to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}] due to [{3}].", @event.GetType(), sequenceNr, PersistenceId, cause.Message);

    /// <summary>Runs a task as part of the current command: the actor handles no other message until it is done, also what it persists after an <c>await</c>.</summary>
    /// <param name="action">Makes the task. Its continuations run in the actor's context.</param>
    protected void RunTask(Func<Task> action)
    {
        _asyncHandlers++;
        Cell.RunAsync(static call => call.Actor.RunToEnd(call.Action), (Actor: this, Action: action));
    }

    /// <inheritdoc />
    protected internal override bool AroundReceive(Receive receive, object message)
    {
        if (message is HeldMessage held) message = held.Message;
        switch (_stage)
        {
            case Stage.Running:
                if (message is IJournalResponse or RecoveryTick or RecoveryPermitGranted) ReceiveAnswer(message);
                else if (message is NextStashed) return RunStashed(receive);
                else if (_stashing > 0 || _firstStashed is not null) StashInternally(message);
                else return Run(receive, message);
                return true;
            case Stage.Ended:
                if (message is not (IPersistenceMessage or NextStashed)) StashInternally(message);
                return true;
            default:
                if (!ReceiveDuringRecovery(message)) StashInternally(message);
                return true;
        }
    }

    private bool Run(Receive receive, object message)
    {
        _inReceive = true;
        try
        {
            return base.AroundReceive(receive, message);
        }
        finally
        {
            // Also after an error: a supervisor that resumes the actor must find what it persisted on its way.
            _inReceive = false;
            AfterHandler();
        }
    }

    private async Task RunToEnd(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(true);
        }
        finally
        {
            _asyncHandlers--;
            if (!_inReceive)
            {
                if (_interrupted is { } interrupted)
                {
                    _interrupted = null;
                    Complete(interrupted);
                }
                else
                {
                    HandleAnswered();
                }
            }
        }
    }

    private void AfterHandler()
    {
        if (_asyncHandlers > 0 || _stage != Stage.Running) return;
        if (_batch is not null && _inFlight is null) Write(_batch);
        if (_stashing == 0) UnstashNext();
    }

    private void Write(EventBatch batch)
    {
        var max = JournalPlugin.MaxMessageBatchSize;
        _inFlight = batch.Count <= max ? batch : batch.TakeGroups(max);
        if (batch.Count == 0 || ReferenceEquals(_inFlight, batch)) _batch = null;
        _inFlight.PreviousSequenceNr = _storedSequenceNr;
        if (JournalPlugin.DirectWriter is { } writer) writer.Write(_inFlight, PersistenceId, Self, _instanceId);
        else Journal.Tell(new WriteMessages(_inFlight, Self, _instanceId), Self);
    }

    private void ReceiveAnswer(object message)
    {
        switch (message)
        {
            case IWriteCompletion completion when completion.ActorInstanceId == _instanceId && ReferenceEquals(completion.Batch, _inFlight):
                Complete(completion);
                break;
            case WriteMessageSuccess success when success.ActorInstanceId == _instanceId:
                CompleteOne(success.Persistent.SequenceNr, null);
                break;
            case LoopMessageSuccess loop when loop.ActorInstanceId == _instanceId:
                CompleteOne(0, null);
                break;
            case WriteMessageRejected rejected when rejected.ActorInstanceId == _instanceId:
                CompleteOne(rejected.Persistent.SequenceNr, rejected.Cause);
                break;
            case AnswersLeft:
                HandleAnswered();
                break;
            case WriteMessageFailure failure when failure.ActorInstanceId == _instanceId && _inFlight is { First: { } first }:
                WriteFailed(failure.Cause, first);
                break;
        }
    }

    private void Complete(IWriteCompletion completion)
    {
        var batch = completion.Batch;
        if (completion.Failure is { } failure)
        {
            WriteFailed(failure, batch.First!);
            return;
        }

        _inReceive = true;
        try
        {
            while (batch.First is not null && _asyncHandlers == 0) Handle(batch.RemoveFirst());
        }
        finally
        {
            _inReceive = false;
            if (batch.First is null) _inFlight = null;
            else if (_asyncHandlers > 0) _interrupted = completion;
            else Self.Tell(completion, batch.First.Sender); // a handler failed: if the actor is resumed, the others follow
            AfterHandler();
        }
    }

    // Journals written against the public API only, such as a proxy, answer for each event. Handlers run in the order in which events were persisted,
    // whatever the order of the answers; an answer that comes twice counts once.
    private void CompleteOne(long sequenceNr, Exception? rejection)
    {
        var item = _inFlight?.First;
        while (item is not null && (item.IsAnswered || item.SequenceNr != sequenceNr)) item = item.Next;
        if (item is null) return;
        item.IsAnswered = true;
        item.Rejection = rejection;
        HandleAnswered();
    }

    private void HandleAnswered()
    {
        _inReceive = true;
        try
        {
            while (_inFlight?.First is { IsAnswered: true } && _asyncHandlers == 0)
            {
                var item = _inFlight.RemoveFirst();
                if (_inFlight.First is null) _inFlight = null;
                Handle(item);
            }
        }
        finally
        {
            _inReceive = false;
            // A handler failed: if the actor is resumed, the others follow.
            if (_inFlight?.First is { IsAnswered: true } next && _asyncHandlers == 0) Self.Tell(AnswersLeft.Instance, next.Sender);
            AfterHandler();
        }
    }

    private void Handle(PendingEvent item)
    {
        if (item.Stashing) _stashing--;
        if (!Equals(item.Sender, CurrentSender)) Cell.ActOn(new Letter(Cell.CurrentLetter!.Message, item.Sender));
        if (item.Rejection is { } rejection)
        {
            OnPersistRejected(rejection, item.Payload, item.SequenceNr);
            return;
        }

        if (!item.Deferred) LastSequenceNr = _storedSequenceNr = item.SequenceNr;
        item.Handle();
    }

    private void WriteFailed(Exception cause, PendingEvent item)
    {
        _stage = Stage.Ended;
        try
        {
            OnPersistFailure(cause, item.Payload, item.SequenceNr);
        }
        finally
        {
            Context.Stop(Self);
        }
    }

    private void Add<TEvent>(TEvent payload, Action<TEvent>? handler, bool stashing)
    {
        ThrowIfRecovering();
        ArgumentNullException.ThrowIfNull(payload);
        (_batch ??= new EventBatch()).Add(new PendingEvent<TEvent>(payload, handler, ++_sequenceNr, PersistenceId, CurrentSender, WriterGuid) { Stashing = stashing });
        if (stashing) _stashing++;
    }

    private void AddAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent>? handler, bool stashing)
    {
        ThrowIfRecovering();
        PendingEvent? first = null;
        var count = 0;
        foreach (var payload in events)
        {
            Add(payload, handler, stashing);
            first ??= _batch!.Last;
            count++;
        }

        first?.GroupSize = count;
    }

    /// <summary>To the actor itself: answered events have handlers left to run.</summary>
    private sealed class AnswersLeft : IJournalResponse, IDeadLetterSuppression
    {
        public static AnswersLeft Instance { get; } = new();
    }

    private void ThrowIfRecovering()
    {
        if (IsRecovering) throw new InvalidOperationException("Nothing can be persisted during recovery; RecoveryCompleted is the earliest moment.");
    }
}
