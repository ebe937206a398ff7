using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>
/// A journal that passes everything on to a store, an actor that speaks <see cref="AsyncWriteTarget"/>: so the actor systems of a test share one. Requests
/// wait until <see cref="SetStore"/> names the store, at most for <see cref="Timeout"/>; then they fail until it does.
/// </summary>
public abstract class AsyncWriteProxy : AsyncWriteJournal, IWithUnboundedStash
{
    private IActorRef? _store;
    private bool _isTimedOut;
    private ICancelable? _timer;

    /// <summary>Made by the persistence extension.</summary>
    protected AsyncWriteProxy()
    {
    }

    /// <summary>How long to wait for the store: to be named, and for each of its answers.</summary>
    public abstract TimeSpan Timeout { get; }

    /// <summary>The stash of requests that wait for the store.</summary>
    public IStash Stash { get; set; } = null!;

    /// <inheritdoc />
    public override void AroundPreStart()
    {
        _timer = Context.System.Scheduler.ScheduleTellOnceCancelable(Timeout, Self, InitTimeout.Instance, Self);
        base.AroundPreStart();
    }

    /// <inheritdoc />
    public override void AroundPostStop()
    {
        _timer?.Cancel();
        base.AroundPostStop();
    }

    /// <inheritdoc />
    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback) =>
        await ReplayAsync(context, new AsyncWriteTarget.ReplayMessages(persistenceId, fromSequenceNr, toSequenceNr, max), recoveryCallback).ConfigureAwait(false);

    /// <inheritdoc />
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        ReplayAsync(Context, new AsyncWriteTarget.ReplayMessages(persistenceId, 0, 0, 0), static _ => { });

    /// <inheritdoc />
    protected internal override bool AroundReceive(Receive receive, object message)
    {
        switch (message)
        {
            case SetStore set:
                _store = set.Store;
                _timer?.Cancel();
                Stash.UnstashAll();
                return true;
            case InitTimeout:
                _isTimedOut = _store is null;
                Stash.UnstashAll();
                return true;
            case var _ when _store is null && !_isTimedOut:
                Stash.Stash();
                return true;
            default:
                return base.AroundReceive(receive, message);
        }
    }

    /// <inheritdoc />
    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages) =>
        await AskAsync(new AsyncWriteTarget.WriteMessages(messages)).ConfigureAwait(false) as IImmutableList<Exception?>;

    /// <inheritdoc />
    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) => AskAsync(new AsyncWriteTarget.DeleteMessagesTo(persistenceId, toSequenceNr));

    private async Task<object?> AskAsync(object request)
    {
        var answer = await (_store ?? throw NoStore()).Ask<object?>(request, Timeout).ConfigureAwait(false);
        return answer is Status.Failure failure ? throw failure.Cause : answer;
    }

    private Task<long> ReplayAsync(IActorContext context, AsyncWriteTarget.ReplayMessages request, Action<IPersistentRepresentation> callback)
    {
        var store = _store ?? throw NoStore();
        var completion = new TaskCompletionSource<long>();
        // Not a child: a journal's replay may go on off the journal's thread.
        var mediator = ((ExtendedActorSystem)context.System).SystemActorOf(Props.Create(() => new ReplayMediator(callback, completion, Timeout)), null);
        store.Tell(request, mediator);
        return completion.Task;
    }

    private TimeoutException NoStore() => new($"No store was named within {Timeout}: send SetStore to the journal.");

    /// <summary>To the proxy itself: the time to name a store is over.</summary>
    public sealed class InitTimeout
    {
        private InitTimeout()
        {
        }

        /// <summary>The only instance.</summary>
        public static InitTimeout Instance { get; } = new();
    }
}
