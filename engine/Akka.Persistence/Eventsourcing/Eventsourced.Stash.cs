using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

// Two stashes: the user's, and one for the commands that come during a recovery or a persist. Commands leave the latter one by one, each when
// a mark comes back that is put at the head of the mailbox: so a command that persists again does not have to put all others back, system
// messages and other actors have their turn in between, and a restart at any moment finds all that wait in one place, in order.
public abstract partial class Eventsourced
{
    private Letter? _firstStashed;
    private Letter? _lastStashed;
    private int _stashedCount;
    private UserStash? _userStash;
    private bool _isUnstashing; // the mark is in the mailbox

    /// <summary>The stash for use by the actor. What is unstashed is handled before the commands that wait for a persist.</summary>
    public IStash Stash
    {
        get => _userStash!;
        set => _userStash = new UserStash(this, value);
    }

    private IActorRef? CurrentSender => Cell.CurrentLetter?.Sender;

    private void StashInternally(object message)
    {
        var capacity = _userStash?.Capacity ?? 0;
        if (capacity > 0 && _stashedCount >= capacity)
        {
            Overflow(message, capacity);
            return;
        }

        var letter = Held(message);
        if (_lastStashed is null) _firstStashed = letter;
        else _lastStashed.Next = letter;
        _lastStashed = letter;
        _stashedCount++;
    }

    // The mailbox treats some messages (Terminated) in its own way, once: they come back wrapped.
    private Letter Held(object message)
    {
        var current = Cell.CurrentLetter;
        if (message is IAutoReceivedMessage) return new Letter(new HeldMessage(message), current?.Sender);
        if (current is null || !ReferenceEquals(current.Message, message)) return new Letter(message, current?.Sender);
        current.Next = null;
        return current;
    }

    private void Overflow(object message, int capacity)
    {
        switch (InternalStashOverflowStrategy)
        {
            case DiscardToDeadLetterStrategy:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                break;
            case ReplyToStrategy reply:
                Sender.Tell(reply.Response, Self);
                break;
            default:
                throw new StashOverflowException(
                    $"[{PersistenceId}] holds {capacity} commands back while it recovers or persists, which is all that its stash capacity allows; [{message.GetType()}] does not fit.");
        }
    }

    private void UnstashNext()
    {
        if (_isUnstashing || _firstStashed is null) return;
        _isUnstashing = true;
        var mark = new Letter(NextStashed.Instance, null);
        Cell.Prepend(mark, mark);
    }

    private bool RunStashed(Receive receive)
    {
        _isUnstashing = false;
        if (_stashing > 0 || _firstStashed is not { } letter) return true;
        _firstStashed = letter.Next;
        if (_firstStashed is null) _lastStashed = null;
        _stashedCount--;
        letter.Next = null;
        Cell.ActOn(letter);
        return Run(receive, letter.Message is HeldMessage held ? held.Message : letter.Message);
    }

    // On stop and restart both stashes go back to the mailbox: to dead letters from there, or to the next incarnation.
    private void ReleaseStashes()
    {
        if (_firstStashed is not null) Cell.Prepend(_firstStashed, _lastStashed!);
        (_firstStashed, _lastStashed, _stashedCount) = (null, null, 0);
        _userStash?.IsReleased = true;
    }

    private void PrependStashed(IEnumerable<Envelope> envelopes)
    {
        Letter? first = null, last = null;
        foreach (var envelope in envelopes)
        {
            var letter = new Letter(envelope.Message, envelope.Sender);
            if (last is null) first = letter;
            else last.Next = letter;
            last = letter;
            _stashedCount++;
        }

        if (last is null) return;
        last.Next = _firstStashed;
        _firstStashed = first;
        _lastStashed ??= last;
        if (!_inReceive && _asyncHandlers == 0 && _stage == Stage.Running && _stashing == 0) UnstashNext();
    }

    /// <summary>The mark.</summary>
    private sealed class NextStashed : IDeadLetterSuppression
    {
        public static NextStashed Instance { get; } = new();
    }

    private sealed class HeldMessage(object message)
    {
        public object Message { get; } = message;
    }

    /// <summary>The user's stash; what it gives back waits in the internal stash, ahead of the commands there, instead of jumping their queue.</summary>
    private sealed class UserStash(Eventsourced actor, IStash inner) : IStash
    {
        /// <summary>True when the actor stops or restarts: what is stashed then goes to the mailbox.</summary>
        public bool IsReleased { get; set; }

        public int Count => inner.Count;

        public int Capacity => inner.Capacity;

        public bool IsEmpty => inner.IsEmpty;

        public bool NonEmpty => inner.NonEmpty;

        public bool IsFull => inner.IsFull;

        public void Stash() => inner.Stash();

        public void Unstash()
        {
            if (IsReleased)
            {
                inner.Unstash();
                return;
            }

            var all = inner.ClearStash().ToList();
            if (all.Count == 0) return;
            inner.Prepend(all.Skip(1));
            actor.PrependStashed(all.Take(1));
        }

        public void UnstashAll() => UnstashAll(static _ => true);

        public void UnstashAll(Func<Envelope, bool> predicate)
        {
            if (IsReleased) inner.UnstashAll(predicate);
            else actor.PrependStashed(inner.ClearStash().Where(predicate));
        }

        public IEnumerable<Envelope> ClearStash() => inner.ClearStash();

        public void Prepend(IEnumerable<Envelope> envelopes) => inner.Prepend(envelopes);
    }
}
