using Akka.Configuration;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>Decides when and on which thread actors run. Thread-safe.</summary>
public abstract class MessageDispatcher
{
    /// <summary>Messages that an actor may handle before it lets others run, unless configured: 30.</summary>
    internal const int StandardThroughput = 30;

    private readonly TimeProvider _clock;
    private readonly bool _isCoarse;

    /// <summary>Sets a dispatcher up from its configurator.</summary>
    /// <param name="configurator">Holds the configuration.</param>
    protected MessageDispatcher(MessageDispatcherConfigurator configurator)
    {
        Configurator = configurator;
        Throughput = configurator.Config.GetInt("throughput", StandardThroughput);
        var deadline = configurator.Config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero);
        ThroughputDeadlineTime = deadline > TimeSpan.Zero ? deadline.Ticks : null;
        Id = configurator.Config.GetString("id", Dispatchers.DefaultDispatcherId);
        ChoosesMailbox = !string.IsNullOrEmpty(configurator.Config.GetString("mailbox-type", "")) || !string.IsNullOrEmpty(configurator.Config.GetString("mailbox-requirement", ""));
        var run = ThroughputDeadlineTime is { } ticks ? TimeSpan.FromTicks(ticks) : DefaultRunTime;
        _clock = configurator.Runtime.TimeProvider;
        _isCoarse = run >= DefaultRunTime && ReferenceEquals(_clock, TimeProvider.System);
        RunTicks = _isCoarse ? (long)run.TotalMilliseconds : (long)(run.TotalSeconds * _clock.TimestampFrequency);
    }

    /// <summary>How this dispatcher was configured.</summary>
    public MessageDispatcherConfigurator Configurator { get; }

    /// <summary>The system's event stream.</summary>
    public EventStream EventStream => Configurator.Prerequisites.EventStream;

    /// <summary>The mailbox types of the system.</summary>
    public Mailboxes Mailboxes => Configurator.Prerequisites.Mailboxes;

    /// <summary>The configured name.</summary>
    public string Id { get; protected set; }

    /// <summary>Messages that an actor may handle before it lets others run: 30 by default.</summary>
    public int Throughput { get; set; }

    /// <summary>Ticks (100 ns) after which an actor lets others run though it has handled fewer messages; null for the default of 20 ms.</summary>
    public long? ThroughputDeadlineTime { get; protected set; }

    /// <summary>True when the dispatcher has a say in what mailboxes its actors get.</summary>
    internal bool ChoosesMailbox { get; }

    /// <summary>How long a run may take, on <see cref="RunClock"/>.</summary>
    internal long RunTicks { get; }

    /// <summary>
    /// The clock that bounds runs. On the machine's time it is the coarse one, a few ms exact, unless the bound is short: 4 ns a look where a
    /// timestamp takes 23, and a run of thirty small messages takes 600.
    /// </summary>
#pragma warning disable RS0030 // only in place of the system's own clock
    internal long RunClock => _isCoarse ? Environment.TickCount64 : _clock.GetTimestamp();
