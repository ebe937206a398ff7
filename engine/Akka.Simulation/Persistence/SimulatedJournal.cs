using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Akka.Simulation;

/// <summary>A journal on a <see cref="SimulatedDisk"/>; see <see cref="SimulatedPersistence"/>. Its answers may be late, doubled, reordered or missing as <see cref="SimulatedDisk.Journal"/> says.</summary>
public sealed class SimulatedJournal : AsyncWriteJournal
{
    private readonly SimulatedNode _node;
    private readonly SimulatedDisk _disk;
    private readonly JournalContents _events;
    private readonly SeededRandom _random;
    private readonly ActorSystem _system = Context.System;
    private readonly bool _serialize;

    /// <summary>Made by the persistence extension.</summary>
    /// <param name="config">The plugin's section.</param>
    public SimulatedJournal(Config config)
    {
        _node = SimulationSetup.NodeOf(_system);
        _disk = SimulatedPersistence.DiskOf(_system, config);
        _events = _disk.Contents<JournalContents>(JournalContents.Name);
        _random = _node.World.Random.Fork("journal " + _node.Name).Fork(_node.Lives);
        _serialize = config.GetBoolean("serialize", false);
    }

    /// <inheritdoc/>
    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        ArgumentNullException.ThrowIfNull(recoveryCallback);
        var stored = await _disk.ReadAsync(() => _events.Read(persistenceId, fromSequenceNr, toSequenceNr, max)).ConfigureAwait(false);
        foreach (var (number, one) in stored)
            recoveryCallback(new Persistent(one.Payload.Read(_system), number, persistenceId, one.Manifest, false, ActorRefs.NoSender, one.WriterGuid, one.Timestamp));
    }

    /// <inheritdoc/>
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) => _disk.ReadAsync(() => _events.HighestOf(persistenceId));

    /// <inheritdoc/>
    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var answers = new List<Exception?>();
        var accepted = new List<(AtomicWrite Write, StoredEvent[] Events)>();
        var size = 0;
        foreach (var write in messages)
        {
            var refused = _random.Chance(_disk.Journal.Rejections);
            answers.Add(refused ? new InvalidOperationException($"simulated: {write} is refused") : null);
            if (refused) continue;
            accepted.Add((write, [.. write.Events.Select(ToStored)]));
            size += write.Size;
        }

        if (accepted.Count > 0)
        {
            await _disk.WriteAsync(
                () =>
                {
                    foreach (var (write, _) in accepted) _events.ThrowIfTaken(write);
                    foreach (var (write, events) in accepted) _events.Add(write, events);
                },
                size).ConfigureAwait(false);
        }

        return answers.Exists(static answer => answer is not null) ? answers.ToImmutableArray() : null;
    }

    /// <inheritdoc/>
    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) => _disk.WriteAsync(() => _events.Delete(persistenceId, toSequenceNr), 0);

    /// <inheritdoc/>
    protected internal override bool AroundReceive(Receive receive, object message)
    {
        if (message is WriteMessages write && _disk.Journal is { LateAnswers: > 0 } or { DoubledAnswers: > 0 } or { LostAnswers: > 0 })
            message = Through(new AnswerLine(this, write.PersistentActor), write);
        return base.AroundReceive(receive, message);
    }

    private static WriteMessages Through(IActorRef line, WriteMessages write) =>
        write.Batch is { } batch ? new WriteMessages(batch, line, write.ActorInstanceId) : new WriteMessages(write.Messages, line, write.ActorInstanceId);

    private StoredEvent ToStored(IPersistentRepresentation persistent) => new(
        StoredObject.Of(_system, persistent.Payload is Tagged tagged ? tagged.Payload : persistent.Payload, _serialize),
        persistent.Manifest, persistent.WriterGuid, _node.Clock.GetUtcNow().UtcTicks);

    /// <summary>What the journal takes for the actor: it carries answers there as the faults say.</summary>
    private sealed class AnswerLine(SimulatedJournal journal, IActorRef actor) : MinimalActorRef
    {
        public override ActorPath Path => actor.Path;

        public override IActorRefProvider Provider => ((IInternalActorRef)actor).Provider;

        protected override void TellInternal(object message, IActorRef? sender)
        {
            var faults = journal._disk.Journal;
            if (journal._random.Chance(faults.LostAnswers)) return;
            for (var copies = journal._random.Chance(faults.DoubledAnswers) ? 2 : 1; copies > 0; copies--)
            {
                if (!journal._random.Chance(faults.LateAnswers)) actor.Tell(message, sender);
                else journal._node.World.After(journal._random.Span(TimeSpan.FromMicroseconds(1), faults.Latest), () => actor.Tell(message, sender), journal._node);
            }
        }
    }
}

/// <summary>The events on a disk.</summary>
internal sealed class JournalContents
{
    public const string Name = "journal";

    private readonly Dictionary<string, History> _histories = new(StringComparer.Ordinal);

    public long HighestOf(string persistenceId) => _histories.TryGetValue(persistenceId, out var history) ? history.Highest : 0;

    public IReadOnlyList<(long Number, StoredEvent Event)> Read(string persistenceId, long from, long to, long max) =>
        _histories.TryGetValue(persistenceId, out var history)
            ? [.. history.Events.Where(e => e.Key >= from && e.Key <= to).Take((int)Math.Min(max, int.MaxValue)).Select(e => (e.Key, e.Value))]
            : [];

    public void ThrowIfTaken(AtomicWrite write)
    {
        // Deleted events count, as in the real journals.
        if (HighestOf(write.PersistenceId) >= write.LowestSequenceNr)
            throw new InvalidOperationException($"Event {write.LowestSequenceNr} of '{write.PersistenceId}' is stored already.");
    }

    public void Add(AtomicWrite write, StoredEvent[] events)
    {
        if (!_histories.TryGetValue(write.PersistenceId, out var history)) _histories[write.PersistenceId] = history = new History();
        var i = 0;
        foreach (var persistent in write.Events) history.Events.Add(persistent.SequenceNr, events[i++]);
        history.Highest = Math.Max(history.Highest, write.HighestSequenceNr);
    }

    public void Delete(string persistenceId, long to)
    {
        if (!_histories.TryGetValue(persistenceId, out var history)) return;
        foreach (var number in history.Events.Keys.TakeWhile(number => number <= to).ToArray()) history.Events.Remove(number);
    }

    private sealed class History
    {
        public SortedList<long, StoredEvent> Events { get; } = [];

        public long Highest { get; set; }
    }
}

/// <summary>One event on a disk.</summary>
internal sealed record StoredEvent(StoredObject Payload, string Manifest, string WriterGuid, long Timestamp);
