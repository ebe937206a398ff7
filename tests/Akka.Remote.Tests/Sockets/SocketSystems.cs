using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Remote.Tests.Sockets;

/// <summary>Actor systems that talk over sockets of this machine.</summary>
public abstract class SocketSystems : IAsyncLifetime
{
    private readonly List<ActorSystem> _all = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var system in _all) await system.Terminate();
    }

    protected ActorSystem Start(string name, string config = "", int port = 0, params Setup[] setups)
    {
        var all = ConfigurationFactory.ParseString(config).WithFallback(ConfigurationFactory.ParseString($$"""
            akka {
              actor.provider = remote
              loglevel = OFF
              stdout-loglevel = OFF
              log-dead-letters = off
              remote.dot-netty.tcp { hostname = "127.0.0.1", port = {{port}} }
            }
            """));
        var system = ActorSystem.Create(name, ActorSystemSetup.Create([BootstrapSetup.Create().WithConfig(all), .. setups]));
        _all.Add(system);
        return system;
    }

    protected static Address AddressOf(ActorSystem system) => ((ExtendedActorSystem)system).Provider.DefaultAddress;

    internal static Associations.Remoting RemotingOf(ActorSystem system) => RemoteActorRefProvider.For(system).Remoting;

    protected static IActorRef Ref(ActorSystem at, ActorSystem of, string path) => ((ExtendedActorSystem)at).Provider.ResolveActorRef(AddressOf(of) + path);

    /// <summary>Completes with the first event of a kind that is published.</summary>
    protected static Task<T> Next<T>(ActorSystem system) where T : class
    {
        var next = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.EventStream.Subscribe(system.ActorOf(Props.Create(() => new Catcher<T>(next))), typeof(T));
        return next.Task;
    }

    /// <summary>Waits for something of which there is no event.</summary>
    protected static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Yield();
    }

    private sealed class Catcher<T>(TaskCompletionSource<T> next) : UntypedActor
    {
        protected override void OnReceive(object message) => next.TrySetResult((T)message);
    }
}
