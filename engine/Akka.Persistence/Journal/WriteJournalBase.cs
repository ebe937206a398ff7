using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>What all journals share: adapting events on their way in.</summary>
public abstract class WriteJournalBase : ActorBase
{
    /// <summary>Made by the persistence extension.</summary>
    protected WriteJournalBase() => Plugin = Akka.Persistence.Persistence.Instance.Apply(Context.System).JournalPluginOf(Self);

    internal JournalPlugin Plugin { get; }

    /// <summary>Starts the journal. When its <c>PreStart</c> fails, everything asked of it fails at once, for that reason.</summary>
    public override void AroundPreStart()
    {
        if (!UnusablePlugin.TryStart(base.AroundPreStart, Context)) Plugin.DirectWriter = null;
    }

    /// <summary>The parts of a batch that are to be stored, with their events adapted.</summary>
    /// <param name="resequenceables">The batch.</param>
    protected IEnumerable<AtomicWrite> PreparePersistentBatch(IEnumerable<IPersistentEnvelope> resequenceables)
    {
        foreach (var envelope in resequenceables)
        {
            if (envelope is not AtomicWrite write) continue;
            yield return Plugin.Adapters.IsEmpty ? write : new AtomicWrite(write.Events.Select(AdaptToJournal).ToImmutableArray());
        }
    }

    /// <summary>An event as it is to be stored.</summary>
    /// <param name="representation">The event as the actor persisted it.</param>
    protected IPersistentRepresentation AdaptToJournal(IPersistentRepresentation representation) => Plugin.AdaptToJournal(representation);
}
