using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;
using Akka.Persistence.Serialization;
using Akka.Util;

namespace Akka.Persistence;

/// <summary>Persistence of one actor system: starts journals and snapshot stores when they are first used, and limits concurrent recoveries. Thread-safe.</summary>
public sealed class PersistenceExtension : IExtension
{
    private const string JournalFallback = "akka.persistence.journal-plugin-fallback";
    private const string SnapshotFallback = "akka.persistence.snapshot-store-plugin-fallback";
    private const string NoSnapshotStore = "akka.persistence.no-snapshot-store";

    private readonly ExtendedActorSystem _system;
    private readonly Lock _gate = new(); // guards the two dictionaries
    private readonly Dictionary<string, JournalPlugin> _journals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SnapshotPlugin> _snapshotStores = new(StringComparer.Ordinal);
    private readonly string _defaultJournal;
    private readonly string _defaultSnapshotStore;
    private readonly Lazy<IStashOverflowStrategy> _overflowStrategy;
    private int _instances;

    /// <summary>Reads the configuration and starts the plugins that are configured to start at once.</summary>
    /// <param name="system">The actor system.</param>
    /// <exception cref="ConfigurationException">A setting cannot be used.</exception>
    public PersistenceExtension(ExtendedActorSystem system)
    {
        _system = system;
        system.Settings.InjectTopLevelFallback(Persistence.DefaultConfig());
        Settings = new PersistenceSettings(system, CurrentConfig.GetConfig("akka.persistence")!);
        AddSerializers(system);
        Permits = new RecoveryPermits(Settings.MaxConcurrentRecoveries);
        _defaultJournal = CurrentConfig.GetString("akka.persistence.journal.plugin", "");
        _defaultSnapshotStore = CurrentConfig.GetString("akka.persistence.snapshot-store.plugin", "");
        _overflowStrategy = new Lazy<IStashOverflowStrategy>(CreateOverflowStrategy);
        foreach (var id in CurrentConfig.GetStringList("akka.persistence.journal.auto-start-journals", [])) JournalPluginFor(id);
        foreach (var id in CurrentConfig.GetStringList("akka.persistence.snapshot-store.auto-start-snapshot-stores", [])) SnapshotStoreFor(id);
    }

    /// <summary>What <c>akka.persistence.internal-stash-overflow-strategy</c> names.</summary>
    /// <exception cref="ConfigurationException">The setting names no configurator.</exception>
    public IStashOverflowStrategy DefaultInternalStashOverflowStrategy => _overflowStrategy.Value;

    /// <summary>The settings.</summary>
    public PersistenceSettings Settings { get; }

    internal RecoveryPermits Permits { get; }

    internal DateTime UtcNow => _system.Scheduler.Now.UtcDateTime;

    /// <summary>The event adapters of a journal.</summary>
    /// <param name="journalPluginId">Configuration path of the journal; null or empty for the default one.</param>
    /// <exception cref="ConfigurationException">There is no such journal, or its adapters cannot be made.</exception>
    public EventAdapters AdaptersFor(string? journalPluginId) => JournalPluginFor(journalPluginId).Adapters;

    /// <summary>The persistence id that an actor gets when it has none of its own: its path without address.</summary>
    /// <param name="actor">The actor.</param>
#pragma warning disable CA1822 // the public API has it on the instance
    public string PersistenceId(IActorRef actor) => actor.Path.ToStringWithoutAddress();
#pragma warning restore CA1822

    /// <summary>The journal with an id; started if it is not running yet.</summary>
    /// <param name="journalPluginId">Configuration path of the journal; null or empty for the default one.</param>
    /// <exception cref="ConfigurationException">There is no such journal.</exception>
    public IActorRef JournalFor(string? journalPluginId) => JournalPluginFor(journalPluginId).Ref;

    /// <summary>The snapshot store with an id; started if it is not running yet.</summary>
    /// <param name="snapshotPluginId">Configuration path of the snapshot store; null or empty for the default one.</param>
    /// <exception cref="ConfigurationException">There is no such snapshot store.</exception>
    public IActorRef SnapshotStoreFor(string? snapshotPluginId)
    {
        var id = string.IsNullOrEmpty(snapshotPluginId) ? _defaultSnapshotStore : snapshotPluginId;
        if (id.Length == 0) id = NoSnapshotStore;
        lock (_gate)
        {
            if (_snapshotStores.TryGetValue(id, out var running)) return running.Ref;
            var plugin = new SnapshotPlugin(PluginConfig(id, SnapshotFallback));
            _snapshotStores.Add(id, plugin);
            try
            {
                return plugin.Ref = Start(id, plugin.Config);
            }
            catch
            {
                _snapshotStores.Remove(id);
                throw;
            }
        }
    }

