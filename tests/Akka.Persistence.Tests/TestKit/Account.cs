using Akka.Actor;

namespace Akka.Persistence.Tests.TestKit;

internal sealed record Deposited(int Amount);

internal sealed record Suspended;

/// <summary>The actor that the tests of the TestKit test.</summary>
internal sealed class Account : ReceivePersistentActor
{
    private int _balance;

    public Account(IActorRef log)
    {
        Command<int>(amount => Persist(new Deposited(amount), Apply));
        Command<Suspended>(e => Persist(e, _ => log.Tell("suspended")));
        Command<string>(word =>
        {
            if (word == "save") SaveSnapshot(_balance);
            else if (word == "forget") DeleteSnapshots(SnapshotSelectionCriteria.Latest);
            else log.Tell(_balance);
        });
        Command<SaveSnapshotSuccess>(_ => log.Tell("saved"));
        Command<SaveSnapshotFailure>(failure => log.Tell(failure.Cause));
        Command<DeleteSnapshotsSuccess>(_ => log.Tell("forgotten"));
        Command<DeleteSnapshotsFailure>(failure => log.Tell(failure.Cause));
        Recover<Deposited>(e => _balance += e.Amount);
        Recover<SnapshotOffer>(offer => _balance = (int)offer.Snapshot);
        Recover<RecoveryCompleted>(_ => log.Tell($"recovered {_balance}"));
        Log = log;

        void Apply(Deposited e) => log.Tell(_balance += e.Amount);
    }

    public override string PersistenceId => "account";

    private new IActorRef Log { get; }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => Log.Tell(cause);

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => Log.Tell(cause);

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => Log.Tell(reason);
}
