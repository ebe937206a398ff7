using Akka.Dispatch;

namespace Akka.Actor;

// Actors whose messages do not go to the inbox: those with another mailbox, and routers.
public sealed partial class ActorCell
{
    /// <summary>Where tells go in place of the inbox, or null.</summary>
    internal Intake? Intake => Volatile.Read(ref _extras)?.Intake;

    /// <summary>Makes a cell that nobody runs before it is complete: until then it belongs to the thread that builds it.</summary>
    internal void BeginBuilding() => _status = Running;

    /// <summary>
    /// Puts an intake in the inbox's place. The inbox is closed when it is empty: every message that came before is in the intake by then,
    /// and so before those that come later.
    /// </summary>
    internal void Install(Intake intake)
    {
        Extras.Intake = intake;
        do
        {
            for (var letter = Reverse(Interlocked.Exchange(ref _inbox, null)); letter is not null; letter = letter.Next) intake.Put(this, letter.Message, letter.Sender);
        }
        while (Interlocked.CompareExchange(ref _inbox, ClosedMark, null) is not null);
    }

    /// <summary>Gives the cell another mailbox and lets it run.</summary>
    internal void Build(MailboxType mailbox)
    {
        try
        {
            Install(new QueueIntake(mailbox.Create(this, _system)));
        }
        catch
        {
            Abandon();
            throw;
        }
        finally
        {
            _dispatcher.Wake(this);
        }
    }

    // Its first run is its last, without an instance.
    private void Abandon()
    {
        _system.Counters.CountStart();
        _phase = Phase.Alive;
        Stop();
    }

    // Returns true when the caller must wake the cell.
    private bool TellPastInbox(object message, IActorRef? sender)
    {
        if (Intake is not { } intake)
        {
            SendToDeadLetters(new Letter(message, sender));
            return false;
        }

        if (!intake.Put(this, message, sender)) return false;
        // Full fences on both sides: either this sees that the actor is idle or gone, or the actor sees the message.
        switch (Interlocked.CompareExchange(ref _status, Running, Unqueued))
        {
            case Unqueued:
                return true;
            case Closed:
                intake.Close(this);
                break;
        }

        return false;
    }
}
