using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Xunit.Abstractions;

namespace Akka.Persistence.TestKit;

/// <summary>
/// Base of test classes for persistent actors, for xunit 2: a system whose journal and snapshot store are in memory and do what the test says. Each
/// <c>With...</c> method holds while its block runs; afterwards everything passes again, also when the block failed.
/// </summary>
public class PersistenceTestKit : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Config Plugins = ConfigurationFactory.FromResource<TestJournal>("Akka.Persistence.TestKit.config.conf");

    /// <summary>Tests a new system.</summary>
    /// <param name="setup">The system's setup; its configuration, if it has one, over that of the test plugins.</param>
    /// <param name="actorSystemName">The system's name; null for "test".</param>
    /// <param name="output">Where to log.</param>
    public PersistenceTestKit(ActorSystemSetup setup, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(WithPlugins(setup), actorSystemName, output) => (Journal, Snapshots) = Controls();

    /// <summary>Tests a new system.</summary>
    /// <param name="config">The system's configuration, over that of the test plugins.</param>
    /// <param name="actorSystemName">The system's name; null for "test".</param>
    /// <param name="output">Where to log.</param>
    public PersistenceTestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(config.WithFallback(Plugins), actorSystemName, output) => (Journal, Snapshots) = Controls();

    /// <summary>Tests a new system.</summary>
    /// <param name="actorSystemName">The system's name; null for "test".</param>
    /// <param name="output">Where to log.</param>
    public PersistenceTestKit(string? actorSystemName = null, ITestOutputHelper? output = null)
        : this(Config.Empty, actorSystemName, output)
    {
    }

    /// <summary>Tests a system, whose configuration has the test plugins as its journal and snapshot store.</summary>
    /// <param name="actorSystem">The system.</param>
    /// <param name="output">Where to log.</param>
    public PersistenceTestKit(ActorSystem actorSystem, ITestOutputHelper? output = null)
        : base(actorSystem, output) => (Journal, Snapshots) = Controls();

    /// <summary>Says what the journal does.</summary>
    public ITestJournal Journal { get; }

    /// <summary>The journal.</summary>
    public IActorRef JournalActorRef => Extension.JournalFor(null);

    /// <summary>Says what the snapshot store does.</summary>
    public ITestSnapshotStore Snapshots { get; }

    /// <summary>The snapshot store.</summary>
    public IActorRef SnapshotsActorRef => Extension.SnapshotStoreFor(null);

    private PersistenceExtension Extension => Persistence.Instance.Apply(Sys);

    /// <summary>Runs a block while something holds for replays.</summary>
    /// <param name="behaviorSelector">Says what holds.</param>
    /// <param name="execution">The block.</param>
    public async Task WithJournalRecovery(Func<JournalRecoveryBehavior, Task> behaviorSelector, Func<Task> execution)
    {
        ArgumentNullException.ThrowIfNull(behaviorSelector);
        ArgumentNullException.ThrowIfNull(execution);
        try
        {
            await behaviorSelector(Journal.OnRecovery).ConfigureAwait(false);
            await execution().ConfigureAwait(false);
        }
        finally
        {
            await Journal.OnRecovery.Pass().ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="WithJournalRecovery(Func{JournalRecoveryBehavior, Task}, Func{Task})"/>
    public Task WithJournalRecovery(Func<JournalRecoveryBehavior, Task> behaviorSelector, Action execution) => WithJournalRecovery(behaviorSelector, AsTask(execution));

    /// <summary>Runs a block while something holds for writes.</summary>
    /// <param name="behaviorSelector">Says what holds.</param>
    /// <param name="execution">The block.</param>
    public async Task WithJournalWrite(Func<JournalWriteBehavior, Task> behaviorSelector, Func<Task> execution)
    {
        ArgumentNullException.ThrowIfNull(behaviorSelector);
        ArgumentNullException.ThrowIfNull(execution);
        try
        {
            await behaviorSelector(Journal.OnWrite).ConfigureAwait(false);
            await execution().ConfigureAwait(false);
        }
        finally
        {
            await Journal.OnWrite.Pass().ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="WithJournalWrite(Func{JournalWriteBehavior, Task}, Func{Task})"/>
    public Task WithJournalWrite(Func<JournalWriteBehavior, Task> behaviorSelector, Action execution) => WithJournalWrite(behaviorSelector, AsTask(execution));

    /// <summary>Runs a block while something holds for snapshots being saved.</summary>
    /// <param name="behaviorSelector">Says what holds.</param>
    /// <param name="execution">The block.</param>
    public async Task WithSnapshotSave(Func<SnapshotStoreSaveBehavior, Task> behaviorSelector, Func<Task> execution)
    {
        ArgumentNullException.ThrowIfNull(behaviorSelector);
        ArgumentNullException.ThrowIfNull(execution);
        try
        {
            await behaviorSelector(Snapshots.OnSave).ConfigureAwait(false);
            await execution().ConfigureAwait(false);
        }
        finally
        {
            await Snapshots.OnSave.Pass().ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="WithSnapshotSave(Func{SnapshotStoreSaveBehavior, Task}, Func{Task})"/>
    public Task WithSnapshotSave(Func<SnapshotStoreSaveBehavior, Task> behaviorSelector, Action execution) => WithSnapshotSave(behaviorSelector, AsTask(execution));

    /// <summary>Runs a block while something holds for snapshots being loaded.</summary>
    /// <param name="behaviorSelector">Says what holds.</param>
    /// <param name="execution">The block.</param>
    public async Task WithSnapshotLoad(Func<SnapshotStoreLoadBehavior, Task> behaviorSelector, Func<Task> execution)
    {
        ArgumentNullException.ThrowIfNull(behaviorSelector);
        ArgumentNullException.ThrowIfNull(execution);
        try
        {
            await behaviorSelector(Snapshots.OnLoad).ConfigureAwait(false);
            await execution().ConfigureAwait(false);
        }
        finally
        {
            await Snapshots.OnLoad.Pass().ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="WithSnapshotLoad(Func{SnapshotStoreLoadBehavior, Task}, Func{Task})"/>
    public Task WithSnapshotLoad(Func<SnapshotStoreLoadBehavior, Task> behaviorSelector, Action execution) => WithSnapshotLoad(behaviorSelector, AsTask(execution));

    /// <summary>Runs a block while something holds for snapshots being deleted.</summary>
    /// <param name="behaviorSelector">Says what holds.</param>
    /// <param name="execution">The block.</param>
    public async Task WithSnapshotDelete(Func<SnapshotStoreDeleteBehavior, Task> behaviorSelector, Func<Task> execution)
    {
        ArgumentNullException.ThrowIfNull(behaviorSelector);
        ArgumentNullException.ThrowIfNull(execution);
        try
        {
            await behaviorSelector(Snapshots.OnDelete).ConfigureAwait(false);
            await execution().ConfigureAwait(false);
        }
        finally
        {
            await Snapshots.OnDelete.Pass().ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="WithSnapshotDelete(Func{SnapshotStoreDeleteBehavior, Task}, Func{Task})"/>
    public Task WithSnapshotDelete(Func<SnapshotStoreDeleteBehavior, Task> behaviorSelector, Action execution) => WithSnapshotDelete(behaviorSelector, AsTask(execution));

    private static ActorSystemSetup WithPlugins(ActorSystemSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var bootstrap = setup.Get<BootstrapSetup>();
        var config = bootstrap.HasValue && bootstrap.Value.Config.HasValue ? bootstrap.Value.Config.Value.WithFallback(Plugins) : Plugins;
        return setup.And((bootstrap.HasValue ? bootstrap.Value : BootstrapSetup.Create()).WithConfig(config));
    }

    private static Func<Task> AsTask(Action execution)
    {
        ArgumentNullException.ThrowIfNull(execution);
        return () =>
        {
            execution();
            return Task.CompletedTask;
        };
    }

    private (ITestJournal Journal, ITestSnapshotStore Snapshots) Controls() => (TestJournal.FromRef(JournalActorRef), TestSnapshotStore.FromRef(SnapshotsActorRef));
}
