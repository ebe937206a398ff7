using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.Persistence.Tests.Infrastructure;

/// <summary>A journal of a foreign make: it shows the test what it is asked, and the test answers by hand, in whatever way it likes. Recoveries find nothing.</summary>
internal sealed class HandJournal : UntypedActor
{
    public const string Configuration = """
        akka.persistence.journal.plugin = "by-hand"
        by-hand { class = "Akka.Persistence.Tests.Infrastructure.HandJournal, Akka.Persistence.Tests", plugin-dispatcher = "akka.actor.default-dispatcher" }
        """;

    private static readonly ConditionalWeakTable<ActorSystem, List<WriteMessages>> All = [];

    /// <summary>The writes asked for, oldest first.</summary>
    public static List<WriteMessages> Writes(ActorSystem system) => All.GetOrCreateValue(system);

    /// <summary>The events of a write.</summary>
    public static IPersistentRepresentation[] Events(WriteMessages write) =>
        [.. write.Messages.OfType<AtomicWrite>().SelectMany(one => (IEnumerable<IPersistentRepresentation>)one.Payload)];

    protected override void OnReceive(object message)
    {
        if (message is WriteMessages write) Writes(Context.System).Add(write);
        else if (message is ReplayMessages replay) replay.PersistentActor.Tell(new RecoverySuccess(0));
    }
}
