using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence.Journal;

/// <summary>
/// Stands between a journal and the persistent actor that it replays to, and looks for events of two actors that had one persistence id at once:
/// a writer that had been followed by another and goes on, or numbers that come again. Journals derived from <see cref="AsyncWriteJournal"/> need
/// none: they do the same without an actor. It stops when the replay has ended.
/// </summary>
public sealed class ReplayFilter : ActorBase
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private WriterFilter? _filter;

    /// <summary>Made by <see cref="Props"/>.</summary>
    /// <param name="persistentActor">Who gets the events.</param>
    /// <param name="mode">What to do about mixed events.</param>
    /// <param name="windowSize">So many events wait, so that older ones can be taken back; at least 1.</param>
    /// <param name="maxOldWriters">So many earlier writers are remembered.</param>
    /// <param name="debugEnabled">Logs every event at level debug.</param>
    public ReplayFilter(IActorRef persistentActor, ReplayFilterMode mode, int windowSize, int maxOldWriters, bool debugEnabled)
    {
        ArgumentNullException.ThrowIfNull(persistentActor);
        ArgumentOutOfRangeException.ThrowIfLessThan(windowSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(maxOldWriters);
        PersistentActor = persistentActor;
        Mode = mode;
        WindowSize = windowSize;
        MaxOldWriters = maxOldWriters;
        DebugEnabled = debugEnabled;
    }

    /// <summary>Who gets the events.</summary>
    public IActorRef PersistentActor { get; }

    /// <summary>What to do about mixed events.</summary>
    public ReplayFilterMode Mode { get; }

    /// <summary>So many events wait.</summary>
    public int WindowSize { get; }

    /// <summary>So many earlier writers are remembered.</summary>
    public int MaxOldWriters { get; }

    /// <summary>Whether every event is logged at level debug.</summary>
    public bool DebugEnabled { get; }

    /// <summary>A filter for one replay. The journal tells it what the persistent actor would get.</summary>
    /// <param name="persistentActor">Who gets the events.</param>
    /// <param name="mode">What to do about mixed events.</param>
    /// <param name="windowSize">So many events wait; at least 1.</param>
    /// <param name="maxOldWriters">So many earlier writers are remembered.</param>
    /// <param name="debugEnabled">Logs every event at level debug.</param>
    public static Props Props(IActorRef persistentActor, ReplayFilterMode mode, int windowSize, int maxOldWriters, bool debugEnabled) =>
        Actor.Props.Create(() => new ReplayFilter(persistentActor, mode, windowSize, maxOldWriters, debugEnabled));

    /// <inheritdoc />
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case ReplayedMessage replayed:
                Add(replayed.Persistent);
                return true;
            case RecoverySuccess or ReplayMessagesFailure:
                _filter?.Complete();
                PersistentActor.Tell(message, Sender);
                Context.Stop(Self);
                return true;
            default:
                PersistentActor.Tell(message, Sender);
                return true;
        }
    }

    private void Add(IPersistentRepresentation persistent)
    {
        if (DebugEnabled) _log.Debug("Replayed event [sequenceNr={0}, writerUUID={1}] of [{2}].", persistent.SequenceNr, persistent.WriterGuid, persistent.PersistenceId);
        _filter ??= new WriterFilter(new WriterFilterSettings(Mode, WindowSize, MaxOldWriters), persistent.PersistenceId, _log, Pass);
        try
        {
            _filter.Add(persistent);
        }
        catch (InvalidOperationException mixed)
        {
            PersistentActor.Tell(new ReplayMessagesFailure(mixed), ActorRefs.NoSender);
            Context.Stop(Self);
        }
    }

    private void Pass(IPersistentRepresentation persistent) => PersistentActor.Tell(new ReplayedMessage(persistent), ActorRefs.NoSender);
}
