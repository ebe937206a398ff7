using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Reading a journal without blocking.</summary>
public interface IAsyncRecovery
{
    /// <summary>Reads stored events in order and passes each to <paramref name="recoveryCallback"/>.</summary>
    /// <param name="context">The context of the journal's actor.</param>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="fromSequenceNr">First number, inclusive.</param>
    /// <param name="toSequenceNr">Last number, inclusive.</param>
    /// <param name="max">At most so many events.</param>
    /// <param name="recoveryCallback">Takes each event; one at a time, on any thread.</param>
    /// <returns>A task that is done when the last event has been passed on, or fails when one cannot be read.</returns>
    Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback);

    /// <summary>Reads the highest sequence number ever stored, deleted events included.</summary>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="fromSequenceNr">A number from which to look, as a hint.</param>
    /// <returns>The number, 0 when there is none.</returns>
    Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);
}
