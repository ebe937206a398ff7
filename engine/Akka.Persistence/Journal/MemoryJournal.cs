using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>A journal that keeps events in memory, for tests: they are gone with the actor system. Payloads are kept as they are, not serialized.</summary>
public partial class MemoryJournal : AsyncWriteJournal
{
    private static readonly Task<IImmutableList<Exception?>?> AllStored = Task.FromResult<IImmutableList<Exception?>?>(null);

    private readonly ConcurrentDictionary<string, LinkedList<IPersistentRepresentation>> _messages = new(StringComparer.Ordinal);
    private readonly MemoryLog _all = new();
    private readonly ITimeProvider _clock = Context.System.Scheduler; // subclasses may write on other threads
    private readonly ConcurrentDictionary<string, long> _highest = new(StringComparer.Ordinal);

    /// <summary>Made by the persistence extension.</summary>
    public MemoryJournal()
    {
    }

    /// <summary>The histories by persistence id.</summary>
    protected virtual ConcurrentDictionary<string, LinkedList<IPersistentRepresentation>> Messages => _messages;

    internal virtual MemoryLog Log => _all;

    /// <summary>Adds an event at the end of its history.</summary>
    /// <param name="persistent">The event.</param>
    /// <returns>All histories.</returns>
    public IDictionary<string, LinkedList<IPersistentRepresentation>> Add(IPersistentRepresentation persistent)
    {
        Messages.GetOrAdd(persistent.PersistenceId, static _ => []).AddLast(persistent);
        _highest[persistent.PersistenceId] = Math.Max(persistent.SequenceNr, HighestSequenceNr(persistent.PersistenceId));
        return Messages;
    }

    /// <summary>Replaces an event.</summary>
    /// <param name="pid">Whose event.</param>
    /// <param name="seqNr">Its number.</param>
    /// <param name="updater">Makes the new event of the old one.</param>
    /// <returns>All histories.</returns>
    public IDictionary<string, LinkedList<IPersistentRepresentation>> Update(string pid, long seqNr, Func<IPersistentRepresentation, IPersistentRepresentation> updater)
    {
        if (Find(pid, seqNr) is { } node) node.Value = updater(node.Value);
        return Messages;
    }

    /// <summary>Deletes an event.</summary>
    /// <param name="pid">Whose event.</param>
    /// <param name="seqNr">Its number.</param>
    /// <returns>All histories.</returns>
    public IDictionary<string, LinkedList<IPersistentRepresentation>> Delete(string pid, long seqNr)
    {
        // A subclass may keep its events where this instance has not seen them come.
        _highest[pid] = HighestSequenceNr(pid);
        if (Find(pid, seqNr) is { } node) node.List!.Remove(node);
        return Messages;
    }

    /// <summary>Reads events in order.</summary>
    /// <param name="pid">Whose events.</param>
    /// <param name="fromSeqNr">First number, inclusive.</param>
    /// <param name="toSeqNr">Last number, inclusive.</param>
    /// <param name="max">At most so many.</param>
    public IEnumerable<IPersistentRepresentation> Read(string pid, long fromSeqNr, long toSeqNr, long max)
    {
        if (!Messages.TryGetValue(pid, out var events)) yield break;
        foreach (var persistent in events)
        {
            if (persistent.SequenceNr > toSeqNr || max <= 0) yield break;
            if (persistent.SequenceNr < fromSeqNr) continue;
            max--;
            yield return persistent;
        }
    }

    /// <summary>The highest number ever added, deleted events included; 0 when there is none.</summary>
    /// <param name="pid">Whose events.</param>
    public long HighestSequenceNr(string pid)
    {
        var highest = _highest.GetValueOrDefault(pid);
        return Messages.TryGetValue(pid, out var events) && events.Last is { } last ? Math.Max(highest, last.Value.SequenceNr) : highest;
    }

    /// <inheritdoc />
    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        foreach (var persistent in Read(persistenceId, fromSequenceNr, toSequenceNr, max)) recoveryCallback(persistent);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) => Task.FromResult(HighestSequenceNr(persistenceId));

    /// <inheritdoc />
    protected override Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        foreach (var write in messages)
        {
            var taken = write.LowestSequenceNr <= HighestSequenceNr(write.PersistenceId);
            if (taken && Find(write.PersistenceId, write.LowestSequenceNr) is not null)
            {
                throw new InvalidOperationException($"Event {write.LowestSequenceNr} of '{write.PersistenceId}' is stored already. Is another actor with this persistence id running?");
            }

            foreach (var persistent in write.Events)
            {
                var payload = persistent.Payload is Tagged tagged ? tagged.Payload : persistent.Payload;
                var stored = new Persistent(
                    payload, persistent.SequenceNr, persistent.PersistenceId, persistent.Manifest, sender: ActorRefs.NoSender,
                    writerGuid: persistent.WriterGuid, timestamp: _clock.Now.UtcTicks);
                Add(stored);
                Log.Add(stored, (persistent.Payload as Tagged?)?.Tags);
            }
        }

        return AllStored;
    }

    /// <inheritdoc />
    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr)
    {
        var last = Math.Min(toSequenceNr, HighestSequenceNr(persistenceId));
        foreach (var persistent in Read(persistenceId, 0, last, long.MaxValue).ToArray()) Delete(persistenceId, persistent.SequenceNr);
        return Task.CompletedTask;
    }

    private LinkedListNode<IPersistentRepresentation>? Find(string pid, long seqNr)
    {
        if (!Messages.TryGetValue(pid, out var events)) return null;
        for (var node = events.Last; node is not null && node.Value.SequenceNr >= seqNr; node = node.Previous)
        {
            if (node.Value.SequenceNr == seqNr) return node;
        }

        return null;
    }
}

/// <summary>A <see cref="MemoryJournal"/> whose events are shared by all actor systems of the process, and survive them.</summary>
public class SharedMemoryJournal : MemoryJournal
{
    private static readonly ConcurrentDictionary<string, LinkedList<IPersistentRepresentation>> Shared = new(StringComparer.Ordinal);
    private static readonly MemoryLog SharedLog = new();

    /// <summary>Made by the persistence extension.</summary>
    public SharedMemoryJournal()
    {
    }

    /// <inheritdoc />
    protected override ConcurrentDictionary<string, LinkedList<IPersistentRepresentation>> Messages => Shared;

    internal override MemoryLog Log => SharedLog;
}
