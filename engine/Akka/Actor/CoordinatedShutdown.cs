using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Stops a system in phases, one after the other as <c>akka.coordinated-shutdown.phases</c> orders them; the tasks of a phase run at the
/// same time. Runs once. Thread-safe.
/// </summary>
public sealed class CoordinatedShutdown : IExtension
{
    /// <summary>Before the application takes no more connections.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Stop accepting connections.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Wait for requests in progress.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>End the application's services.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>Before the cluster is left.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Hand shards over.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>Leave the cluster.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Hand singletons over.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>Tell the others that this is done.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>Stop the cluster's own actors.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>Before the actors stop.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>Stop the actors.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly Lock _gate = new(); // guards _tasks, _run and _reason
    private readonly Dictionary<string, List<(string Name, Func<Task<Done>> Task)>> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Phase> _phases;
    private readonly IReadOnlyList<string> _order;
    private readonly ActorSystemSettings _settings;
    private readonly ILoggingAdapter _log;
    private Task<Done>? _run;
    private Reason? _reason;

    internal CoordinatedShutdown(ExtendedActorSystem system)
    {
        System = system;
        _log = Logging.GetLogger(system, typeof(CoordinatedShutdown));
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown")!;
        _phases = ReadPhases(config);
        _order = Sort(_phases);
        _settings = new ActorSystemSettings(
            system.Settings.CoordinatedShutdownTerminateActorSystem,
            config.GetBoolean("exit-clr"),
            config.GetBoolean("run-by-clr-shutdown-hook"));
        // A driven system has nobody to drive it while the process ends: waiting for it would only use up the time.
        if (_settings.RunByExitHook && ((Internal.ActorSystemImpl)system).Runtime.Driver is null) RegisterExitHook();
    }

    private sealed record Phase(IReadOnlyList<string> DependsOn, TimeSpan Timeout, bool Recover, bool Enabled);

    private sealed record ActorSystemSettings(bool TerminateSystem, bool ExitProcess, bool RunByExitHook);

    /// <summary>The system.</summary>
    public ExtendedActorSystem System { get; }

    /// <summary>Why the shutdown runs; null while it does not.</summary>
    public Reason? ShutdownReason
    {
        get
        {
            lock (_gate) return _reason;
        }
    }

    /// <summary>The sum of the time-outs of all enabled phases that have tasks, and of the last.</summary>
    public TimeSpan TotalTimeout
    {
        get
        {
            lock (_gate)
            {
                return _order.Where(name => _phases[name].Enabled && (name == PhaseActorSystemTerminate || _tasks.ContainsKey(name)))
                    .Aggregate(TimeSpan.Zero, (sum, name) => sum + _phases[name].Timeout);
            }
        }
    }

