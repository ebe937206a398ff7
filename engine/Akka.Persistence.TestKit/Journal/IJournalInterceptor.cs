namespace Akka.Persistence.TestKit;

/// <summary>Decides what becomes of each event that a <see cref="TestJournal"/> stores or replays. Called on any thread, one event of one actor after another.</summary>
public interface IJournalInterceptor
{
    /// <summary>
    /// Completes when the event is to pass. <see cref="TestJournalRejectionException"/> refuses it, with the events stored together with it; any other error
    /// fails the write or the replay.
    /// </summary>
    /// <param name="message">The event.</param>
    Task InterceptAsync(IPersistentRepresentation message);
}

/// <summary>Puts an interceptor into a <see cref="TestJournal"/>.</summary>
public interface IJournalBehaviorSetter
{
    /// <summary>Replaces the interceptor; done when it holds for everything that comes later.</summary>
    /// <param name="interceptor">The interceptor.</param>
    Task SetInterceptorAsync(IJournalInterceptor interceptor);
}

/// <summary>A <see cref="TestJournal"/> as a test controls it. Thread-safe.</summary>
public interface ITestJournal
{
    /// <summary>Says how the journal reaches its storage.</summary>
    JournalConnectionBehavior OnConnect { get; }

    /// <summary>Says what happens to each event that is replayed.</summary>
    JournalRecoveryBehavior OnRecovery { get; }

    /// <summary>Says what happens to each event that is stored.</summary>
    JournalWriteBehavior OnWrite { get; }
}
