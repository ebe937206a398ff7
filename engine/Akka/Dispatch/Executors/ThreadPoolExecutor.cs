using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Runs work on the .NET thread pool, which the rest of the process uses too.</summary>
internal sealed class ThreadPoolExecutor(string id) : ExecutorService(id)
{
    /// <summary>
    /// The pool serves a worker's own queue, newest first, before all others. Actors that wake each other through it without end would keep
    /// that worker, and with as many workers busy everything else in the process, sockets and timers included, would wait: 8 pairs of
    /// ping-pong on 2 cores delayed other work by more than a second. So after this many a worker queues for all, until it finds its own
    /// queue empty: it has done so when it runs an actor that came from the queue for all.
    /// </summary>
    private const int LongestStreak = 32;

    [ThreadStatic]
    private static int _streak;

#pragma warning disable RS0030 // the one place where the pool is used
    // Of the whole process: the pool does not say whose work it is.
    internal override long? QueueLength => ThreadPool.PendingWorkItemCount;

    internal override int? ThreadCount => ThreadPool.ThreadCount;

    public override void Execute(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);

    // A pool thread that wakes an actor most often goes idle right after: its own queue keeps the work on its warm core, and another
    // worker steals it when this one stays busy.
    internal override void Wake(ActorCell cell)
    {
        var local = _streak < LongestStreak;
        if (local) _streak++;
        // Written only when it changes: the line is the running thread's.
        if (cell.IsQueuedForAll == local) cell.IsQueuedForAll = !local;
        ThreadPool.UnsafeQueueUserWorkItem(cell, local);
    }

    internal override void Wake(ReadOnlySpan<ActorCell> cells)
    {
        if (cells.Length == 1) Wake(cells[0]);
        else Queue(new WokenTogether(cells.ToArray()));
    }

    /// <summary>Queues work for all workers.</summary>
    internal static void Queue(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

    internal override void Yield(ActorCell cell)
    {
        cell.IsQueuedForAll = true;
        ThreadPool.UnsafeQueueUserWorkItem(cell, preferLocal: false);
    }
#pragma warning restore RS0030

    public override void Shutdown()
    {
        // The pool belongs to the process.
    }

    /// <summary>Told by an actor that was queued for all when it begins to run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void EndStreak() => _streak = 0;
}
