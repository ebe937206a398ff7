using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence.Journal;

/// <content>Queries over all actors' events. A position counts the events from 0 in the order in which they were stored, deleted ones included, so that it never changes.</content>
public partial class MemoryJournal
{
    /// <inheritdoc />
    protected override bool ReceivePluginInternal(object message)
    {
        switch (message)
        {
            case ReplayTaggedMessages query:
                Replay(query);
                return true;
            case ReplayAllEvents query:
                Replay(query);
                return true;
            case SelectCurrentPersistenceIds query:
                Select(query);
                return true;
            default:
                return base.ReceivePluginInternal(message);
        }
    }

    private void Replay(ReplayTaggedMessages query)
    {
        var tagged = Log.Snapshot().Where(entry => entry.Tags?.Contains(query.Tag) == true).ToArray();
        var left = query.Max;
        for (var position = Math.Max(0, query.FromOffset); position < Math.Min(query.ToOffset, tagged.Length) && left > 0; position++)
        {
            if (!IsKept(tagged[position].Persistent)) continue;
            left--;
            foreach (var persistent in Adapted(tagged[position].Persistent)) query.ReplyTo.Tell(new ReplayedTaggedMessage(persistent, query.Tag, position), ActorRefs.NoSender);
        }

        query.ReplyTo.Tell(new ReplayTaggedMessagesSuccess(tagged.Length - 1), ActorRefs.NoSender);
    }

    private void Replay(ReplayAllEvents query)
    {
        var all = Log.Snapshot();
        try
        {
            var left = query.Max;
            for (var position = Math.Max(0, query.FromOffset); position < Math.Min(query.ToOffset, all.Length) && left > 0; position++)
            {
                if (!IsKept(all[position].Persistent)) continue;
                left--;
                foreach (var persistent in Adapted(all[position].Persistent)) query.ReplyTo.Tell(new ReplayedEvent(persistent, position), ActorRefs.NoSender);
            }
        }
        catch (Exception failure)
        {
            // An event adapter is user code: the one who asks must hear of its failure.
            query.ReplyTo.Tell(new EventReplayFailure(failure), ActorRefs.NoSender);
            return;
        }

        query.ReplyTo.Tell(new EventReplaySuccess(all.Length - 1), ActorRefs.NoSender);
    }

    private void Select(SelectCurrentPersistenceIds query)
    {
        var all = Log.Snapshot();
        var ids = all.Skip(query.Offset).Select(static entry => entry.Persistent.PersistenceId).Distinct(StringComparer.Ordinal).ToArray();
        query.ReplyTo.Tell(new CurrentPersistenceIds(ids, all.Length - 1), ActorRefs.NoSender);
    }

    private bool IsKept(IPersistentRepresentation persistent) => Find(persistent.PersistenceId, persistent.SequenceNr) is not null;

    private List<IPersistentRepresentation> Adapted(IPersistentRepresentation stored)
    {
        var adapted = new List<IPersistentRepresentation>();
        Plugin.AdaptFromJournal(stored, adapted);
        return adapted;
    }

    /// <summary>To the journal: replay the events with a tag. Positions count these events only. Answered with <see cref="ReplayedTaggedMessage"/> for each, then <see cref="ReplayTaggedMessagesSuccess"/>.</summary>
    public sealed class ReplayTaggedMessages : IJournalRequest
    {
        /// <summary>Creates the message.</summary>
        /// <param name="fromOffset">Position of the first event, from 0.</param>
        /// <param name="toOffset">Position before which to end.</param>
        /// <param name="max">At most so many events.</param>
        /// <param name="tag">The tag.</param>
        /// <param name="replyTo">Who gets the answers.</param>
        public ReplayTaggedMessages(int fromOffset, int toOffset, int max, string tag, IActorRef replyTo)
        {
            FromOffset = fromOffset;
            ToOffset = toOffset;
            Max = max;
            Tag = tag;
            ReplyTo = replyTo;
        }

        /// <summary>Position of the first event, from 0.</summary>
        public readonly int FromOffset;

        /// <summary>Position before which to end.</summary>
        public readonly int ToOffset;

        /// <summary>At most so many events.</summary>
        public readonly int Max;

        /// <summary>The tag.</summary>
        public readonly string Tag;

        /// <summary>Who gets the answers.</summary>
        public readonly IActorRef ReplyTo;
    }

    /// <summary>One event with a tag.</summary>
    public sealed class ReplayedTaggedMessage : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        /// <summary>Creates the message.</summary>
        /// <param name="persistent">The event.</param>
        /// <param name="tag">The tag.</param>
        /// <param name="offset">Its position among the events with the tag.</param>
        public ReplayedTaggedMessage(IPersistentRepresentation persistent, string tag, int offset)
        {
            Persistent = persistent;
            Tag = tag;
            Offset = offset;
        }

