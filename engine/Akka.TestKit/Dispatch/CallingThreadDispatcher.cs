using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>
/// Runs an actor on the thread that tells it something, before the tell returns; unless another thread is just running it, which then
/// handles the message too. An actor never runs on two threads at once, and a message to itself waits for its turn.
/// </summary>
public class CallingThreadDispatcher : MessageDispatcher
{
    /// <summary>The configured name: <c>akka.test.calling-thread-dispatcher</c>.</summary>
    public static new readonly string Id = "akka.test.calling-thread-dispatcher";

    /// <summary>Makes a dispatcher.</summary>
    /// <param name="configurator">Holds the configuration.</param>
    public CallingThreadDispatcher(MessageDispatcherConfigurator configurator) : base(configurator)
    {
    }

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => run.Run();
}

/// <summary>Makes the <see cref="CallingThreadDispatcher"/>.</summary>
public class CallingThreadDispatcherConfigurator : MessageDispatcherConfigurator
{
    // To make room for others, an actor is queued again; here that is a call within a call. So it never does.
    private static readonly Config Unlimited = ConfigurationFactory.ParseString("throughput-deadline-time = 365d");
    private readonly CallingThreadDispatcher _dispatcher;

    /// <summary>Makes the one dispatcher.</summary>
    /// <param name="config">The dispatcher's own section.</param>
    /// <param name="prerequisites">What every dispatcher needs of its system.</param>
    public CallingThreadDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites) : base(Unlimited.WithFallback(config), prerequisites) =>
        _dispatcher = new CallingThreadDispatcher(this);

    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() => _dispatcher;
}