#pragma warning restore RS0030

    internal Actor.Runtime Runtime => Configurator.Runtime;

    // Akka.NET's default is no deadline at all. A run that is already longer than this hurts everyone else's latency.
    private static readonly TimeSpan DefaultRunTime = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs an action on this dispatcher's threads.</summary>
    /// <param name="run">The action.</param>
    public void Schedule(Action run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ExecuteTask(new ActionRunnable(() => Guard(run)));
    }

    /// <summary>Runs a piece of work on this dispatcher's threads.</summary>
    /// <param name="run">The work.</param>
    public void Schedule(IRunnable run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Schedule(run.Run);
    }

    // On a thread of the pool it would end the process.
    private void Guard(Action run)
    {
        try
        {
            run();
        }
        catch (Exception failure)
        {
            EventStream.Publish(new Error(failure, Id, GetType(), "Work scheduled on a dispatcher failed: " + failure.Message));
        }
    }

    /// <summary>Queues work on this dispatcher's threads.</summary>
    /// <param name="run">The work.</param>
    protected abstract void ExecuteTask(IRunnable run);

    /// <summary>Queues work that lets no exception out.</summary>
    internal void Queue(IRunnable run) => ExecuteTask(run);

    /// <summary>Queues an actor that something has come for.</summary>
    internal virtual void Wake(Actor.ActorCell cell) => ExecuteTask(cell);

    /// <summary>Queues actors that something has come for.</summary>
    internal virtual void Wake(ReadOnlySpan<Actor.ActorCell> cells)
    {
        foreach (var cell in cells) Wake(cell);
    }

    /// <summary>Queues an actor that has used up its run, behind everything else that waits.</summary>
    internal virtual void Yield(Actor.ActorCell cell) => ExecuteTask(cell);

    /// <summary>What runs the work, when it is one of the engine's own.</summary>
    internal virtual ExecutorService? Executor => null;

    /// <summary>Ends the threads of this dispatcher.</summary>
    internal virtual void Shutdown()
    {
    }
}

/// <summary>The usual dispatcher: actors share the threads of an executor.</summary>
public class Dispatcher : MessageDispatcher
{
    private readonly ExecutorService _executor;

    internal Dispatcher(MessageDispatcherConfigurator configurator, ExecutorService executor) : base(configurator) => _executor = executor;

    internal override ExecutorService? Executor => _executor;

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => _executor.Execute(run);

    internal override void Wake(Actor.ActorCell cell) => _executor.Wake(cell);

    internal override void Wake(ReadOnlySpan<Actor.ActorCell> cells) => _executor.Wake(cells);

    internal override void Yield(Actor.ActorCell cell) => _executor.Yield(cell);

    internal override void Shutdown() => _executor.Shutdown();
}

/// <summary>Makes a dispatcher from its configuration.</summary>
public abstract class MessageDispatcherConfigurator
{
    /// <summary>Keeps what a dispatcher is made from.</summary>
    /// <param name="config">The dispatcher's own section.</param>
    /// <param name="prerequisites">What every dispatcher needs of its system.</param>
    protected MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    {
        Config = config;
        Prerequisites = prerequisites;
    }

    /// <summary>The dispatcher's own section.</summary>
    public Config Config { get; }

    /// <summary>What every dispatcher needs of its system.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    internal Actor.Runtime Runtime => ((Actor.Internal.ActorSystemImpl)Prerequisites.Settings.System).Runtime;

    /// <summary>The dispatcher: the same one at every call, unless the kind of dispatcher belongs to one actor.</summary>
    /// <returns>The dispatcher.</returns>
    public abstract MessageDispatcher Dispatcher();
}

/// <summary>What a dispatcher needs of its actor system.</summary>
public interface IDispatcherPrerequisites
{
    /// <summary>The event stream.</summary>
    EventStream EventStream { get; }

    /// <summary>The scheduler.</summary>
    Actor.IScheduler Scheduler { get; }

    /// <summary>The settings.</summary>
    Actor.Settings Settings { get; }

    /// <summary>The mailbox types.</summary>
    Mailboxes Mailboxes { get; }
}

/// <summary>What a dispatcher needs of its actor system.</summary>
public sealed class DefaultDispatcherPrerequisites : IDispatcherPrerequisites
{
    /// <summary>Collects them.</summary>
    /// <param name="eventStream">The event stream.</param>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="mailboxes">The mailbox types.</param>
    public DefaultDispatcherPrerequisites(EventStream eventStream, Actor.IScheduler scheduler, Actor.Settings settings, Mailboxes mailboxes)
    {
        EventStream = eventStream;
        Scheduler = scheduler;
        Settings = settings;
        Mailboxes = mailboxes;
    }

    /// <inheritdoc/>
    public EventStream EventStream { get; }

    /// <inheritdoc/>
    public Actor.IScheduler Scheduler { get; }

    /// <inheritdoc/>
    public Actor.Settings Settings { get; }

    /// <inheritdoc/>
    public Mailboxes Mailboxes { get; }
}
