using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>
/// Actors that were woken at once, as one piece of the pool's work: a worker takes one after the other, and while some are left the work is in the pool's queue
/// once more, so that another worker goes on when an actor takes long, or all of them share what there is. Woken one by one, each of them costs a place in the
/// pool's queue, and the wake-up of a worker that has emptied it.
/// </summary>
internal sealed class WokenTogether(ActorCell[] cells) : IThreadPoolWorkItem
{
    // What a run touches is found step by step, each where the one before has led, and each asked for early enough to be there when the next one reads it.
    private const int CellAhead = 6;
    private const int ActorAhead = 4;
    private const int MessageAhead = 2;

    private int _taken;
    private int _isQueued = 1;

    void IThreadPoolWorkItem.Execute()
    {
        ThreadPoolExecutor.EndStreak();
        Volatile.Write(ref _isQueued, 0);
        while (true)
        {
            var i = Interlocked.Increment(ref _taken) - 1;
            if (i >= cells.Length) return;
            if (i + 1 < cells.Length && Volatile.Read(ref _isQueued) == 0 && Interlocked.Exchange(ref _isQueued, 1) == 0) ThreadPoolExecutor.Queue(this);
            if (i + CellAhead < cells.Length) cells[i + CellAhead].FetchToRun();
            if (i + ActorAhead < cells.Length) cells[i + ActorAhead].FetchActor();
            if (i + MessageAhead < cells.Length) cells[i + MessageAhead].FetchMessage();
            cells[i].Run();
        }
    }
}
