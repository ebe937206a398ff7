using Akka.Actor;
using Akka.Persistence.Snapshot;

namespace Akka.Persistence.TestKit;

/// <summary>
/// The snapshot store in memory under a test's control: section <c>akka.persistence.snapshot-store.test</c>. Each call goes through an interceptor for
/// the connection, then one for what is asked.
/// </summary>
public sealed class TestSnapshotStore : MemorySnapshotStore
{
    private readonly IScheduler _clock = Context.System.Scheduler;
    private IConnectionInterceptor _connection = ConnectionInterceptors.Noop.Instance;
    private ISnapshotStoreInterceptor _save = SnapshotStoreInterceptors.Noop.Instance;
    private ISnapshotStoreInterceptor _load = SnapshotStoreInterceptors.Noop.Instance;
    private ISnapshotStoreInterceptor _delete = SnapshotStoreInterceptors.Noop.Instance;

    /// <summary>Made by the persistence extension.</summary>
    public TestSnapshotStore()
    {
    }

    /// <summary>The controls of a snapshot store.</summary>
    /// <param name="actor">A <see cref="TestSnapshotStore"/>.</param>
    public static ITestSnapshotStore FromRef(IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new Controls(actor);
    }

    /// <inheritdoc />
    protected override async Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        await PassAsync(_load, persistenceId, criteria).ConfigureAwait(false);
        return await base.LoadAsync(persistenceId, criteria).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override async Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        await PassAsync(_save, metadata.PersistenceId, CriteriaOf(metadata)).ConfigureAwait(false);
        await base.SaveAsync(metadata, snapshot).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override async Task DeleteAsync(SnapshotMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        await PassAsync(_delete, metadata.PersistenceId, CriteriaOf(metadata)).ConfigureAwait(false);
        await base.DeleteAsync(metadata).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override async Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        await PassAsync(_delete, persistenceId, criteria).ConfigureAwait(false);
        await base.DeleteAsync(persistenceId, criteria).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override bool ReceivePluginInternal(object message)
    {
        switch (message)
        {
            case UseConnectionInterceptor use:
                _connection = use.Interceptor;
                break;
            case UseSaveInterceptor use:
                _save = use.Interceptor;
                break;
            case UseLoadInterceptor use:
                _load = use.Interceptor;
                break;
            case UseDeleteInterceptor use:
                _delete = use.Interceptor;
                break;
            default:
                return base.ReceivePluginInternal(message);
        }

        Sender.Tell(Ack.Instance, Self);
        return true;
    }

    private static SnapshotSelectionCriteria CriteriaOf(SnapshotMetadata metadata) =>
        new(metadata.SequenceNr, metadata.Timestamp, metadata.SequenceNr, metadata.Timestamp);

    private async Task PassAsync(ISnapshotStoreInterceptor interceptor, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        Waiting.OnClockOf(_clock);
        await _connection.InterceptAsync().ConfigureAwait(false);
        await interceptor.InterceptAsync(persistenceId, criteria).ConfigureAwait(false);
    }

    /// <summary>To the store: reach the storage this way from now on. Answered with <see cref="Ack"/>.</summary>
    public sealed class UseConnectionInterceptor
    {
        /// <summary>Creates the message.</summary>
        /// <param name="interceptor">The interceptor.</param>
        public UseConnectionInterceptor(IConnectionInterceptor interceptor) => Interceptor = interceptor;

        /// <summary>The interceptor.</summary>
        public IConnectionInterceptor Interceptor { get; }
    }

    /// <summary>To the store: save this way from now on. Answered with <see cref="Ack"/>.</summary>
    public sealed class UseSaveInterceptor
    {
        /// <summary>Creates the message.</summary>
        /// <param name="interceptor">The interceptor.</param>
        public UseSaveInterceptor(ISnapshotStoreInterceptor interceptor) => Interceptor = interceptor;

        /// <summary>The interceptor.</summary>
        public ISnapshotStoreInterceptor Interceptor { get; }
    }

    /// <summary>To the store: load this way from now on. Answered with <see cref="Ack"/>.</summary>
    public sealed class UseLoadInterceptor
    {
        /// <summary>Creates the message.</summary>
        /// <param name="interceptor">The interceptor.</param>
        public UseLoadInterceptor(ISnapshotStoreInterceptor interceptor) => Interceptor = interceptor;

        /// <summary>The interceptor.</summary>
        public ISnapshotStoreInterceptor Interceptor { get; }
    }

    /// <summary>To the store: delete this way from now on. Answered with <see cref="Ack"/>.</summary>
    public sealed class UseDeleteInterceptor
    {
        /// <summary>Creates the message.</summary>
        /// <param name="interceptor">The interceptor.</param>
        public UseDeleteInterceptor(ISnapshotStoreInterceptor interceptor) => Interceptor = interceptor;

        /// <summary>The interceptor.</summary>
        public ISnapshotStoreInterceptor Interceptor { get; }
    }

    /// <summary>The store uses the interceptor.</summary>
    public sealed class Ack
    {
        /// <summary>An instance for all.</summary>
        public static readonly Ack Instance = new();
    }

    private sealed class Controls(IActorRef store) : ITestSnapshotStore
    {
        public SnapshotStoreConnectionBehavior OnConnect { get; } = new(new ConnectionSetter(store));

        public SnapshotStoreDeleteBehavior OnDelete { get; } = new(new Setter(store, static interceptor => new UseDeleteInterceptor(interceptor)));

        public SnapshotStoreLoadBehavior OnLoad { get; } = new(new Setter(store, static interceptor => new UseLoadInterceptor(interceptor)));

        public SnapshotStoreSaveBehavior OnSave { get; } = new(new Setter(store, static interceptor => new UseSaveInterceptor(interceptor)));
    }

    private sealed class Setter(IActorRef store, Func<ISnapshotStoreInterceptor, object> message) : ISnapshotStoreBehaviorSetter
    {
        public Task SetInterceptorAsync(ISnapshotStoreInterceptor interceptor)
        {
            ArgumentNullException.ThrowIfNull(interceptor);
            return store.Ask<Ack>(message(interceptor), PluginAnswer.Timeout);
        }
    }

    private sealed class ConnectionSetter(IActorRef store) : ISnapshotStoreConnectionBehaviorSetter
    {
        public Task SetInterceptorAsync(IConnectionInterceptor interceptor)
        {
            ArgumentNullException.ThrowIfNull(interceptor);
            return store.Ask<Ack>(new UseConnectionInterceptor(interceptor), PluginAnswer.Timeout);
        }
    }
}
