using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Simulation.Kit;

namespace Simulation.Persistence;

/// <summary>The persistent actor of a <see cref="PersistenceRun"/>. Its state is the list of its events.</summary>
internal sealed class Account(PersistenceRun run, int number) : UntypedPersistentActor
{
    private ImmutableList<int> _events = [];
    private int _handled; // of the events given out, by order of the calls
    private int _given;
    private bool _recovered;
    private bool _delete; // the events that the snapshot under way covers
    private bool _isFinal; // a handler has thrown: the instance is going away

    public override string PersistenceId { get; } = "account-" + number;

    protected override void OnRecover(object message)
    {
        run.Check(!_recovered, "a recovery ends once", $"{message} of {PersistenceId}");
        switch (message)
        {
            case SnapshotOffer offer:
                run.Check(_events.IsEmpty, "a snapshot comes first", PersistenceId);
                _events = (ImmutableList<int>)offer.Snapshot;
                break;
            case RecoveryCompleted:
                _recovered = true;
                run.Recovered(number, _events);
                break;
            case Stored stored:
                _events = _events.Add(stored.Number);
                break;
        }
    }

    protected override void OnCommand(object message)
    {
        run.Check(_recovered, "no command before the end of the recovery", $"{message} of {PersistenceId}");
        switch (message)
        {
            case Store store:
                Take(store);
                break;
            case PersistenceScenario.Snapshot snapshot when LastSequenceNr > 0:
                SaveSnapshot(_events);
                _delete = snapshot.Delete;
                break;
            case SaveSnapshotSuccess saved when _delete:
                DeleteMessages(saved.Metadata.SequenceNr);
                break;
        }
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => _handled++;

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => _isFinal = true;

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => _isFinal = true;

    private void Take(Store store)
    {
        var events = store.Numbers.Select(n => new Stored(n, store.HandlerFails)).ToArray();
        var first = _given;
        _given += events.Length;
        switch (store.How)
        {
            case 0:
                for (var i = 0; i < events.Length; i++) Persist(events[i], Handler(first + i));
                break;
            case 1:
                PersistAll(events, Handler(first, events));
                break;
            case 2:
                for (var i = 0; i < events.Length; i++) PersistAsync(events[i], Handler(first + i));
                break;
            default:
                PersistAllAsync(events, Handler(first, events));
                break;
        }
    }

    private Action<Stored> Handler(int first, Stored[] events) => stored => Handle(first + Array.IndexOf(events, stored), stored);

    private Action<Stored> Handler(int place) => stored => Handle(place, stored);

    private void Handle(int place, Stored stored)
    {
        run.Check(!_isFinal, "no handler runs after a failure", $"{stored} of {PersistenceId}");
        run.Check(place == _handled, "handlers run in the order of the calls", $"{stored} of {PersistenceId} is number {place}, after {_handled}");
        _handled++;
        _events = _events.Add(stored.Number);
        run.Acknowledge(number, stored.Number);
        if (!stored.HandlerFails) return;
        _isFinal = true;
        throw new PlannedException();
    }

    /// <summary>Stores numbers.</summary>
    internal sealed record Store(IReadOnlyList<int> Numbers, int How, bool HandlerFails);

    /// <summary>A number is stored.</summary>
    internal sealed record Stored(int Number, bool HandlerFails);
}
