namespace Akka.TestKit.Waiting;

/// <summary>Waits on the machine's clock.</summary>
internal abstract class RealWaiter : Waiter
{
    public sealed override TimeSpan Now => TimeProvider.System.GetElapsedTime(0);

    public sealed override ValueTask<bool> Arrival(Mail inbox, TimeSpan limit, CancellationToken cancellationToken) => End(inbox.Arrival, limit, cancellationToken);

    public sealed override ValueTask<bool> Until(Func<bool> condition, TimeSpan limit, TimeSpan? interval, CancellationToken cancellationToken) =>
        Poll(condition, limit, interval, cancellationToken);

    // A timer counts whole milliseconds: less than one would be no pause at all, and more than Int32 holds is for ever.
    protected static TimeSpan ForTimer(TimeSpan span) =>
        span < TimeSpan.Zero || span.TotalMilliseconds > int.MaxValue ? Timeout.InfiniteTimeSpan
        : span > TimeSpan.Zero && span < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1)
        : span;
}

/// <summary>Blocks the calling thread. What it returns has completed.</summary>
internal sealed class BlockingWaiter : RealWaiter
{
    public static readonly BlockingWaiter Instance = new();

    public override ValueTask Pause(TimeSpan span, CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne(ForTimer(span));
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<bool> End(Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        var ended = Task.WaitAny([task], (int)ForTimer(limit).TotalMilliseconds, cancellationToken) == 0;
        return new ValueTask<bool>(ended);
    }
}

/// <summary>Awaits.</summary>
internal sealed class AwaitingWaiter : RealWaiter
{
    public static readonly AwaitingWaiter Instance = new();

    public override ValueTask Pause(TimeSpan span, CancellationToken cancellationToken) => new(Task.Delay(ForTimer(span), TimeProvider.System, cancellationToken));

    public override async ValueTask<bool> End(Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (task.IsCompleted) return true;
        var ended = task.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await ended.WaitAsync(ForTimer(limit), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return task.IsCompleted;
        }
    }
}