    /// <summary>The shutdown of a system.</summary>
    /// <param name="sys">The system.</param>
    /// <returns>The extension.</returns>
    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <summary>Adds a task to a phase.</summary>
    /// <param name="phase">One of the configured phases.</param>
    /// <param name="taskName">Names the task in the log.</param>
    /// <param name="task">Starts it.</param>
    /// <exception cref="ArgumentException">There is no such phase, or no name.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (!_phases.ContainsKey(phase))
            throw new ArgumentException($"Unknown phase [{phase}]: the configured phases are {string.Join(", ", _order)}.", nameof(phase));
        if (string.IsNullOrEmpty(taskName)) throw new ArgumentException("A task needs a name that says what it does.", nameof(taskName));
        lock (_gate)
        {
            if (!_tasks.TryGetValue(phase, out var tasks)) _tasks[phase] = tasks = [];
            tasks.Add((taskName, task));
        }
    }

    /// <summary>The time that a phase may take.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>The time-out: 5 s unless configured otherwise.</returns>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase) => _phases.TryGetValue(phase, out var found)
        ? found.Timeout
        : throw new ArgumentException($"Unknown phase [{phase}]: the configured phases are {string.Join(", ", _order)}.", nameof(phase));

    /// <summary>Runs the phases. Later calls return the task of the first.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="fromPhase">The first phase to run; null for all.</param>
    /// <returns>Completes when all phases have run; fails when a phase that may not be recovered from failed.</returns>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (fromPhase is not null && !_phases.ContainsKey(fromPhase))
            throw new ArgumentException($"Unknown phase [{fromPhase}]: the configured phases are {string.Join(", ", _order)}.", nameof(fromPhase));
        lock (_gate)
        {
            if (_run is not null) return _run;
            _reason = reason;
            var runtime = ((Internal.ActorSystemImpl)System).Runtime;
            var run = runtime.NewCompletion<Done>();
            // On a dispatcher, away from the caller, who may be an actor that the shutdown waits for.
            System.Dispatchers.DefaultGlobalDispatcher.Schedule(() => RunPhases(reason, fromPhase).ContinueWith(
                ended => runtime.Complete(() => run.TrySetFromTask(ended)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
            return _run = run.Task;
        }
    }

    private async Task<Done> RunPhases(Reason reason, string? fromPhase)
    {
        _log.Debug("Running CoordinatedShutdown with reason [{0}]", reason.GetType().Name);
        foreach (var name in _order.SkipWhile(phase => fromPhase is not null && phase != fromPhase))
        {
            if (_phases[name].Enabled) await RunPhase(name, _phases[name]).ConfigureAwait(false);
            else _log.Info("Phase [{0}] is disabled by configuration: its tasks do not run.", name);
            if (name == PhaseActorSystemTerminate) await TerminateSystem().ConfigureAwait(false);
        }

        return Done.Instance;
    }

    private async Task RunPhase(string name, Phase phase)
    {
        (string Name, Func<Task<Done>> Task)[] tasks;
        lock (_gate) tasks = _tasks.TryGetValue(name, out var added) ? [.. added] : [];
        if (tasks.Length == 0) return;
        _log.Debug("Performing phase [{0}] with [{1}] tasks", name, tasks.Length);
        try
        {
            var time = ((Internal.ActorSystemImpl)System).Runtime.TimeProvider;
            await Task.WhenAll(tasks.Select(task => RunTask(name, phase, task))).WaitAsync(phase.Timeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (phase.Recover)
        {
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}; going on with the next.", name, phase.Timeout);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Coordinated shutdown phase [{name}] timed out after {phase.Timeout}.");
        }
    }

    private async Task RunTask(string phaseName, Phase phase, (string Name, Func<Task<Done>> Task) task)
    {
        try
        {
            await task.Task().ConfigureAwait(false);
        }
        catch (Exception failure) when (phase.Recover)
        {
            _log.Warning(failure, "Task [{0}] failed in phase [{1}]: {2}", task.Name, phaseName, failure.Message);
        }
    }

    private async Task TerminateSystem()
    {
        var system = (Internal.ActorSystemImpl)System;
        if (!_settings.TerminateSystem)
        {
            if (_settings.ExitProcess) Environment.Exit(0);
            return;
        }

        system.FinalTerminate();
        try
        {
            await system.WhenTerminated.WaitAsync(_phases[PhaseActorSystemTerminate].Timeout, system.Runtime.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _log.Warning("The actors have not all stopped after {0}.", _phases[PhaseActorSystemTerminate].Timeout);
        }

        if (_settings.ExitProcess) Environment.Exit(0);
    }

    private void RegisterExitHook()
    {
        EventHandler hook = (_, _) =>
        {
            if (!System.WhenTerminated.IsCompleted) Run(ClrExitReason.Instance).Wait(TotalTimeout);
        };
        AppDomain.CurrentDomain.ProcessExit += hook;
        // Or the process would hold on to every system that it ever had.
        System.RegisterOnTermination(() => AppDomain.CurrentDomain.ProcessExit -= hook);
    }

    private static Dictionary<string, Phase> ReadPhases(Config config)
    {
        var usual = config.GetTimeSpan("default-phase-timeout", TimeSpan.FromSeconds(5));
        var phases = new Dictionary<string, Phase>(StringComparer.Ordinal);
        foreach (var (name, value) in config.GetConfig("phases")!.AsEnumerable())
        {
            var phase = value.ToConfig();
            phases[name] = new Phase(
                [.. phase.GetStringList("depends-on")],
                phase.GetTimeSpan("timeout", usual),
                phase.GetBoolean("recover", true),
                phase.GetBoolean("enabled", true));
        }

        return phases;
    }

    // Topological (Kahn 1962), by name among those that are free, so that the order is the same everywhere.
    private static List<string> Sort(Dictionary<string, Phase> phases)
    {
        var waiting = phases.ToDictionary(p => p.Key, p => p.Value.DependsOn.Where(phases.ContainsKey).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var order = new List<string>();
        while (waiting.Count > 0)
        {
            var free = waiting.Where(p => p.Value.Count == 0).Select(p => p.Key).Order(StringComparer.Ordinal).FirstOrDefault()
                ?? throw new ArgumentException($"Cycle detected in graph of phases: {string.Join(", ", waiting.Keys.Order(StringComparer.Ordinal))} depend on each other.");
            waiting.Remove(free);
            order.Add(free);
            foreach (var rest in waiting.Values) rest.Remove(free);
        }

        return order;
    }

    /// <summary>Why a system is shut down.</summary>
    public class Reason
    {
        /// <summary>For derived reasons.</summary>
        protected Reason()
        {
        }
    }

    /// <summary>Nobody said why.</summary>
    public class UnknownReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }
    }

    /// <summary>The process ends.</summary>
    public class ClrExitReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }
    }

    /// <summary>The cluster has declared this node down.</summary>
    public class ClusterDowningReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new ClusterDowningReason();

        private ClusterDowningReason()
        {
        }
    }

    /// <summary>This node leaves the cluster.</summary>
    public class ClusterLeavingReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new ClusterLeavingReason();

        private ClusterLeavingReason()
        {
        }
    }

    /// <summary>This node could not join the cluster.</summary>
    public class ClusterJoinUnsuccessfulReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new ClusterJoinUnsuccessfulReason();

        private ClusterJoinUnsuccessfulReason()
        {
        }
    }
}

/// <summary>Makes the <see cref="CoordinatedShutdown"/> of a system.</summary>
public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    /// <inheritdoc/>
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system) => new(system);
}
