using Akka.Actor;
using Akka.Pattern;

namespace Akka.Persistence.Snapshot;

/// <summary>
/// The base of snapshot stores. A store derives from it, implements the four abstract methods without blocking, and is named by
/// <c>class</c> in its section of the configuration; it has a constructor without parameters or with that section as <c>Config</c>.
/// Calls go through a circuit breaker (<c>circuit-breaker</c>).
/// </summary>
public abstract class SnapshotStore : ActorBase
{
    private readonly CircuitBreaker _breaker;

    /// <summary>Made by the persistence extension.</summary>
    protected SnapshotStore()
    {
        var extension = Akka.Persistence.Persistence.Instance.Apply(Context.System);
        var config = extension.SnapshotConfigOf(Self);
        _breaker = CircuitBreaker.Create(
            Context.System.Scheduler,
            config.GetInt("circuit-breaker.max-failures", 5),
            config.GetTimeSpan("circuit-breaker.call-timeout", TimeSpan.FromSeconds(20)),
            config.GetTimeSpan("circuit-breaker.reset-timeout", TimeSpan.FromSeconds(60)));
    }

    /// <summary>Starts the store. When its <c>PreStart</c> fails, everything asked of it fails at once, for that reason.</summary>
    public override void AroundPreStart() => UnusablePlugin.TryStart(base.AroundPreStart, Context);

    /// <summary>Loads the newest snapshot that meets the criteria.</summary>
    /// <param name="persistenceId">Whose snapshot.</param>
    /// <param name="criteria">Which snapshots may be used.</param>
    /// <returns>The snapshot; null when there is none.</returns>
    protected abstract Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Stores a snapshot, in place of one with the same number if there is one.</summary>
    /// <param name="metadata">Which snapshot it is.</param>
    /// <param name="snapshot">The state.</param>
    protected abstract Task SaveAsync(SnapshotMetadata metadata, object snapshot);

    /// <summary>Deletes the snapshot with the number, and with the time unless that is <see cref="DateTime.MinValue"/>.</summary>
    /// <param name="metadata">Which snapshot.</param>
    protected abstract Task DeleteAsync(SnapshotMetadata metadata);

    /// <summary>Deletes all snapshots that meet the criteria.</summary>
    /// <param name="persistenceId">Whose snapshots.</param>
    /// <param name="criteria">Which ones.</param>
    protected abstract Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Called for messages that are no snapshot requests. Does nothing unless overridden.</summary>
    /// <param name="message">The message.</param>
    /// <returns>True when it was handled.</returns>
    protected virtual bool ReceivePluginInternal(object message) => false;

    /// <inheritdoc />
    protected sealed override bool Receive(object message)
    {
        switch (message)
        {
            case LoadSnapshot load:
                _ = LoadAsync(load, Sender);
                return true;
            case SaveSnapshot save:
                _ = AnswerAsync(() => SaveAsync(save.Metadata, save.Snapshot), new SaveSnapshotSuccess(save.Metadata), cause => new SaveSnapshotFailure(save.Metadata, cause), Sender);
                return true;
            case DeleteSnapshot delete:
                _ = AnswerAsync(() => DeleteAsync(delete.Metadata), new DeleteSnapshotSuccess(delete.Metadata), cause => new DeleteSnapshotFailure(delete.Metadata, cause), Sender);
                return true;
            case DeleteSnapshots delete:
                _ = AnswerAsync(
                    () => DeleteAsync(delete.PersistenceId, delete.Criteria),
                    new DeleteSnapshotsSuccess(delete.Criteria),
                    cause => new DeleteSnapshotsFailure(delete.Criteria, cause),
                    Sender);
                return true;
            default:
                return ReceivePluginInternal(message);
        }
    }

    /// <summary>Loads for a recovery. A store that can fall back to older snapshots overrides it and says how many it had to skip.</summary>
    internal virtual async Task<(SelectedSnapshot? Snapshot, int Skipped)> LoadNewestReadableAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        (await LoadAsync(persistenceId, criteria).ConfigureAwait(false), 0);

    private async Task LoadAsync(LoadSnapshot request, IActorRef sender)
    {
        object answer;
        try
        {
            var criteria = request.Criteria.Limit(request.ToSequenceNr);
            var (snapshot, skipped) = request.Criteria == SnapshotSelectionCriteria.None
                ? default
                : await _breaker.WithCircuitBreaker(
                    (Store: this, request.PersistenceId, Criteria: criteria),
                    static call => call.Store.LoadNewestReadableAsync(call.PersistenceId, call.Criteria)).ConfigureAwait(false);
            answer = new LoadSnapshotResult(snapshot, request.ToSequenceNr, skipped);
        }
        catch (Exception e)
        {
            answer = new LoadSnapshotFailed(e);
        }

        sender.Tell(answer, Self);
    }

    private async Task AnswerAsync(Func<Task> call, object success, Func<Exception, object> failure, IActorRef sender)
    {
        object answer;
        try
        {
            await _breaker.WithCircuitBreaker(call).ConfigureAwait(false);
            answer = success;
        }
        catch (Exception e)
        {
            answer = failure(e);
        }

        sender.Tell(answer, Self);
    }
}
