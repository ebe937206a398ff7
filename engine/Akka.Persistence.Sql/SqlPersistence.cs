using System.Diagnostics;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;
using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.PostgreSql;
using Akka.Persistence.Sql.Sqlite;
using Akka.Persistence.Sql.Storage;
using AkkaConfig = Akka.Configuration.Config;

namespace Akka.Persistence.Sql;

/// <summary>Gives an actor system its <see cref="SqlPersistence"/>.</summary>
public class SqlPersistenceProvider : ExtensionIdProvider<SqlPersistence>
{
    /// <inheritdoc />
    public override SqlPersistence CreateExtension(ExtendedActorSystem system) => new(system);
}

/// <summary>SQL persistence of one actor system: opens each database once, however many plugins use it, and closes it with the system. Thread-safe.</summary>
public class SqlPersistence : IExtension
{
    /// <summary>Configuration path of the journal.</summary>
    public static readonly string JournalConfigPath = "akka.persistence.journal.sql";

    /// <summary>Configuration path of the snapshot store.</summary>
    public static readonly string SnapshotStoreConfigPath = "akka.persistence.snapshot-store.sql";

    /// <summary>The defaults of everything that this package configures.</summary>
    public static readonly AkkaConfig DefaultConfiguration = ConfigurationFactory.FromResource<SqlPersistence>("Akka.Persistence.Sql.persistence.conf");

    /// <summary>The defaults of the journal's section.</summary>
    public static readonly AkkaConfig DefaultJournalConfiguration = DefaultConfiguration.GetConfig(JournalConfigPath)!;

    /// <summary>The defaults of the snapshot store's section.</summary>
    public static readonly AkkaConfig DefaultSnapshotConfiguration = DefaultConfiguration.GetConfig(SnapshotStoreConfigPath)!;

    private readonly ActorSystem _system;
    private readonly Lock _gate = new(); // guards _open
    private readonly Dictionary<DatabaseOptions, SqlStorage> _open = [];

    /// <summary>Adds the defaults to the system's configuration.</summary>
    /// <param name="system">The actor system.</param>
    public SqlPersistence(ActorSystem system)
    {
        _system = system;
        system.Settings.InjectTopLevelFallback(DefaultConfiguration);
        ((ActorSystemImpl)system).CloseOnTermination(CloseAllAsync);
    }

    /// <summary>The extension of a system; made when there is none yet.</summary>
    /// <param name="system">The actor system.</param>
    public static SqlPersistence Get(ActorSystem system) => system.WithExtension<SqlPersistence, SqlPersistenceProvider>();

    /// <summary>The database that the settings name; opened if it is not open yet. The first plugin's buffer and parallelism hold.</summary>
    internal SqlStorage Open(SqlSettings settings)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(settings.Database, out var open)) return open;
            var dispatcher = _system.Dispatchers.Lookup(settings.Dispatcher);
            var storage = new SqlStorage(Provider(settings.Database), dispatcher.Schedule, _system.Scheduler, settings, Logging.GetLogger(_system, typeof(SqlPersistence)));
            _open.Add(settings.Database, storage);
            return storage;
        }
    }

    private static IStorageProvider Provider(DatabaseOptions options) => options.Kind switch
    {
        DatabaseKind.Sqlite => new SqliteProvider(options),
        DatabaseKind.PostgreSql => new PostgreSqlProvider(options),
        _ => throw new UnreachableException(),
    };

    private Task CloseAllAsync()
    {
        lock (_gate)
        {
            var closed = Task.WhenAll(_open.Values.Select(static storage => storage.CloseAsync()));
            _open.Clear();
            return closed;
        }
    }
}
