using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.TestKit.Waiting;

/// <summary>
/// The one seam between the TestKit and time. Every wait of the TestKit goes through it; there are three kinds. On real threads a test
/// either blocks or awaits; on a driven system it runs the system's work, which moves virtual time, until what it waits for has happened.
/// The blocking and the driving kind only return completed tasks, so one asynchronous implementation serves the synchronous API too.
/// </summary>
internal abstract class Waiter
{
    /// <summary>How often conditions are looked at where nothing signals their change.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>A clock that never goes back.</summary>
    public abstract TimeSpan Now { get; }

    /// <summary>What a failure should name for the run to be repeated; empty when there is nothing.</summary>
    public virtual string Note => "";

    /// <summary>The waiter for the synchronous API of a system.</summary>
    public static Waiter Synchronous(ActorSystem system) => DriverOf(system) is { } driver ? new DrivingWaiter(system, driver) : BlockingWaiter.Instance;

    /// <summary>The waiter for the asynchronous API of a system.</summary>
    public static Waiter Asynchronous(ActorSystem system) => DriverOf(system) is { } driver ? new DrivingWaiter(system, driver) : AwaitingWaiter.Instance;

    /// <summary>Waits until a message has arrived.</summary>
    /// <returns>False when none arrived in time. A negative limit is none.</returns>
    public abstract ValueTask<bool> Arrival(Mail inbox, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    /// <returns>False when it did not hold in time. A negative limit is none.</returns>
    public abstract ValueTask<bool> Until(Func<bool> condition, TimeSpan limit, TimeSpan? interval, CancellationToken cancellationToken);

    /// <summary>Lets time go by.</summary>
    public abstract ValueTask Pause(TimeSpan span, CancellationToken cancellationToken);

    /// <summary>Lets everything happen that happens without time going by, where that can be told.</summary>
    public virtual void Settle()
    {
    }

    /// <summary>Waits for a task to end, however it ends.</summary>
    /// <returns>False when it did not end in time. A negative limit is none.</returns>
    public abstract ValueTask<bool> End(Task task, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Polls a condition, often at first, since most hold soon.</summary>
    protected async ValueTask<bool> Poll(Func<bool> condition, TimeSpan limit, TimeSpan? interval, CancellationToken cancellationToken)
    {
        var end = limit < TimeSpan.Zero ? TimeSpan.MaxValue : Now + limit;
        var pause = interval ?? TimeSpan.FromMilliseconds(1);
        while (!condition())
        {
            var left = end - Now;
            if (left <= TimeSpan.Zero) return false;
            await Pause(left < pause ? left : pause, cancellationToken).ConfigureAwait(false);
            if (interval is null && pause < DefaultInterval) pause += pause;
        }

        return true;
    }

    private static IRuntimeDriver? DriverOf(ActorSystem system) => (system as ActorSystemImpl)?.Runtime.Driver;
}
