using System.Runtime.CompilerServices;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

// The mailbox. Senders push letters on a stack with one compare-and-swap (Treiber 1986); the running actor takes the whole stack at once
// and reverses it. So an empty mailbox is a null reference, senders never wait, and a flooded actor touches the shared word once a batch.
// The same word tells senders what they must do: on the mark of an idle actor they queue it; on the closed mark the message goes to the
// intake that an actor with another mailbox has, or is dead.
public sealed partial class ActorCell
{
    // Who may queue the cell. An idle one is queued by who takes IdleMark out of the inbox, so that a sender touches one word that other
    // threads write and not two: on two cores that is most of what a tell costs. The status tells the other reasons not to run.
    private const int Unqueued = 0; // not started; or idle with another mailbox, whose inbox is closed: any message queues it
    private const int Running = 1; // queued, running, or idle with the mark in its inbox
    private const int Parked = 2; // user messages must wait (suspended or awaiting); only a system message queues it
    private const int Closed = 3; // stopped for good; what comes goes to dead letters

    // What _inbox holds in place of letters. IdleMark is there exactly while the cell is idle and its inbox is open.
    private static readonly Letter IdleMark = new(new object(), null);
    private static readonly Letter ClosedMark = new(new object(), null);

    // Of the process, so that senders pay one look at a word that never changes: some system serializes every message to find those that cannot be.
    private static bool _verifies;

