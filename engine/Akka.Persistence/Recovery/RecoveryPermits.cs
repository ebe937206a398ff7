using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>Told to an actor that waited for its turn to recover.</summary>
internal sealed class RecoveryPermitGranted : IDeadLetterSuppression
{
    public static RecoveryPermitGranted Instance { get; } = new();
}

/// <summary>
/// Limits how many actors recover at once (<c>max-concurrent-recoveries</c>), so that the start of many does not bury the journal.
/// Turns are given in the order in which they were asked for. An actor holds at most one permit and gives it back when it stops.
/// </summary>
internal sealed class RecoveryPermits(int limit)
{
    private readonly Lock _gate = new(); // guards _free and _waiting
    private readonly LinkedList<IActorRef> _waiting = new();
    private int _free = limit;

    /// <returns>True when the caller may start at once; otherwise it is told <see cref="RecoveryPermitGranted"/> when it is its turn.</returns>
    public bool TryAcquire(IActorRef actor)
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            _waiting.AddLast(actor);
            return false;
        }
    }

    /// <summary>Gives a permit back, to the one that waits longest if there is one.</summary>
    public void Release()
    {
        IActorRef next;
        lock (_gate)
        {
            if (_waiting.First is not { } first)
            {
                _free++;
                return;
            }

            next = first.Value;
            _waiting.RemoveFirst();
        }

        next.Tell(RecoveryPermitGranted.Instance, ActorRefs.NoSender);
    }

    /// <summary>For an actor that stops while it waits. If its turn has come meanwhile, the permit goes on to the next.</summary>
    public void Forget(IActorRef actor)
    {
        lock (_gate)
        {
            if (_waiting.Remove(actor)) return;
        }

        Release();
    }
}
