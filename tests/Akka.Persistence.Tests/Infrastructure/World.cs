using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.Simulation;

namespace Akka.Persistence.Tests.Infrastructure;

/// <summary>An actor system on virtual time and one thread. Nothing happens unless the test runs it.</summary>
internal sealed class World : IDisposable
{
    /// <summary>Binds the test's events to their serializer.</summary>
    public const string Serializers = """
        akka.actor.serializers.test = "Akka.Persistence.Tests.Infrastructure.TestSerializer, Akka.Persistence.Tests"
        akka.actor.serialization-bindings {
          "Akka.Persistence.Tests.Infrastructure.Noted, Akka.Persistence.Tests" = test
          "Akka.Persistence.Tests.Infrastructure.Notes, Akka.Persistence.Tests" = test
          "Akka.Persistence.Tests.Infrastructure.Unwritable, Akka.Persistence.Tests" = test
          "Akka.Persistence.Tests.Infrastructure.Unreadable, Akka.Persistence.Tests" = test
        }
        """;

    private const string Base = """
        akka.loglevel = WARNING
        akka.stdout-loglevel = OFF
        akka.log-dead-letters = off
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"

        """ + Serializers;

    private readonly DeterministicExecutor _executor;

    public World(string config = "", long seed = 1)
    {
        _executor = new DeterministicExecutor(seed);
        var setup = BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(config).WithFallback(ConfigurationFactory.ParseString(Base)));
        System = (ExtendedActorSystem)ActorSystem.Create("world", ActorSystemSetup.Create(setup, _executor.Setup()));
        System.EventStream.Subscribe(Errors, typeof(Error));
        System.EventStream.Subscribe(Warnings, typeof(Warning));
        System.EventStream.Subscribe(DeadLetters, typeof(AllDeadLetters));
        System.EventStream.Subscribe(Unhandled, typeof(UnhandledMessage));
        Run();
    }

    public ExtendedActorSystem System { get; }

    public PersistenceExtension Extension => Akka.Persistence.Persistence.Instance.Apply(System);

    public Recorder Errors { get; } = new("errors");

    public Recorder Warnings { get; } = new("warnings");

    public Recorder DeadLetters { get; } = new("dead-letters");

    public Recorder Unhandled { get; } = new("unhandled");

    /// <summary>Runs until nothing is ready; time stands still.</summary>
    public void Run() => _executor.RunUntilIdle();

    /// <summary>Runs what happens in a span of virtual time.</summary>
    public void Run(TimeSpan span) => _executor.RunFor(span);

    /// <summary>Starts an actor and lets it recover.</summary>
    public IActorRef Start(Props props)
    {
        var actor = System.ActorOf(props);
        Run();
        return actor;
    }

    /// <summary>Stops an actor and waits until it is gone.</summary>
    public void Stop(IActorRef actor)
    {
        System.Stop(actor);
        Run();
    }

    /// <summary>Completes what the journal waits for, and runs what follows on this thread.</summary>
    public void Open(TaskCompletionSource gate)
    {
        // The test framework's context would send what follows to another thread.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        gate.SetResult();
        SynchronizationContext.SetSynchronizationContext(context);
        Run();
    }

    public static bool IsAlive(IActorRef actor) => !((IInternalActorRef)actor).IsTerminated;

    public void Dispose() => _executor.Run(System.Terminate());
}