    internal static void VerifyMessages() => _verifies = true;

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (TryWake(message, sender)) _dispatcher.Wake(this);
    }

    /// <summary>Puts a message into the mailbox.</summary>
    /// <returns>True when the caller must wake the cell, which nobody else will do.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryWake(object message, IActorRef? sender)
    {
        if (_verifies && !Serialization.MessageVerification.TryCopy(this, ref message)) return false;
        var head = _inbox;
        return ReferenceEquals(head, ClosedMark) ? TellPastInbox(message, sender) : TryWake(new Letter(message, sender), head);
    }

    /// <summary>Puts a letter into the mailbox that nobody else has any more: one that another actor has handled goes on without a copy.</summary>
    /// <returns>True when the caller must wake the cell, which nobody else will do.</returns>
    internal bool TryWake(Letter letter) => TryWake(letter, _inbox);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryWake(Letter letter, Letter? head)
    {
        while (!ReferenceEquals(head, ClosedMark))
        {
            letter.Next = ReferenceEquals(head, IdleMark) ? null : head;
            var seen = Interlocked.CompareExchange(ref _inbox, letter, head);
            if (ReferenceEquals(seen, head)) return ReferenceEquals(head, IdleMark);
            head = seen;
        }

        return TellPastInbox(letter.Message, letter.Sender);
    }

    /// <inheritdoc/>
    public override void SendSystemMessage(ISystemMessage message)
    {
        var node = (SystemMessage)message;
        var head = _systemInbox;
        while (true)
        {
            node.Next = head;
            var seen = Interlocked.CompareExchange(ref _systemInbox, node, head);
            if (ReferenceEquals(seen, head)) break;
            head = seen;
        }

        // Whoever runs the cell meanwhile looks for system messages after it has put the mark, or the status, there.
        while (true)
        {
            if (ReferenceEquals(Volatile.Read(ref _inbox), IdleMark))
            {
                if (!TryLeaveIdle()) continue;
                _dispatcher.Wake(this);
                return;
            }

            var status = Volatile.Read(ref _status);
            if (status == Closed)
            {
                AnswerAfterDeath(Interlocked.Exchange(ref _systemInbox, null));
                return;
            }

            if (status == Running) return;
            if (Interlocked.CompareExchange(ref _status, Running, status) != status) continue;
            _dispatcher.Wake(this);
            return;
        }
    }

    /// <inheritdoc/>
    public override void Start()
    {
        if (Interlocked.CompareExchange(ref _status, Running, Unqueued) == Unqueued) _dispatcher.Wake(this);
    }

    void IThreadPoolWorkItem.Execute() => Run();

    void Dispatch.IRunnable.Run() => Run();

    /// <summary>Handles what waits, up to the dispatcher's bounds. Called by the dispatcher only.</summary>
    internal void Run()
    {
        var outer = _threadCurrent;
        _threadCurrent = this;
        var thread = Inspection.ActorThread.Mine;
        var outerRun = thread.Running;
        thread.Running = this;
        thread.Runs++;
        if (!_system.SlowHandlers.IsArmed) _system.SlowHandlers.Arm();
        if (IsQueuedForAll) Dispatch.ThreadPoolExecutor.EndStreak();
        try
        {
            if (_phase == Phase.New) Create();
            while (HandleMessages(thread))
            {
                if (GoIdle()) return;
            }
        }
        finally
        {
            _threadCurrent = outer;
            thread.Running = outerRun;
            if (thread.Reported is not null) _system.SlowHandlers.EndReported(thread);
        }
    }

    // Returns false when the cell has been queued again or closed; true when it found nothing (more) that it may handle.
    private bool HandleMessages(Inspection.ActorThread thread)
    {
        var handled = 0;
        var bound = _dispatcher.Throughput;
        var started = 0L;
        while (true)
        {
            if (_systemInbox is not null)
            {
                HandleSystemMessages(bound);
                if (_status == Closed) return false;
                if (_systemInbox is not null)
                {
                    EndRun(handled);
                    // An async handler may go on for ever: it shares its thread as any other work does.
                    _dispatcher.Yield(this);
                    return false;
                }
            }

            if (_suspensions != 0 || (_flags & Flags.Awaiting) != 0)
            {
                EndRun(handled);
                return true;
            }

            if ((_next ??= TakeLetters()) is not { } letter)
            {
                _current = null;
                EndRun(handled);
                return true;
            }

            if (handled >= bound || (IsTimeToLook(handled) && IsOverTime(handled, ref started)))
            {
                _current = null;
                EndRun(handled);
                _dispatcher.Yield(this);
                return false;
            }

            handled++;
            // A handled letter that a collection has promoted would keep all that came after it. Written only when it changes: the line is the sender's.
            if ((_next = letter.Next) is not null) letter.Next = null;
            _current = letter;
            Handle(letter);
            if (thread.Reported is not null) _system.SlowHandlers.EndReported(thread);
        }
    }

    private void EndRun(int handled)
    {
        _handled += handled;
        if ((_flags & Flags.HasOutbox) != 0) FlushOutbox();
    }

    private void FlushOutbox()
    {
        try
        {
            _extras!.Outbox!.Flush();
        }
        catch (Exception failure)
        {
            Fail(failure, null);
        }
    }

    // Reading the clock costs as much as handling a small message (four looks in thirty were a tenth of a ping-pong's time): a run of
    // quick messages looks twice in thirty.
    private bool IsTimeToLook(int handled) => (_flags & Flags.Slow) != 0 ? handled > 0 : (handled & 15) == 2;

    private bool IsOverTime(int handled, ref long started)
    {
        var now = _dispatcher.RunClock;
        if (started == 0)
        {
            started = now;
            return false;
        }

        var over = now - started > _dispatcher.RunTicks;
        if (over) _flags |= Flags.Slow;
        else if (handled > 16) _flags &= ~Flags.Slow; // not before it has shown: the looks are what keeps it within its bound
        return over;
    }

    // Returns true when the cell is idle now, false when something came meanwhile and it is still this thread's to run. Once the mark is in
    // the inbox, or the status is no longer Running, another thread may run the cell: nothing but the shared words may be touched.
    private bool GoIdle()
    {
        var idle = Parked;
        Intake? intake = null; // read only where there is one: a watched actor has extras, which nothing else of a run touches
        if (_suspensions == 0 && (_flags & Flags.Awaiting) == 0)
        {
            var head = Interlocked.CompareExchange(ref _inbox, IdleMark, null);
            if (head is null) return Volatile.Read(ref _systemInbox) is null || !TryLeaveIdle();
            if (!ReferenceEquals(head, ClosedMark)) return false;
            intake = _extras?.Intake;
            idle = Unqueued;
        }

        Interlocked.Exchange(ref _status, idle);
        var more = Volatile.Read(ref _systemInbox) is not null || (idle == Unqueued && intake is { HasLetters: true });
        return !more || Interlocked.CompareExchange(ref _status, Running, idle) != idle;
    }

    // True for the one that may queue, or go on running, a cell that was idle.
    private bool TryLeaveIdle() => ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, IdleMark), IdleMark);

    private static bool IsLetter(Letter? head) => head is not null && !ReferenceEquals(head, IdleMark) && !ReferenceEquals(head, ClosedMark);

    private Letter? TakeLetters()
    {
        var head = Volatile.Read(ref _inbox);
        if (IsLetter(head)) return Reverse(Interlocked.Exchange(ref _inbox, null));
        return ReferenceEquals(head, ClosedMark) ? _extras?.Intake?.Take() : null;
    }

    private static Letter? Reverse(Letter? stack)
    {
        if (stack?.Next is null) return stack; // and nothing is written: the line is the sender's

        Letter? oldest = null;
        while (stack is not null)
        {
            var below = stack.Next;
            stack.Next = oldest;
            oldest = stack;
            stack = below;
        }

        return oldest;
    }

    /// <summary>Puts letters in front of everything that waits.</summary>
    internal void Prepend(Letter first, Letter last)
    {
        // What waits in another mailbox stays there, in its own order.
        last.Next = _next ?? (ReferenceEquals(_inbox, ClosedMark) ? null : TakeLetters());
        _next = first;
    }

    private void HandleSystemMessages(int batches)
    {
        if (_phase == Phase.Alive && (_flags & Flags.Awaiting) == 0) _current = null; // it has been handled
        for (; batches > 0 && Interlocked.Exchange(ref _systemInbox, null) is { } stack; batches--)
        {
            SystemMessage? oldest = null;
            for (SystemMessage? node = stack; node is not null;)
            {
                var below = node.Next;
                node.Next = oldest;
                oldest = node;
                node = below;
            }

            while (oldest is not null)
            {
                var message = oldest;
                oldest = message.Next;
                message.Next = null;
                if (_status == Closed)
                {
                    AnswerAfterDeath(message);
                    continue;
                }

                Handle(message);
            }
        }
    }

    private void Handle(SystemMessage message)
    {
        if ((_flags & Flags.Observed) != 0) _system.Runtime.Observer!.Handling(this, message);
        try
        {
            switch (message)
            {
                case RunContinuation continuation:
                    RunInContext(continuation);
                    break;
                case AsyncHandlerDone done:
                    AsyncHandlerEnded(done.Task);
                    break;
                case InspectState question:
                    question.Answer(Inspection.StateAnswer.Of(_actor));
                    break;
                case Watch watch:
                    AddWatcher(watch.Watchee, watch.Watcher);
                    break;
                case Unwatch unwatch:
                    RemoveWatcher(unwatch.Watchee, unwatch.Watcher);
                    break;
                case DeathWatchNotification death:
                    ActorDied(death);
                    break;
                case Failed failed:
                    ChildFailed(failed);
                    break;
                case Terminate:
                    BeginStop();
                    break;
                case Recreate recreate:
                    BeginRestart(recreate.Cause);
                    break;
                case Dispatch.SysMsg.Suspend:
                    _suspensions++;
                    SuspendChildren();
                    break;
                case Resume resume:
                    EndSuspension(resume.CausedByFailure);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown system message [{message.GetType()}].");
            }
        }
        catch (Exception failure)
        {
            // A strategy's decider, or a hook that has no supervision of its own, threw: this actor's own failure.
            Fail(failure, null);
        }
    }

    private void CloseInbox()
    {
        SendToDeadLetters(Interlocked.Exchange(ref _next, null));
        if (Interlocked.Exchange(ref _inbox, ClosedMark) is { } last && IsLetter(last)) SendToDeadLetters(Reverse(last));
        _extras?.Intake?.Close(this);
    }

    private void SendToDeadLetters(Letter? letters)
    {
        for (var letter = letters; letter is not null; letter = letter.Next)
            _system.DeadLetters.Tell(new DeadLetter(Accepted.Unwrap(letter.Message), letter.Sender ?? _system.DeadLetters, this), letter.Sender);
    }

    // Whoever watches an actor that is gone is told at once; everything else is no longer of interest.
    private void AnswerAfterDeath(SystemMessage? messages)
    {
        for (var message = messages; message is not null; message = message.Next)
        {
            switch (message)
            {
                case Watch watch when Equals(watch.Watchee):
                    watch.Watcher.SendSystemMessage(new DeathWatchNotification(this, existenceConfirmed: true, addressTerminated: false));
                    break;
                case InspectState question:
                    question.Answer(Inspection.StateAnswer.Stopped);
                    break;
                case RunContinuation continuation:
                    // The actor stopped while its async handler waited. The rest of the handler still runs, so that its finally blocks do.
                    _system.Dispatchers.DefaultGlobalDispatcher.Schedule(() => UseThreadContext(() => RunInContext(continuation)));
                    break;
            }
        }
    }

    /// <summary>Letters that wait, counted up to a bound.</summary>
    internal int CountLetters(int most)
    {
        var count = 0;
        for (var letter = _next; letter is not null && count < most; letter = letter.Next) count++;
        for (var letter = Volatile.Read(ref _inbox); IsLetter(letter) && count < most; letter = letter!.Next) count++;
        return _extras?.Intake is { } intake ? (int)Math.Min((long)count + intake.Count, most) : count;
    }
}
