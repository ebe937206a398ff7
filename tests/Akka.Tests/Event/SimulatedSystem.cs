using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Simulation;

namespace Akka.Tests.Event;

/// <summary>An actor system that runs on the test's own thread and on virtual time, with a logger that keeps what it gets.</summary>
internal sealed class SimulatedSystem : IDisposable
{
    public SimulatedSystem(string config = "", long seed = 1, params Setup[] setups)
    {
        Executor = new DeterministicExecutor(seed);
        var setup = ActorSystemSetup.Create([Executor.Setup(), BootstrapSetup.Create().WithConfig(config), .. setups]);
        System = (ActorSystemImpl)ActorSystem.Create("test", setup);
        Executor.RunUntilIdle();
    }

    public DeterministicExecutor Executor { get; }

    public ActorSystemImpl System { get; }

    /// <summary>An actor that keeps the messages it gets.</summary>
    public (IActorRef Ref, List<object> Messages) Recorder(string? name = null)
    {
        var messages = new List<object>();
        return (System.ActorOf(Props.Create(() => new RecordingActor(messages)), name), messages);
    }

    /// <summary>What is published of a type from here on.</summary>
    public List<T> Published<T>()
    {
        var events = new List<T>();
        System.EventStream.Subscribe(new CallbackRef(message => events.Add((T)message)), typeof(T));
        return events;
    }

    public void Dispose()
    {
        Executor.Run(System.Terminate());
        System.Dispose();
    }

    private sealed class RecordingActor(List<object> messages) : ActorBase
    {
        protected override bool Receive(object message)
        {
            messages.Add(message);
            return true;
        }
    }

    private sealed class CallbackRef(Action<object> callback) : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "callbacks")) / Guid.NewGuid().ToString("N");

        public override IActorRefProvider Provider => throw new NotSupportedException();

        protected override void TellInternal(object message, IActorRef? sender) => callback(message);
    }
}
