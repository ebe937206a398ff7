using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Akka.Pattern;

namespace Akka.Persistence.Journal;

/// <summary>
/// The base of journals. A journal derives from it, implements the four abstract methods without blocking, and is named by <c>class</c> in
/// its section of the configuration; it has a constructor without parameters or with that section as <c>Config</c>.
/// </summary>
/// <remarks>
/// Calls go through a circuit breaker (<c>circuit-breaker</c>), so that a database that is away is not buried in calls. Writes of one
/// persistent actor are never concurrent. A replay starts only after the actor's writes have been answered, as far as this journal took them.
/// </remarks>
public abstract class AsyncWriteJournal : WriteJournalBase, IAsyncRecovery
{
    /// <summary>True when <c>publish-plugin-commands</c> is on: every request is published on the event stream too.</summary>
    protected readonly bool CanPublish;

    private readonly CircuitBreaker _breaker;
    private readonly WriterFilterSettings _filter;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    // Writes under way, by persistence id: a replay for the next incarnation of an actor must see what becomes of them.
    private readonly Dictionary<string, Task> _writing = new(StringComparer.Ordinal);
    private readonly Lock _gate = new(); // guards _writing, which ends of writes touch on other threads

    /// <summary>Made by the persistence extension.</summary>
    protected AsyncWriteJournal()
    {
        var config = Plugin.Config;
        CanPublish = Context.System.Settings.Config.GetBoolean("akka.persistence.publish-plugin-commands", false);
        _filter = WriterFilterSettings.Read(config, Plugin.Id);
        _breaker = CircuitBreaker.Create(
            Context.System.Scheduler,
            config.GetInt("circuit-breaker.max-failures", 10),
            config.GetTimeSpan("circuit-breaker.call-timeout", TimeSpan.FromSeconds(10)),
            config.GetTimeSpan("circuit-breaker.reset-timeout", TimeSpan.FromSeconds(30)));
    }