    internal JournalPlugin JournalPluginFor(string? journalPluginId)
    {
        var id = string.IsNullOrEmpty(journalPluginId) ? _defaultJournal : journalPluginId;
        if (id.Length == 0) throw new ConfigurationException("No journal is configured: set akka.persistence.journal.plugin to the path of one.");
        lock (_gate)
        {
            if (_journals.TryGetValue(id, out var running)) return running;
            var config = PluginConfig(id, JournalFallback);
            var plugin = new JournalPlugin(id, config, EventAdapters.Create(_system, config));
            // Known before its actor runs, which asks for it.
            _journals.Add(id, plugin);
            try
            {
                plugin.Ref = Start(id, config);
            }
            catch
            {
                _journals.Remove(id);
                throw;
            }

            return plugin;
        }
    }

    /// <summary>The plugin that a journal actor is: its name is the plugin's id.</summary>
    internal JournalPlugin JournalPluginOf(IActorRef journal)
    {
        lock (_gate)
        {
            return _journals.TryGetValue(journal.Path.Name, out var plugin)
                ? plugin
                : throw new InvalidOperationException($"[{journal.Path}] was not started by the persistence extension, which journals are.");
        }
    }

    /// <summary>The section of the plugin that a snapshot store's actor is.</summary>
    internal Config SnapshotConfigOf(IActorRef snapshotStore)
    {
        lock (_gate)
        {
            return _snapshotStores.TryGetValue(snapshotStore.Path.Name, out var plugin)
                ? plugin.Config
                : throw new InvalidOperationException($"[{snapshotStore.Path}] was not started by the persistence extension, which snapshot stores are.");
        }
    }

    internal int NextInstanceId() => Interlocked.Increment(ref _instances);

    internal string NextWriterGuid() => ((Actor.Internal.ActorSystemImpl)_system).Runtime.NextGuid().ToString();

    /// <summary>The section of a plugin with the defaults for its kind.</summary>
    private Config PluginConfig(string id, string fallback)
    {
        if (!CurrentConfig.HasPath(id)) throw new ConfigurationException($"There is no section '{id}' in the configuration, which a persistence plugin is to be made from.");
        return CurrentConfig.GetConfig(id)!.WithFallback(CurrentConfig.GetConfig(fallback)!);
    }

    // Read anew each time: other extensions add their defaults.
    private Config CurrentConfig => _system.Settings.Config;

    private IActorRef Start(string id, Config config)
    {
        var name = config.GetString("class", "");
        if (name.Length == 0) throw new ConfigurationException($"{id}.class is not set; it names the plugin's class.");
        var type = Type.GetType(name) ?? throw new ConfigurationException($"{id}.class is '{name}', which cannot be loaded. Is its assembly referenced?");
        return _system.SystemActorOf(Props.CreateBy(new PluginProducer(id, type, config)).WithDispatcher(config.GetString("plugin-dispatcher", "")), id);
    }

    // The system's serializers may have been made before these defaults were known.
    private static void AddSerializers(ExtendedActorSystem system)
    {
        Add("akka-persistence-message", typeof(IMessage), static owner => new PersistenceMessageSerializer(owner));
        Add("akka-persistence-snapshot", typeof(Serialization.Snapshot), static owner => new PersistenceSnapshotSerializer(owner));

        void Add(string name, Type bound, Func<ExtendedActorSystem, Akka.Serialization.Serializer> make)
        {
            var config = system.Settings.Config;
            var key = bound.TypeQualifiedName();
            var isDefault = config.GetString($"akka.actor.serialization-bindings.\"{key}\"", "") == name
                && Type.GetType(config.GetString($"akka.actor.serializers.{name}", "")!) is { } type && type.Assembly == bound.Assembly;
            if (!isDefault) return;
            var serializer = make(system);
            system.Serialization.AddSerializer(name, serializer);
            system.Serialization.AddSerializationMap(bound, serializer);
        }
    }

    private IStashOverflowStrategy CreateOverflowStrategy()
    {
        const string Key = "akka.persistence.internal-stash-overflow-strategy";
        var name = CurrentConfig.GetString(Key, "");
        return Type.GetType(name) is { } type && Activator.CreateInstance(type) is IStashOverflowStrategyConfigurator configurator
            ? configurator.Create(CurrentConfig)
            : throw new ConfigurationException($"{Key} is '{name}', which is no {nameof(IStashOverflowStrategyConfigurator)} that can be made.");
    }

    private sealed class SnapshotPlugin(Config config)
    {
        public Config Config { get; } = config;

        public IActorRef Ref { get; set; } = ActorRefs.Nobody;
    }
}
