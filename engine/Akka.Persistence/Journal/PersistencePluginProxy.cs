using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Persistence.Journal;

/// <summary>
/// A journal or snapshot store that passes everything on to one in another actor system: sections <c>akka.persistence.journal.proxy</c> and
/// <c>akka.persistence.snapshot-store.proxy</c>. One system starts the target (<c>start-target-journal</c>, <c>start-target-snapshot-store</c>); the others
/// are told its address, by configuration or with <see cref="SetTargetLocation"/>. For tests of several systems that share a journal in memory.
/// </summary>
/// <remarks>Requests wait until the target is found, at most for <c>init-timeout</c>; then they fail until it is. If the target stops, it is looked for again.</remarks>
public sealed class PersistencePluginProxy : ActorBase, IWithUnboundedStash
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly bool _isJournal;
    private readonly string _targetPlugin;
    private readonly string _keys;
    private readonly bool _startsTarget;
    private readonly string _configuredAddress;
    private readonly TimeSpan _initTimeout;
    private Address? _address;
    private IActorRef? _target;
    private bool _isTimedOut;
    private ICancelable? _tick;
    private TimeSpan _deadline;

    /// <summary>Made by the persistence extension.</summary>
    /// <param name="config">The plugin's section.</param>
    /// <exception cref="ConfigurationException">The section names no target.</exception>
    public PersistencePluginProxy(Config config)
    {
        var id = Self.Path.Name;
        _isJournal = config.HasPath("target-journal-plugin");
        _keys = _isJournal ? "journal" : "snapshot-store";
        _targetPlugin = config.GetString($"target-{_keys}-plugin", "")!;
        if (_targetPlugin.Length == 0) throw new ConfigurationException($"{id}.target-{_keys}-plugin is not set; it names the plugin that the proxy stands for.");
        if (_targetPlugin == id) throw new ConfigurationException($"{id}.target-{_keys}-plugin is the proxy itself.");
        _startsTarget = config.GetBoolean($"start-target-{_keys}", false);
        _configuredAddress = config.GetString($"target-{_keys}-address", "")!;
        _initTimeout = config.GetTimeSpan("init-timeout", TimeSpan.FromSeconds(10));
    }

    /// <summary>The stash of requests that wait for the target.</summary>
    public IStash Stash { get; set; } = null!;

    /// <summary>Tells the default journal and the default snapshot store of a system, where they are proxies, where their targets are.</summary>
    /// <param name="system">The system.</param>
    /// <param name="address">The address of the system that starts the targets.</param>
    public static void SetTargetLocation(ActorSystem system, Address address)
    {
        ArgumentNullException.ThrowIfNull(address);
        foreach (var proxy in Proxies(system)) proxy.Tell(new TargetLocation(address), ActorRefs.NoSender);
    }

    /// <summary>Starts the default journal and the default snapshot store of a system, where they are proxies: so targets start before they are first used.</summary>
    /// <param name="system">The system.</param>
    public static void Start(ActorSystem system)
    {
        foreach (var _ in Proxies(system))
        {
            // To look at them starts them.
        }
    }

    /// <inheritdoc />
    protected override void PreStart()
    {
        if (_startsTarget)
        {
            var extension = Akka.Persistence.Persistence.Instance.Apply(Context.System);
            Found(_isJournal ? extension.JournalFor(_targetPlugin) : extension.SnapshotStoreFor(_targetPlugin));
            return;
        }

        if (_configuredAddress.Length > 0)
        {
            _address = Address.Parse(_configuredAddress);
        }

        Search();
    }

    /// <inheritdoc />
    protected override void PostStop() => _tick?.Cancel();

    /// <inheritdoc />
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case TargetLocation location:
                _address = location.Address;
                if (_target is null) Identify();
                return true;
            case ActorIdentity identity:
                if (_target is null && identity.Subject is { } found) Found(found);
                return true;
            case SearchTick:
                if (_target is null) SearchOn();
                return true;
            case Terminated gone when gone.ActorRef.Equals(_target):
                _log.Warning("The target [{0}] of [{1}] has stopped; it is looked for again.", gone.ActorRef.Path, Self.Path.Name);
                _target = null;
                Search();
                return true;
            case var _ when _target is { } target:
                target.Tell(message, Sender);
                return true;
            case var _ when !_isTimedOut:
                Stash.Stash();
                return true;
            default:
                UnusablePlugin.Answer(message, Sender, Self, new TimeoutException($"{Self.Path.Name} has not found its target within {_initTimeout}. Is the other system running, and its address set?"));
                return true;
        }
    }

    private void Search()
    {
        _isTimedOut = false;
        _deadline = Context.System.Scheduler.MonotonicClock + _initTimeout;
        _tick ??= Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), Self, SearchTick.Instance, Self);
        Identify();
    }

    private void SearchOn()
    {
        if (!_isTimedOut && Context.System.Scheduler.MonotonicClock >= _deadline)
        {
            _isTimedOut = true;
            _log.Warning("[{0}] has not found its target within {1}; requests fail until it does.", Self.Path.Name, _initTimeout);
            Stash.UnstashAll();
        }

        Identify();
    }

    private void Identify()
    {
        if (_address is { } address) Context.ActorSelection(new RootActorPath(address) / "system" / _targetPlugin).Tell(new Identify(_targetPlugin), Self);
    }

    private void Found(IActorRef target)
    {
        _tick?.Cancel();
        _tick = null;
        _target = Context.Watch(target);
        Stash.UnstashAll();
    }

    private static IEnumerable<IActorRef> Proxies(ActorSystem system)
    {
        var extension = Akka.Persistence.Persistence.Instance.Apply(system);
        var config = system.Settings.Config;
        if (IsProxy(config, "akka.persistence.journal.plugin")) yield return extension.JournalFor(null);
        if (IsProxy(config, "akka.persistence.snapshot-store.plugin")) yield return extension.SnapshotStoreFor(null);
    }

    private static bool IsProxy(Config config, string key)
    {
        var id = config.GetString(key, "")!;
        return id.Length > 0 && Type.GetType(config.GetString(id + ".class", "")!) == typeof(PersistencePluginProxy);
    }

    /// <summary>To a proxy: where its target is.</summary>
    public sealed class TargetLocation
    {
        /// <summary>Creates the message.</summary>
        /// <param name="address">The address of the system that starts the target.</param>
        public TargetLocation(Address address) => Address = address;

        /// <summary>The address of the system that starts the target.</summary>
        public Address Address { get; }
    }

    private sealed class SearchTick : IDeadLetterSuppression
    {
        public static SearchTick Instance { get; } = new();
    }
}

/// <summary>
/// Starts the proxies of a system when it is made: so the targets that they start are there before other systems ask.
/// </summary>
public class PersistencePluginProxyExtension : ExtensionIdProvider<PersistencePluginProxyExtension>, IExtension
{
    /// <summary>Starts the proxies.</summary>
    /// <param name="system">The system.</param>
    public PersistencePluginProxyExtension(ActorSystem system) => PersistencePluginProxy.Start(system);

    /// <inheritdoc />
    public override PersistencePluginProxyExtension CreateExtension(ExtendedActorSystem system) => new(system);
}
