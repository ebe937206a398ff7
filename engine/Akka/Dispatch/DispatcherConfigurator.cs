using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Makes one dispatcher for all of its actors, on the executor that its section names. Thread-safe.</summary>
public class DispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly Lock _gate = new(); // guards the making of _dispatcher
    private Dispatcher? _dispatcher;

    /// <summary>Keeps what the dispatcher is made from.</summary>
    /// <param name="config">The dispatcher's own section, with its <c>id</c>.</param>
    /// <param name="prerequisites">What every dispatcher needs of its system.</param>
    public DispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites) : base(config, prerequisites)
    {
    }

    private string Id => Config.GetString("id", Dispatchers.DefaultDispatcherId)!;

    private Dispatchers Owner => ((ActorSystemImpl)Prerequisites.Settings.System).Dispatchers;

    /// <inheritdoc/>
    /// <exception cref="ConfigurationException">The executor is not known, or needs what the calling thread does not have.</exception>
    public override MessageDispatcher Dispatcher()
    {
        if (Volatile.Read(ref _dispatcher) is { } made) return made;
        lock (_gate)
        {
            if (_dispatcher is { } other) return other;
            var dispatcher = new Dispatcher(this, Executor());
            Owner.Track(dispatcher);
            Volatile.Write(ref _dispatcher, dispatcher);
            return dispatcher;
        }
    }

    private ExecutorService Executor()
    {
        if (Runtime.Executor is { } injected) return injected;
        var executor = Config.GetString("executor", "default-executor");
        return executor switch
        {
            "fork-join-executor" => new DedicatedThreadExecutor(Id, ThreadCount(), Owner.Report),
            "current-context-executor" => new ContextExecutor(Id, CallersContext()),
            "default-executor" or "thread-pool-executor" or "task-executor" or "channel-executor" or "" => Runtime.Pool ?? new ThreadPoolExecutor(Id),
            _ => throw new ConfigurationException(
                $"Executor [{executor}] of dispatcher [{Id}] is none of default-executor, thread-pool-executor, task-executor, channel-executor, fork-join-executor, current-context-executor."),
        };
    }

    private int ThreadCount()
    {
        var given = Config.GetInt("dedicated-thread-pool.thread-count", 0);
        if (given < 0) throw new ConfigurationException($"dedicated-thread-pool.thread-count of dispatcher [{Id}] must not be negative, but is {given}.");
        if (given > 0) return given;
        var scaled = (int)Math.Ceiling(Environment.ProcessorCount * Config.GetDouble("fork-join-executor.parallelism-factor", 1));
        var most = Math.Max(1, Config.GetInt("fork-join-executor.parallelism-max", 64));
        return Math.Clamp(scaled, Math.Clamp(Config.GetInt("fork-join-executor.parallelism-min", 8), 1, most), most);
    }

    private SynchronizationContext CallersContext() => SynchronizationContext.Current is { } context and not Actor.ActorSynchronizationContext
        ? context
        : throw new ConfigurationException(
            $"Dispatcher [{Id}] runs in the SynchronizationContext of the thread that first uses it, such as that of a user interface. This thread has none.");
}
