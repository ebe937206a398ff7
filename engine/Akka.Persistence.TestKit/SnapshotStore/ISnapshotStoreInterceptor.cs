namespace Akka.Persistence.TestKit;

/// <summary>Decides what becomes of each call of a <see cref="TestSnapshotStore"/>. Called on any thread.</summary>
public interface ISnapshotStoreInterceptor
{
    /// <summary>Completes when the call is to pass; an error fails it.</summary>
    /// <param name="persistenceId">Whose snapshots.</param>
    /// <param name="criteria">Which ones.</param>
    Task InterceptAsync(string persistenceId, SnapshotSelectionCriteria criteria);
}

/// <summary>Puts an interceptor into a <see cref="TestSnapshotStore"/>.</summary>
public interface ISnapshotStoreBehaviorSetter
{
    /// <summary>Replaces the interceptor; done when it holds for everything that comes later.</summary>
    /// <param name="interceptor">The interceptor.</param>
    Task SetInterceptorAsync(ISnapshotStoreInterceptor interceptor);
}

/// <summary>A <see cref="TestSnapshotStore"/> as a test controls it. Thread-safe.</summary>
public interface ITestSnapshotStore
{
    /// <summary>Says how the store reaches its storage.</summary>
    SnapshotStoreConnectionBehavior OnConnect { get; }

    /// <summary>Says what happens when snapshots are deleted.</summary>
    SnapshotStoreDeleteBehavior OnDelete { get; }

    /// <summary>Says what happens when a snapshot is loaded.</summary>
    SnapshotStoreLoadBehavior OnLoad { get; }

    /// <summary>Says what happens when a snapshot is saved.</summary>
    SnapshotStoreSaveBehavior OnSave { get; }
}
