using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Tests.Infrastructure;

/// <summary>What a test makes the journal of its system do.</summary>
internal sealed class JournalControl
{
    private static readonly ConditionalWeakTable<ActorSystem, JournalControl> All = [];

    /// <summary>How many writes the journal has been asked for, each a batch.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>Thrown for each batch.</summary>
    public Exception? FailWrites { get; set; }

    /// <summary>Decides which events are refused.</summary>
    public Func<object, Exception?> Reject { get; set; } = _ => null;

    /// <summary>Completes before a batch is stored.</summary>
    public Task WriteGate { get; set; } = Task.CompletedTask;

    /// <summary>Completes before a replay starts.</summary>
    public Func<Task> ReplayGate { get; set; } = () => Task.CompletedTask;

    public Exception? FailReplay { get; set; }

    public int ReplaysStarted { get; set; }

    public static JournalControl Of(ActorSystem system) => All.GetOrCreateValue(system);
}

/// <summary>The journal in memory, which waits, fails or refuses when the test says so.</summary>
internal sealed class ControlledJournal : MemoryJournal
{
    public const string Configuration = """
        akka.persistence.journal.plugin = "controlled"
        controlled { class = "Akka.Persistence.Tests.Infrastructure.ControlledJournal, Akka.Persistence.Tests", plugin-dispatcher = "akka.actor.default-dispatcher" }
        """;

    private readonly JournalControl _control = JournalControl.Of(Context.System);

    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        _control.ReplaysStarted++;
        await _control.ReplayGate().ConfigureAwait(false);
        if (_control.FailReplay is { } failure) throw failure;
        return HighestSequenceNr(persistenceId);
    }

    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var writes = messages.ToArray();
        _control.Batches.Add(writes.Sum(w => w.Size));
        await _control.WriteGate.ConfigureAwait(false);
        if (_control.FailWrites is { } failure) throw failure;
        var refusals = writes.Select(w => ((IEnumerable<IPersistentRepresentation>)w.Payload).Select(e => _control.Reject(e.Payload)).FirstOrDefault(e => e is not null)).ToImmutableArray();
        foreach (var (write, refusal) in writes.Zip(refusals))
        {
            if (refusal is not null) continue;
            foreach (var persistent in (IEnumerable<IPersistentRepresentation>)write.Payload) Add(persistent);
        }

        return refusals;
    }
}
