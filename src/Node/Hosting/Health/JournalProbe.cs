using Akka.Actor;
using Akka.Persistence;

namespace Switchboard.Node.Hosting.Health;

/// <summary>Recovers once, from a log that is always empty, tells how that went and is gone.</summary>
internal sealed class JournalProbe : UntypedPersistentActor
{
    private readonly TaskCompletionSource<string?> _outcome;

    public JournalProbe(TaskCompletionSource<string?> outcome) => _outcome = outcome;

    public override string PersistenceId => "health|probe";

    public static Props Props(TaskCompletionSource<string?> outcome) => Akka.Actor.Props.Create(() => new JournalProbe(outcome));

    protected override void OnRecover(object message)
    {
        if (message is not RecoveryCompleted)
            return;
        _outcome.TrySetResult(null);
        Context.Stop(Self);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => _outcome.TrySetResult(reason.Message);

    protected override void OnCommand(object message) => Unhandled(message);

    protected override void PostStop() => _outcome.TrySetResult("stopped before it answered");
}
