using Akka.Event;

namespace Akka.Persistence;

/// <summary>Many replayed events in one message, for our own persistent actors.</summary>
internal sealed class ReplayedBatch(ReplayMessages request, IReadOnlyList<IPersistentRepresentation> events, Action? next) : IJournalResponse, IDeadLetterSuppression
{
    /// <summary>What this answers.</summary>
    public ReplayMessages Request { get; } = request;

    public IReadOnlyList<IPersistentRepresentation> Events { get; } = events;

    /// <summary>
    /// Asks for the next batch. Called before the events are handled, so that reading and replaying overlap while at most two
    /// batches are in memory. Null when the journal sends without being asked.
    /// </summary>
    public Action? Next { get; } = next;
}
