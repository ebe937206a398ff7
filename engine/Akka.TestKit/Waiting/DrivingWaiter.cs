using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.TestKit.Waiting;

/// <summary>Runs a driven system's work until what the test waits for has happened. Time is the system's: a long wait costs nothing. What it returns has completed.</summary>
internal sealed class DrivingWaiter(ActorSystem system, IRuntimeDriver driver) : Waiter
{
    private readonly TimeProvider _time = ((ActorSystemImpl)system).Runtime.TimeProvider;

    public override TimeSpan Now => _time.GetElapsedTime(0);

    public override string Note => $" [{driver}]";

    public override ValueTask<bool> Arrival(Mail inbox, TimeSpan limit, CancellationToken cancellationToken) =>
        Until(() => !inbox.IsEmpty, limit, null, cancellationToken);

    public override ValueTask<bool> Until(Func<bool> condition, TimeSpan limit, TimeSpan? interval, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var held = driver.RunUntil(() => cancellationToken.IsCancellationRequested || condition(), limit);
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<bool>(held);
    }

    public override ValueTask Pause(TimeSpan span, CancellationToken cancellationToken)
    {
        Until(static () => false, span, null, cancellationToken).GetAwaiter().GetResult();
        return ValueTask.CompletedTask;
    }

    public override void Settle() => driver.RunUntil(static () => false, TimeSpan.Zero);

    public override ValueTask<bool> End(Task task, TimeSpan limit, CancellationToken cancellationToken) =>
        Until(() => task.IsCompleted, limit, null, cancellationToken);
}