    /// <inheritdoc />
    public abstract Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback);

    /// <inheritdoc />
    public abstract Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);

    /// <summary>
    /// Stores writes, each all or nothing. The task fails when the journal does not work; then nothing is known of any of them.
    /// Its result is null or empty when all are stored; otherwise it has an entry for each, in order: null when it is stored, or why it was
    /// refused (for instance an event that cannot be serialized).
    /// </summary>
    /// <param name="messages">The writes, in order.</param>
    protected abstract Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages);

    /// <summary>Deletes stored events for good. The highest sequence number must stay known.</summary>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="toSequenceNr">Last number, inclusive.</param>
    protected abstract Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr);

    /// <summary>Called for messages that are no journal requests. Does nothing unless overridden.</summary>
    /// <param name="message">The message.</param>
    /// <returns>True when it was handled.</returns>
    protected virtual bool ReceivePluginInternal(object message) => false;

    /// <inheritdoc />
    protected sealed override bool Receive(object message) => ReceiveWriteJournal(message) || ReceivePluginInternal(message);

    /// <summary>Handles journal requests.</summary>
    /// <param name="message">The message.</param>
    /// <returns>True when it was one.</returns>
    protected bool ReceiveWriteJournal(object message)
    {
        switch (message)
        {
            case WriteMessages write:
                Write(write);
                break;
            case ReplayMessages replay:
                _ = ReplayAsync(replay, Context);
                break;
            case DeleteMessagesTo delete:
                _ = DeleteAsync(delete);
                break;
            default:
                return false;
        }

        if (CanPublish) Context.System.EventStream.Publish(message);
        return true;
    }

    /// <summary>The error itself, where a task has wrapped it.</summary>
    /// <param name="e">The error.</param>
    protected static Exception TryUnwrapException(Exception e) => e is AggregateException aggregate && aggregate.Flatten().InnerExceptions is [var single] ? single : e;

    /// <summary>Replays for our own persistent actor: many events per message. A journal that can read on demand overrides it.</summary>
    internal virtual async Task ReplayBatchesAsync(ReplayMessages request, long toSequenceNr, IActorContext context)
    {
        const int BatchSize = 500;
        var batch = new List<IPersistentRepresentation>();
        await ReplayFilteredAsync(request, toSequenceNr, context, stored =>
        {
            Plugin.AdaptFromJournal(stored, batch);
            if (batch.Count >= BatchSize) Send();
        }).ConfigureAwait(false);
        if (batch.Count > 0) Send();

        void Send()
        {
            request.PersistentActor.Tell(new ReplayedBatch(request, batch, next: null), ActorRefs.NoSender);
            batch = [];
        }
    }

    /// <summary>Runs a call through the circuit breaker.</summary>
    internal Task<T> Guarded<TState, T>(TState state, Func<TState, Task<T>> call) => _breaker.WithCircuitBreaker(state, call);

    private void Write(WriteMessages request)
    {
        var envelopes = request.Messages.ToArray();
        var writing = WriteAsync(request, envelopes);
        if (writing.IsCompleted || envelopes.OfType<AtomicWrite>().FirstOrDefault() is not { PersistenceId: var id }) return;
        lock (_gate)
        {
            if (_writing.TryGetValue(id, out var before)) writing = Task.WhenAll(before, writing);
            _writing[id] = writing;
        }

        writing.ContinueWith((_, key) => Written((string)key!), id, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Written(string persistenceId)
    {
        lock (_gate)
        {
            if (_writing.TryGetValue(persistenceId, out var last) && last.IsCompleted) _writing.Remove(persistenceId);
        }
    }

    private Task WritesOf(string persistenceId)
    {
        lock (_gate) return _writing.GetValueOrDefault(persistenceId, Task.CompletedTask);
    }

    private async Task WriteAsync(WriteMessages request, IPersistentEnvelope[] envelopes)
    {
        // Adapters are user code: what they throw concerns one write, not the journal.
        var results = new Exception?[envelopes.Length];
        var writes = new List<AtomicWrite>(envelopes.Length);
        var positions = new List<int>(envelopes.Length);
        for (var i = 0; i < envelopes.Length; i++)
        {
            try
            {
                foreach (var write in PreparePersistentBatch([envelopes[i]]))
                {
                    writes.Add(write);
                    positions.Add(i);
                }
            }
            catch (Exception refused)
            {
                results[i] = refused;
            }
        }

        Exception? failure = null;
        try
        {
            var answers = writes.Count == 0 ? null : await Guarded((Journal: this, Writes: writes), static call => call.Journal.WriteMessagesAsync(call.Writes)).ConfigureAwait(false);
            if (answers is { Count: > 0 })
            {
                if (answers.Count != writes.Count) throw new InvalidOperationException($"{GetType()}.WriteMessagesAsync answered {answers.Count} of {writes.Count} writes.");
                for (var i = 0; i < answers.Count; i++) results[positions[i]] = answers[i];
            }
        }
        catch (Exception e)
        {
            failure = TryUnwrapException(e);
        }

        if (request.Batch is { } batch) Answer(request, batch, envelopes, results, failure);
        else Answer(request, envelopes, results, failure);
    }

    private static void Answer(WriteMessages request, EventBatch batch, IPersistentEnvelope[] envelopes, Exception?[] results, Exception? failure)
    {
        var item = batch.First;
        var sender = item!.Sender;
        for (var i = 0; i < envelopes.Length; i++)
        {
            for (var left = envelopes[i].Size; left > 0; left--, item = item.Next) item!.Rejection = results[i];
        }

        request.PersistentActor.Tell(new WriteCompletion(batch, request.ActorInstanceId, failure), sender);
    }

    private static void Answer(WriteMessages request, IPersistentEnvelope[] envelopes, Exception?[] results, Exception? failure)
    {
        var actor = request.PersistentActor;
        actor.Tell(failure is null ? WriteMessagesSuccessful.Instance : new WriteMessagesFailed(failure, envelopes.Length), ActorRefs.NoSender);
        for (var i = 0; i < envelopes.Length; i++)
        {
            if (envelopes[i] is not AtomicWrite write)
            {
                actor.Tell(new LoopMessageSuccess(envelopes[i].Payload, request.ActorInstanceId), envelopes[i].Sender);
                continue;
            }

            foreach (var persistent in write.Events)
            {
                IJournalResponse answer = failure is not null
                    ? new WriteMessageFailure(persistent, failure, request.ActorInstanceId)
                    : results[i] is { } refused
                        ? new WriteMessageRejected(persistent, refused, request.ActorInstanceId)
                        : new WriteMessageSuccess(persistent, request.ActorInstanceId);
                actor.Tell(answer, persistent.Sender);
            }
        }
    }

    private async Task ReplayAsync(ReplayMessages request, IActorContext context)
    {
        object answer;
        try
        {
            await WritesOf(request.PersistenceId).ConfigureAwait(false);
            var highest = await Guarded(
                (Journal: this, Request: request),
                static call => call.Journal.ReadHighestSequenceNrAsync(call.Request.PersistenceId, Math.Max(0, call.Request.FromSequenceNr - 1))).ConfigureAwait(false);
            var to = Math.Min(request.ToSequenceNr, highest);
            if (request.FromSequenceNr <= to && request.Max > 0) await SendEventsAsync(request, to, context).ConfigureAwait(false);
            answer = new RecoverySuccess(highest, request);
        }
        catch (Exception e)
        {
            answer = new ReplayMessagesFailure(TryUnwrapException(e), request);
        }

        request.PersistentActor.Tell(answer, ActorRefs.NoSender);
    }

    private Task SendEventsAsync(ReplayMessages request, long toSequenceNr, IActorContext context)
    {
        if (request.Batched) return ReplayBatchesAsync(request, toSequenceNr, context);
        var adapted = new List<IPersistentRepresentation>();
        return ReplayFilteredAsync(request, toSequenceNr, context, stored =>
        {
            Plugin.AdaptFromJournal(stored, adapted);
            foreach (var persistent in adapted) request.PersistentActor.Tell(new ReplayedMessage(persistent), ActorRefs.NoSender);
            adapted.Clear();
        });
    }

    private async Task ReplayFilteredAsync(ReplayMessages request, long toSequenceNr, IActorContext context, Action<IPersistentRepresentation> next)
    {
        var filter = new WriterFilter(_filter, request.PersistenceId, _log, next);
        await ReplayMessagesAsync(context, request.PersistenceId, request.FromSequenceNr, toSequenceNr, request.Max, filter.Add).ConfigureAwait(false);
        filter.Complete();
    }

    private async Task DeleteAsync(DeleteMessagesTo request)
    {
        object answer;
        try
        {
            await Guarded((Journal: this, Request: request), static async call =>
            {
                await call.Journal.DeleteMessagesToAsync(call.Request.PersistenceId, call.Request.ToSequenceNr).ConfigureAwait(false);
                return Done.Instance;
            }).ConfigureAwait(false);
            answer = new DeleteMessagesSuccess(request.ToSequenceNr);
        }
        catch (Exception e)
        {
            answer = new DeleteMessagesFailure(TryUnwrapException(e), request.ToSequenceNr);
        }

        request.PersistentActor.Tell(answer, ActorRefs.NoSender);
    }
}
