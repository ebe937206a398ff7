using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;
using Akka.Simulation;
using Akka.Tests.Event;

namespace Akka.Tests.Actor;

/// <summary>Tests of the engine's core: one system on the test's own thread and on virtual time, and one log that everything writes to.</summary>
public abstract class CoreTest : IDisposable
{
    private readonly SimulatedSystem _simulated;

    protected CoreTest(string config = "", long seed = 1)
    {
        _simulated = new SimulatedSystem("akka { loglevel = WARNING, stdout-loglevel = OFF, loggers = [], log-dead-letters = off }\n" + config, seed);
        DeadLetters = _simulated.Published<DeadLetter>();
    }

    /// <summary>What happened, in order.</summary>
    protected List<string> Log { get; } = [];

    protected List<DeadLetter> DeadLetters { get; }

    protected DeterministicExecutor Executor => _simulated.Executor;

    protected ActorSystem System => _simulated.System;

    protected ExtendedActorSystem Extended => _simulated.System;

    internal ActorSystemImpl SystemImpl => _simulated.System;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _simulated.Dispose();
    }

    protected List<T> Published<T>() => _simulated.Published<T>();

    /// <summary>Runs until nothing is left to do, at the present moment of virtual time.</summary>
    protected void Run() => Executor.RunUntilIdle();

    protected void RunFor(int milliseconds) => Executor.RunFor(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Starts a scripted actor and lets it come to life.</summary>
    internal IActorRef Start(Script script)
    {
        var actor = System.ActorOf(script.Props(), script.Name);
        Run();
        return actor;
    }

    /// <summary>A script whose actor logs its hooks and messages under a name.</summary>
    internal Script NewScript(string name) => new(name, Log);

    /// <summary>Tells messages, then runs until nothing is left to do.</summary>
    protected void Send(IActorRef actor, params object[] messages)
    {
        foreach (var message in messages) actor.Tell(message, ActorRefs.NoSender);
        Run();
    }

    /// <summary>Runs code inside a scripted actor.</summary>
    internal void Inside(IActorRef actor, Action<ScriptedActor> code) => Send(actor, code);

    /// <summary>Compares the log from its last mark on, and clears it.</summary>
    protected void Logged(params string[] expected)
    {
        Assert.Equal(expected, Log);
        Log.Clear();
    }

    protected static T Child<T>(IActorRef parent, string name) where T : class, IActorRef => (T)((ActorCell)parent).Child(name);

    protected static IActorRef Child(IActorRef parent, string name) => ((ActorCell)parent).Child(name);
}
