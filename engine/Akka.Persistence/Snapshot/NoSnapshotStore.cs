namespace Akka.Persistence.Snapshot;

/// <summary>Stands in where no snapshot store is configured: there is nothing to load, and saving and deleting fail.</summary>
public sealed class NoSnapshotStore : SnapshotStore
{
    /// <summary>Made by the persistence extension.</summary>
    public NoSnapshotStore()
    {
    }

    /// <inheritdoc />
    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Task.FromResult<SelectedSnapshot?>(null);

    /// <inheritdoc />
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) => Refuse();

    /// <inheritdoc />
    protected override Task DeleteAsync(SnapshotMetadata metadata) => Refuse();

    /// <inheritdoc />
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Refuse();

    private static Task Refuse() => Task.FromException(
        new NoSnapshotStoreException("No snapshot store is configured: set akka.persistence.snapshot-store.plugin to the path of one."));

    /// <summary>A snapshot was to be saved or deleted, and no snapshot store is configured.</summary>
    public class NoSnapshotStoreException : Exception
    {
        /// <summary>Creates the exception.</summary>
        public NoSnapshotStoreException()
        {
        }

        /// <summary>Creates the exception.</summary>
        /// <param name="message">What is missing.</param>
        public NoSnapshotStoreException(string message)
            : base(message)
        {
        }

        /// <summary>Creates the exception.</summary>
        /// <param name="message">What is missing.</param>
        /// <param name="innerException">The error that led to it.</param>
        public NoSnapshotStoreException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
