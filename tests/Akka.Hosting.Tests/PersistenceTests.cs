using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Hosting;
using Akka.Persistence.Journal;
using Akka.Persistence.Sql;
using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.Hosting;

namespace Akka.Hosting.Tests;

/// <summary>Persistence is configured in code: in memory or in a SQL database, with event adapters, for events, snapshots or both.</summary>
public sealed class PersistenceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("switchboard-hosting-");

    private string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "data.db")}";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_actor_on_a_sql_database_finds_its_state_in_the_next_host()
    {
        for (var run = 1; run <= 2; run++)
        {
            using var host = new DrivenHost((builder, _) => builder.WithSqlPersistence(ConnectionString, "SQLite"));
            var counter = host.System.ActorOf(Props.Create(() => new Counter("counter")));
            counter.Tell("count", ActorRefs.NoSender);
            Assert.Equal(run, host.Executor.Run(counter.Ask<int>("read")));
            host.Executor.Run(host.Service.StopAsync(CancellationToken.None));
        }
    }

    [Fact]
    public void Journal_and_snapshot_store_may_be_in_memory()
    {
        using var host = new DrivenHost((builder, _) => builder.WithInMemoryJournal().WithInMemorySnapshotStore());

        Assert.Equal("akka.persistence.journal.inmem", host.System.Settings.Config.GetString("akka.persistence.journal.plugin"));
        Assert.Equal("akka.persistence.snapshot-store.inmem", host.System.Settings.Config.GetString("akka.persistence.snapshot-store.plugin"));
        var counter = host.System.ActorOf(Props.Create(() => new Counter("counter")));
        counter.Tell("count", ActorRefs.NoSender);
        Assert.Equal(1, host.Executor.Run(counter.Ask<int>("read")));
    }

    [Fact]
    public void Event_adapters_belong_to_their_journal()
    {
        using var host = new DrivenHost((builder, _) => builder
            .WithInMemoryJournal(journal => journal.AddEventAdapter<Doubling>("doubling", [typeof(int)]), "other", isDefaultPlugin: false)
            .WithInMemoryJournal());

        var extension = Akka.Persistence.Persistence.Instance.Apply(host.System);
        Assert.IsType<Doubling>(extension.AdaptersFor("akka.persistence.journal.other").Get<int>());
        Assert.IsType<IdentityEventAdapter>(extension.AdaptersFor(null).Get<int>());
    }

    [Fact]
    public void What_the_options_write_are_settings_that_the_engine_knows()
    {
        using var host = new DrivenHost((builder, _) => builder
            .WithInMemoryJournal(journal => journal.AddEventAdapter<Doubling>("doubling", [typeof(int)]), "other", isDefaultPlugin: false)
            .WithInMemoryJournal()
            .WithSqlPersistence(ConnectionString, "SQLite"));
        host.Executor.RunUntilIdle();
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Text.Contains("is no known setting", StringComparison.Ordinal));
    }

    [Fact]
    public void A_misspelt_setting_of_persistence_is_warned_of_before_persistence_is_used()
    {
        using var host = new DrivenHost((builder, _) => builder.AddHocon("akka.persistence.journal.sql.bufer-size = 1", HoconAddMode.Prepend));
        host.Executor.RunUntilIdle();
        Assert.Contains("perhaps 'akka.persistence.journal.sql.buffer-size' is meant", host.Log.Single("is no known setting").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_tables_and_columns_may_have_other_names()
    {
        var tables = new JournalDatabaseOptions(DatabaseMapping.Default)
        {
            SchemaName = "chat",
            JournalTable = new JournalTableOptions { TableName = "events", SequenceNumberColumnName = "nr" },
        };
        using var host = new DrivenHost((builder, _) => builder.WithSqlPersistence(
            new SqlJournalOptions { ConnectionString = ConnectionString, ProviderName = "SQLite", DatabaseOptions = tables },
            new SqlSnapshotOptions { ConnectionString = ConnectionString, ProviderName = "SQLite", DatabaseOptions = SnapshotDatabaseOptions.PostgreSql }));
        var config = host.System.Settings.Config;

        Assert.Equal(
            ("default", "chat", "events", "nr", "persistence_id"),
            (Text("journal.sql.table-mapping"), Text("journal.sql.default.schema-name"), Text("journal.sql.default.journal.table-name"),
                Text("journal.sql.default.journal.columns.sequence-number"), Text("journal.sql.default.journal.columns.persistence-id")));
        Assert.Equal(("postgresql", "snapshot_store"), (Text("snapshot-store.sql.table-mapping"), Text("snapshot-store.sql.postgresql.snapshot.table-name")));
        var counter = host.System.ActorOf(Props.Create(() => new Counter("counter")));
        counter.Tell("count", ActorRefs.NoSender);
        Assert.Equal(1, host.Executor.Run(counter.Ask<int>("read")));

        string Text(string key) => config.GetString("akka.persistence." + key)!;
    }

    [Theory]
    [InlineData(DatabaseMapping.Default)]
    [InlineData(DatabaseMapping.Sqlite)]
    [InlineData(DatabaseMapping.SqlServer)]
    [InlineData(DatabaseMapping.PostgreSql)]
    [InlineData(DatabaseMapping.MySql)]
    public void A_mapping_has_its_own_names(DatabaseMapping mapping)
    {
        Assert.Equal((mapping, mapping), (mapping.JournalOption().Mapping, mapping.SnapshotOption().Mapping));
        Assert.NotNull(mapping.JournalOption().JournalTable!.TableName);
        Assert.NotNull(mapping.SnapshotOption().SnapshotTable!.TableName);
    }

    [Theory]
    [InlineData(DatabaseMapping.Default)]
    [InlineData(DatabaseMapping.Sqlite)]
    [InlineData(DatabaseMapping.PostgreSql)]
    public void The_names_of_a_mapping_are_those_of_the_default_configuration(DatabaseMapping mapping)
    {
        var journal = new SqlJournalOptions { ConnectionString = "there", ProviderName = "any", DatabaseOptions = mapping.JournalOption() };
        var snapshots = new SqlSnapshotOptions { ConnectionString = "there", ProviderName = "any", DatabaseOptions = mapping.SnapshotOption() };

        foreach (var (options, path) in new[] { (journal.ToConfig(), "akka.persistence.journal.sql."), (snapshots.ToConfig(), "akka.persistence.snapshot-store.sql.") })
        {
            var written = Names(options, path + mapping.Name());
            Assert.True(written.Count >= 7);
            // A table of tags is only in the first of the mappings, for all of them.
            var known = Names(SqlPersistence.DefaultConfiguration, path + mapping.Name()).Concat(Names(SqlPersistence.DefaultConfiguration, path + "default").Where(name => name.StartsWith("tag.", StringComparison.Ordinal)));
            Assert.Empty(written.Except(known));
        }

        static IReadOnlyCollection<string> Names(Akka.Configuration.Config config, string path) =>
            [.. Flat("", config.GetConfig(path)!.Root).Where(name => !name.StartsWith("schema-name", StringComparison.Ordinal))];

        static IEnumerable<string> Flat(string path, Akka.Configuration.Hocon.HoconValue value) => value.IsObject()
            ? value.GetObject()!.Items.SelectMany(item => Flat(path.Length == 0 ? item.Key : $"{path}.{item.Key}", item.Value))
            : [$"{path} = {value.GetString()}"];
    }

    [Fact]
    public void Options_become_keys_of_the_plugins_section()
    {
        var options = new SqlJournalOptions(isDefaultPlugin: false, identifier: "mine")
        {
            ConnectionString = "Data Source=\"a b\".db",
            ProviderName = "SQLite.MS",
            TagStorageMode = TagMode.Csv,
            TagSeparator = "|",
            DeleteCompatibilityMode = true,
            AutoInitialize = false,
            Serializer = "bytes",
        };
        options.Adapters.AddEventAdapter<Doubling>("doubling", [typeof(int)]);

        var config = options.ToConfig().WithFallback(options.DefaultConfig).GetConfig("akka.persistence.journal.mine")!;

        Assert.Equal("Data Source=\"a b\".db", config.GetString("connection-string"));
        Assert.Equal("SQLite.MS", config.GetString("provider-name"));
        Assert.Equal("Csv", config.GetString("tag-write-mode"));
        Assert.Equal("|", config.GetString("tag-separator"));
        Assert.True(config.GetBoolean("delete-compatibility-mode"));
        Assert.False(config.GetBoolean("auto-initialize"));
        Assert.Equal("bytes", config.GetString("serializer"));
        Assert.StartsWith("Akka.Hosting.Tests.PersistenceTests+Doubling", config.GetString("event-adapters.doubling"), StringComparison.Ordinal);
        Assert.Equal(5000, config.GetInt("buffer-size"));
        Assert.False(options.ToConfig().HasPath("akka.persistence.journal.plugin"));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Contains("connection string", Assert.Throws<ConfigurationException>(() => new SqlJournalOptions { ProviderName = "SQLite" }.ToConfig()).Message, StringComparison.Ordinal);
        Assert.Contains("provider name", Assert.Throws<ConfigurationException>(() => new SqlSnapshotOptions { ConnectionString = "x" }.ToConfig()).Message, StringComparison.Ordinal);
    }

    internal sealed class Doubling : IEventAdapter
    {
        public string Manifest(object evt) => "";

        public object ToJournal(object evt) => evt;

        public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Create(evt, evt);
    }

    private sealed class Counter : ReceivePersistentActor
    {
        private int _count;

        public Counter(string id)
        {
            PersistenceId = id;
            Recover<string>(_ => _count++);
            Command<string>(text => text == "count", _ => Persist("counted", _ => _count++));
            Command<string>(text => text == "read", _ => Sender.Tell(_count, Self));
        }

        public override string PersistenceId { get; }
    }
}
