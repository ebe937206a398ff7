using Akka.Configuration;
using Akka.Hosting;

namespace Akka.Persistence.Hosting;

/// <summary>Persistence for a hosted actor system.</summary>
public static class AkkaPersistenceHostingExtensions
{
    /// <summary>Adds a journal.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="journalOptions">The journal's settings.</param>
    public static AkkaConfigurationBuilder WithJournal(this AkkaConfigurationBuilder builder, JournalOptions journalOptions)
    {
        ArgumentNullException.ThrowIfNull(journalOptions);
        return builder
            .AddHocon(journalOptions.ToConfig(), HoconAddMode.Prepend)
            .AddHocon(journalOptions.DefaultConfig, HoconAddMode.Append)
            .AddHocon(Persistence.DefaultConfig(), HoconAddMode.Append);
    }

    /// <summary>Adds event adapters to a journal that is configured elsewhere.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="journalId">Name of the journal, the last part of its path in the configuration.</param>
    /// <param name="journalBuilder">Adds the adapters.</param>
    public static AkkaConfigurationBuilder WithJournal(this AkkaConfigurationBuilder builder, string journalId, Action<AkkaPersistenceJournalBuilder> journalBuilder)
    {
        ArgumentNullException.ThrowIfNull(journalBuilder);
        var adapters = new AkkaPersistenceJournalBuilder(journalId, builder);
        journalBuilder(adapters);
        adapters.Build();
        return builder;
    }

    /// <summary>Adds a snapshot store.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="snapshotOptions">The snapshot store's settings.</param>
    public static AkkaConfigurationBuilder WithSnapshot(this AkkaConfigurationBuilder builder, SnapshotOptions snapshotOptions)
    {
        ArgumentNullException.ThrowIfNull(snapshotOptions);
        return builder
            .AddHocon(snapshotOptions.ToConfig(), HoconAddMode.Prepend)
            .AddHocon(snapshotOptions.DefaultConfig, HoconAddMode.Append)
            .AddHocon(Persistence.DefaultConfig(), HoconAddMode.Append);
    }

    /// <summary>Adds a journal and a snapshot store.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="journalOptions">The journal's settings.</param>
    /// <param name="snapshotOptions">The snapshot store's settings.</param>
    public static AkkaConfigurationBuilder WithJournalAndSnapshot(this AkkaConfigurationBuilder builder, JournalOptions journalOptions, SnapshotOptions snapshotOptions) =>
        builder.WithJournal(journalOptions).WithSnapshot(snapshotOptions);

    /// <summary>Makes the journal in memory the default one.</summary>
    /// <param name="builder">The builder.</param>
    public static AkkaConfigurationBuilder WithInMemoryJournal(this AkkaConfigurationBuilder builder) => builder.WithInMemoryJournal(_ => { });

    /// <summary>Adds a journal in memory.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="journalBuilder">Adds event adapters.</param>
    /// <param name="journalId">Name of the journal.</param>
    /// <param name="isDefaultPlugin">Whether actors that name no journal use this one.</param>
    public static AkkaConfigurationBuilder WithInMemoryJournal(
        this AkkaConfigurationBuilder builder, Action<AkkaPersistenceJournalBuilder> journalBuilder, string journalId = "inmem", bool isDefaultPlugin = true) =>
        builder
            .Add("journal", journalId, "Akka.Persistence.Journal.MemoryJournal, Akka.Persistence", isDefaultPlugin)
            .WithJournal(journalId, journalBuilder);

    /// <summary>Adds a snapshot store in memory.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="snapshotStoreId">Name of the snapshot store.</param>
    /// <param name="isDefaultPlugin">Whether actors that name no snapshot store use this one.</param>
    public static AkkaConfigurationBuilder WithInMemorySnapshotStore(this AkkaConfigurationBuilder builder, string snapshotStoreId = "inmem", bool isDefaultPlugin = true) =>
        builder.Add("snapshot-store", snapshotStoreId, "Akka.Persistence.Snapshot.MemorySnapshotStore, Akka.Persistence", isDefaultPlugin);

    private static AkkaConfigurationBuilder Add(this AkkaConfigurationBuilder builder, string kind, string id, string type, bool isDefault)
    {
        var path = $"akka.persistence.{kind}.{id}";
        var chosen = isDefault ? $"akka.persistence.{kind}.plugin = {path.ToHocon()}" : "";
        return builder
            .AddHocon(ConfigurationFactory.ParseString($"{path} {{ class = {type.ToHocon()}, plugin-dispatcher = \"akka.actor.default-dispatcher\" }}\n{chosen}"), HoconAddMode.Prepend)
            .AddHocon(Persistence.DefaultConfig(), HoconAddMode.Append);
    }
}