        /// <summary>The event.</summary>
        public readonly IPersistentRepresentation Persistent;

        /// <summary>The tag.</summary>
        public readonly string Tag;

        /// <summary>Its position among the events with the tag.</summary>
        public readonly int Offset;
    }

    /// <summary>All events with a tag have been replayed.</summary>
    public sealed class ReplayTaggedMessagesSuccess
    {
        /// <summary>Creates the message.</summary>
        /// <param name="highestSequenceNr">Position of the newest event with the tag; -1 when there is none.</param>
        public ReplayTaggedMessagesSuccess(int highestSequenceNr)
        {
            HighestSequenceNr = highestSequenceNr;
        }

        /// <summary>Position of the newest event with the tag; -1 when there is none.</summary>
        public int HighestSequenceNr { get; }
    }

    /// <summary>To the journal: replay the events of all actors. Answered with <see cref="ReplayedEvent"/> for each, then <see cref="EventReplaySuccess"/> or <see cref="EventReplayFailure"/>.</summary>
    public sealed class ReplayAllEvents : IJournalRequest
    {
        /// <summary>Creates the message.</summary>
        /// <param name="fromOffset">Position of the first event, from 0.</param>
        /// <param name="toOffset">Position before which to end.</param>
        /// <param name="max">At most so many events.</param>
        /// <param name="replyTo">Who gets the answers.</param>
        public ReplayAllEvents(int fromOffset, int toOffset, long max, IActorRef replyTo)
        {
            FromOffset = fromOffset;
            ToOffset = toOffset;
            Max = max;
            ReplyTo = replyTo;
        }

        /// <summary>Position of the first event, from 0.</summary>
        public readonly int FromOffset;

        /// <summary>Position before which to end.</summary>
        public readonly int ToOffset;

        /// <summary>At most so many events.</summary>
        public readonly long Max;

        /// <summary>Who gets the answers.</summary>
        public readonly IActorRef ReplyTo;
    }

    /// <summary>One event.</summary>
    public sealed class ReplayedEvent : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        /// <summary>Creates the message.</summary>
        /// <param name="persistent">The event.</param>
        /// <param name="offset">Its position.</param>
        public ReplayedEvent(IPersistentRepresentation persistent, int offset)
        {
            Persistent = persistent;
            Offset = offset;
        }

        /// <summary>The event.</summary>
        public readonly IPersistentRepresentation Persistent;

        /// <summary>Its position.</summary>
        public readonly int Offset;
    }

    /// <summary>All events have been replayed.</summary>
    public sealed class EventReplaySuccess
    {
        /// <summary>Creates the message.</summary>
        /// <param name="highestSequenceNr">Position of the newest event; -1 when there is none.</param>
        public EventReplaySuccess(int highestSequenceNr)
        {
            HighestSequenceNr = highestSequenceNr;
        }

        /// <summary>Position of the newest event; -1 when there is none.</summary>
        public int HighestSequenceNr { get; }
    }

    /// <summary>The events could not be replayed.</summary>
    public sealed class EventReplayFailure
    {
        /// <summary>Creates the message.</summary>
        /// <param name="cause">Why.</param>
        public EventReplayFailure(Exception cause)
        {
            Cause = cause;
        }

        /// <summary>Why.</summary>
        public Exception Cause { get; }
    }

    /// <summary>To the journal: whose events are there? Answered with <see cref="CurrentPersistenceIds"/>.</summary>
    public sealed class SelectCurrentPersistenceIds : IJournalRequest
    {
        /// <summary>Creates the message.</summary>
        /// <param name="offset">Position of the first event to look at, from 0.</param>
        /// <param name="replyTo">Who gets the answers.</param>
        public SelectCurrentPersistenceIds(int offset, IActorRef replyTo)
        {
            Offset = offset;
            ReplyTo = replyTo;
        }

        /// <summary>Position of the first event to look at, from 0.</summary>
        public int Offset { get; }

        /// <summary>Who gets the answers.</summary>
        public IActorRef ReplyTo { get; }
    }

    /// <summary>Whose events are there.</summary>
    public sealed class CurrentPersistenceIds : IDeadLetterSuppression
    {
        /// <summary>Creates the message.</summary>
        /// <param name="allPersistenceIds">The persistence ids, in the order of their first events.</param>
        /// <param name="highestOrderingNumber">Position of the newest event; -1 when there is none.</param>
        public CurrentPersistenceIds(IEnumerable<string> allPersistenceIds, int highestOrderingNumber)
        {
            AllPersistenceIds = allPersistenceIds;
            HighestOrderingNumber = highestOrderingNumber;
        }

        /// <summary>The persistence ids, in the order of their first events.</summary>
        public readonly IEnumerable<string> AllPersistenceIds;

        /// <summary>Position of the newest event; -1 when there is none.</summary>
        public readonly int HighestOrderingNumber;
    }
}
