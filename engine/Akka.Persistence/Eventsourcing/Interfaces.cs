using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Says who a persistent actor is, and where it is stored.</summary>
public interface IPersistentIdentity
{
    /// <summary>The name of the actor's history. One actor at a time may have it.</summary>
    string PersistenceId { get; }

    /// <summary>Configuration path of the journal; empty for the default one.</summary>
    string JournalPluginId { get; }

    /// <summary>Configuration path of the snapshot store; empty for the default one.</summary>
    string SnapshotPluginId { get; }
}

/// <summary>Says what happens when the stash for commands overflows.</summary>
public interface IPersistenceStash : IWithUnboundedStash
{
    /// <summary>What happens when the stash that holds commands during a persist or a recovery is full.</summary>
    IStashOverflowStrategy InternalStashOverflowStrategy { get; }
}
