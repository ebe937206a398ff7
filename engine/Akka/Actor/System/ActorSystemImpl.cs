using System.Collections.Concurrent;
using System.Text;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>The actor system.</summary>
public partial class ActorSystemImpl : ExtendedActorSystem
{
    // Less than the 10 s that a coordinated shutdown gives its last phase.
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly TaskCompletionSource _whenTerminated;
    private readonly ConcurrentStack<Action> _onTermination = new();
    private readonly ConcurrentStack<Func<Task>> _closing = new();
    private readonly ActorSystemSetup _setup;
    private readonly TimeProvider _time;
    private readonly long _started;
    private int _terminating;

    /// <summary>Prepares a system with the default configuration.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">The name is not legal.</exception>
    public ActorSystemImpl(string name) : this(name, ActorSystemSetup.Empty)
    {
    }

    internal ActorSystemImpl(string name, ActorSystemSetup setup)
    {
        if (string.IsNullOrEmpty(name) || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"Invalid ActorSystem name [{name}]: it must be made of ASCII letters, digits, '-' and '_', and start with a letter or digit.", nameof(name));
        Name = name;
        _setup = setup;
        var runtime = setup.Get<RuntimeSetup>();
        Runtime = new Runtime(runtime.HasValue ? runtime.Value : new RuntimeSetup());
        _time = Runtime.TimeProvider;
        _whenTerminated = Runtime.NewCompletion();
        _started = _time.GetTimestamp();
        Incarnation = Runtime.NextLong();
        Tag = new KeyValuePair<string, object?>("akka.system", name);
        Counters = new Inspection.SystemCounters(this);

        var bootstrap = setup.Get<BootstrapSetup>();
        var config = bootstrap.HasValue && bootstrap.Value.Config.HasValue ? bootstrap.Value.Config.Value : Config.Empty;
        if (bootstrap.HasValue && bootstrap.Value.ConfigFallback.HasValue) config = config.WithFallback(bootstrap.Value.ConfigFallback.Value);
        Settings = new Settings(this, config, setup);
        ConfigurationCheck.Substitutions(Settings.Config);
        SlowHandlers = new Inspection.SlowHandlerWatch(this, _time, Settings.SlowHandlerTime);
        if (Settings.SerializeAllMessages) ActorCell.VerifyMessages();
        EventStream = new EventStream(Settings.DebugEventStream) { TimeProvider = _time };
        EventStream.StartStdoutLogger(Settings);
        Log = Logging.GetLogger(EventStream, Name + "(system)");
        Scheduler = CreateScheduler();
        Mailboxes = new Mailboxes(this);
        Dispatchers = new Dispatchers(this, new DefaultDispatcherPrerequisites(EventStream, Scheduler, Settings, Mailboxes), Log);
        Provider = CreateProvider();
        Serialization = new Serialization.Serialization(this);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Settings Settings { get; }

    /// <inheritdoc/>
    public override Serialization.Serialization Serialization { get; }

    /// <inheritdoc/>
    public override EventStream EventStream { get; }

    /// <inheritdoc/>
    public override IActorRef DeadLetters => Provider.DeadLetters;

    /// <inheritdoc/>
    public override IActorRef IgnoreRef => Provider.IgnoreRef;

    /// <inheritdoc/>
    public override Dispatchers Dispatchers { get; }

    /// <inheritdoc/>
    public override Mailboxes Mailboxes { get; }

    /// <inheritdoc/>
    public override IScheduler Scheduler { get; }

    /// <inheritdoc/>
    public override ILoggingAdapter Log { get; }

    /// <inheritdoc/>
    public override IActorRefProvider Provider { get; }

    /// <inheritdoc/>
    public override IInternalActorRef Guardian => Provider.Guardian;

    /// <inheritdoc/>
    public override IInternalActorRef LookupRoot => Provider.RootGuardian;

    /// <inheritdoc/>
    public override IInternalActorRef SystemGuardian => Provider.SystemGuardian;

    /// <inheritdoc/>
    public override Task WhenTerminated => _whenTerminated.Task;

    private protected override (TimeSpan Start, TimeSpan Up) Times => (_time.GetElapsedTime(0, _started), _time.GetElapsedTime(_started));

    /// <summary>Time, threads and randomness.</summary>
    internal Runtime Runtime { get; }

    /// <summary>Random per start of a system: the seed of its actors' uids.</summary>
    internal long Incarnation { get; }

    /// <summary>What this system's measurements are tagged with.</summary>
    internal KeyValuePair<string, object?> Tag { get; }

    /// <summary>What is counted.</summary>
    internal Inspection.SystemCounters Counters { get; }

    /// <summary>Sees handlers that run for too long.</summary>
    internal Inspection.SlowHandlerWatch SlowHandlers { get; }

    /// <summary>True from the first call to <see cref="Terminate"/> on.</summary>
    internal bool IsTerminating => Volatile.Read(ref _terminating) != 0;

    /// <summary>Starts the guardians, loggers and configured extensions.</summary>
    public void Start()
    {
        try
        {
            Provider.Init(this);
            Provider.TerminationTask.ContinueWith(_ => Finish(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            EventStream.StartUnsubscriber(this);
            EventStream.StartDefaultLoggers(this);
            if (Settings.LogDeadLetters > 0) SystemActorOf<DeadLetterListener>("deadLetterListener");
            LoadExtensions();
            ConfigurationCheck.UnknownKeys(Settings.UserConfig, Settings.Defaults, Log);
            _ = CoordinatedShutdown.Get(this);
            if (Settings.LogConfigOnStart) Log.Info("Configuration of this system, each value with where it was written:\n{0}", Configuration.Hocon.HoconWriter.Write(Settings.Config.Scope.Root, withOrigins: true, hidesSecrets: true));
        }
        catch
        {
            Abort();
            throw;
        }
    }

    /// <inheritdoc/>
    public override IActorRef ActorOf(Props props, string? name = null) => Provider.Guardian.ActorOf(props, name);

    /// <inheritdoc/>
    public override IActorRef SystemActorOf(Props props, string? name = null) => Provider.SystemGuardian.ActorOf(props, name);

    /// <inheritdoc/>
    public override IActorRef SystemActorOf<TActor>(string? name = null) => SystemActorOf(Props.Create<TActor>(), name);

    /// <inheritdoc/>
    public override ActorSelection ActorSelection(ActorPath actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this);

    /// <inheritdoc/>
    public override ActorSelection ActorSelection(string actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this, Provider.RootGuardian);

    /// <inheritdoc/>
    public override void Stop(IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor is ActorCell { Parent: ActorCell parent } child && (ReferenceEquals(parent, Guardian) || ReferenceEquals(parent, SystemGuardian))) child.Stop();
        else ((IInternalActorRef)actor).Stop();
    }

    /// <inheritdoc/>
    public override Task Terminate()
    {
        if (Settings.CoordinatedShutdownRunByActorSystemTerminate) CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else FinalTerminate();
        return WhenTerminated;
    }

    /// <inheritdoc/>
    public override void Abort() => FinalTerminate();

    /// <inheritdoc/>
    public override void RegisterOnTermination(Action code)
    {
        if (WhenTerminated.IsCompleted) throw new InvalidOperationException($"ActorSystem [{Name}] has terminated already.");
        _onTermination.Push(code);
    }

    /// <inheritdoc/>
    public override string PrintTree()
    {
        const int Most = 10_000;
        var text = new StringBuilder();
        var printed = 0;
        Print((ActorCell)Provider.RootGuardian, "", "-> ");
        if (printed >= Most) text.Append("... cut off after ").Append(Most).Append(" actors");
        return text.ToString();

        void Print(ActorCell cell, string indent, string mark)
        {
            if (printed++ >= Most) return;
            text.Append(indent).Append(mark).Append(cell.Parent is ActorCell ? cell.Name : "/").Append(" (").Append(cell.Props.Type.Name).Append(") ")
                .Append(cell.NumberOfMessages).Append(" messages, ").Append(cell.ChildCount).AppendLine(" children");
            foreach (var child in cell.ChildPage(0, Most - printed)) Print(child, indent + "   ", "|-> ");
        }
    }

    /// <summary>Has something closed after the last actor has stopped, before threads and timers end. The system has terminated when it is done, or after <see cref="ClosingTime"/>.</summary>
    internal void CloseOnTermination(Func<Task> close) => _closing.Push(close);

    /// <inheritdoc/>
    public override string ToString() => Provider.RootPath.Address.ToString();

    /// <summary>Stops the guardians without any ceremony.</summary>
    internal void FinalTerminate()
    {
        if (Interlocked.Exchange(ref _terminating, 1) != 0) return;
        Log.Debug("System shutdown initiated");
        if (Provider.Guardian is { } guardian) guardian.Stop();
        else Finish(); // it had not got so far
    }

    private protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        var terminated = Terminate();
        if (Runtime.Driver is { } driver) driver.RunUntil(() => terminated.IsCompleted, TimeSpan.FromSeconds(5));
        else terminated.Wait(TimeSpan.FromSeconds(5));
    }

    // The root has stopped: no actor is left.
    private void Finish()
    {
        EventStream.StopDefaultLoggers(this);
        while (_onTermination.TryPop(out var action))
        {
            try
            {
                action();
            }
            catch (Exception failure)
            {
                Log.Error(failure, "An action registered for the system's termination failed.");
            }
        }

        var closed = Task.WhenAll(_closing.Select(static close => close()));
        if (closed.IsCompletedSuccessfully) End();
        else _ = EndAfterAsync(closed);
    }

    private async Task EndAfterAsync(Task closed)
    {
        try
        {
            await closed.WaitAsync(ClosingTime, Runtime.TimeProvider).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Log.Error(failure, "What the system had open could not be closed within {0}.", ClosingTime);
        }

        End();
    }

    private void End()
    {
        SlowHandlers.Dispose();
        (Scheduler as IDisposable)?.Dispose();
        Dispatchers.Shutdown();
        Runtime.Complete(() => _whenTerminated.TrySetResult());
    }

    private IScheduler CreateScheduler()
    {
        var section = Settings.Config.GetConfig("akka.scheduler")!;
        var log = Logging.GetLogger(EventStream, "scheduler");
        if (Settings.SchedulerClass is "Akka.Actor.HashedWheelTimerScheduler" or "Akka.Actor.HashedWheelTimerScheduler, Akka")
            return new HashedWheelTimerScheduler(section, log, _time);
        var type = Type.GetType(Settings.SchedulerClass)
            ?? throw new ConfigurationException($"akka.scheduler.implementation: class [{Settings.SchedulerClass}] cannot be loaded.");
        return (IScheduler)Activator.CreateInstance(type, section, log)!;
    }

    private IActorRefProvider CreateProvider()
    {
        if (Settings.ProviderSelectionType is ProviderSelection.Local) return new LocalActorRefProvider(Name, Settings, EventStream);
        var type = Type.GetType(Settings.ProviderClass)
            ?? throw new ConfigurationException($"akka.actor.provider: class [{Settings.ProviderClass}] cannot be loaded. Is its package referred to?");
        return (IActorRefProvider)Activator.CreateInstance(type, Name, Settings, EventStream)!;
    }
}
