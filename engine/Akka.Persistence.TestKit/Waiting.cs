using Akka.Actor;

namespace Akka.Persistence.TestKit;

/// <summary>Waits of interceptors, which know no actor system: the plugin that asks them says whose clock counts, so that a test may drive it.</summary>
internal static class Waiting
{
    private static readonly AsyncLocal<IScheduler?> Clock = new();

    /// <summary>Within the asynchronous method that calls this, waits are on a system's clock.</summary>
    public static void OnClockOf(IScheduler scheduler) => Clock.Value = scheduler;

    /// <summary>Done after the delay, or as soon as it is cancelled.</summary>
    public static async Task ForAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (Clock.Value is not { } scheduler)
        {
            // Cancelled or over: what was waited for may happen now.
            await Task.Delay(delay, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var over = new TaskCompletionSource();
        using var timer = new Cancelable(scheduler);
        scheduler.Advanced.ScheduleOnce(delay, () => over.TrySetResult(), timer);
        using var registration = cancellationToken.Register(() => over.TrySetResult());
        await over.Task.ConfigureAwait(false);
        timer.Cancel();
    }
}
