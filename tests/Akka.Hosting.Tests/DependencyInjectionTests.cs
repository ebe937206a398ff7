using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Hosting.Tests;

/// <summary>Actors get services and arguments; what lives in their scope is disposed when they stop or restart.</summary>
public sealed class DependencyInjectionTests
{
    [Fact]
    public void An_actor_gets_services_and_arguments()
    {
        using var host = NewHost();
        var actor = host.System.ActorOf(DependencyResolver.For(host.System).Props<Worker>("name"));
        Assert.Equal("name uses 1", host.Executor.Run(actor.Ask<string>("who")));
    }

    [Fact]
    public void A_scoped_service_lives_as_long_as_the_actor()
    {
        using var host = NewHost();
        var (first, second) = (Start(host), Start(host));
        Assert.Equal("name uses 1", host.Executor.Run(first.Ask<string>("who")));
        Assert.Equal("name uses 2", host.Executor.Run(second.Ask<string>("who")));
        Assert.Empty(host.Get<Disposed>().Numbers);
        host.Executor.Run(first.GracefulStop(TimeSpan.FromSeconds(1)));
        Assert.Equal([1], host.Get<Disposed>().Numbers);
    }

    [Fact]
    public void A_restarted_actor_gets_new_services()
    {
        using var host = NewHost();
        var actor = Start(host);
        actor.Tell(new InvalidOperationException("restart me"));
        Assert.Equal("name uses 2", host.Executor.Run(actor.Ask<string>("who")));
        Assert.Equal([1], host.Get<Disposed>().Numbers);
    }

    [Fact]
    public void Services_of_an_actor_that_could_not_be_made_are_disposed()
    {
        using var host = NewHost();
        host.System.ActorOf(DependencyResolver.For(host.System).Props<Broken>());
        host.Executor.RunUntilIdle();
        Assert.Equal([1], host.Get<Disposed>().Numbers);
    }

    [Fact]
    public void A_starter_gets_a_resolver()
    {
        using var host = NewHost((builder, _) => builder.WithActors((system, registry, resolver) => registry.Register<Worker>(system.ActorOf(resolver.Props<Worker>("named")))));
        Assert.Equal("named uses 1", host.Executor.Run(host.Get<IRequiredActor<Worker>>().ActorRef.Ask<string>("who")));
    }

    [Fact]
    public void What_is_no_actor_is_refused_where_the_props_are_made()
    {
        using var host = NewHost();
        Assert.Throws<ArgumentException>(() => DependencyResolver.For(host.System).Props(typeof(string)));
    }

    [Fact]
    public void A_system_without_services_says_what_is_missing()
    {
        using var system = ActorSystem.Create("bare", Actor.Setup.ActorSystemSetup.Create(new DeterministicExecutor(1).Setup()));
        Assert.Contains(nameof(DependencyResolverSetup), Assert.Throws<ConfigurationException>(() => DependencyResolver.For(system)).Message, StringComparison.Ordinal);
    }

    private static DrivenHost NewHost(Action<AkkaConfigurationBuilder, IServiceProvider>? akka = null) => new(
        akka, services => services.AddSingleton<Disposed>().AddScoped<Connection>());

    private static IActorRef Start(DrivenHost host)
    {
        var actor = host.System.ActorOf(DependencyResolver.For(host.System).Props<Worker>("name"));
        host.Executor.RunUntilIdle();
        return actor;
    }

    private sealed class Disposed
    {
        public List<int> Numbers { get; } = [];

        public int Made { get; set; }
    }

    private sealed class Connection(Disposed disposed) : IDisposable
    {
        public int Number { get; } = ++disposed.Made;

        public void Dispose() => disposed.Numbers.Add(Number);
    }

    private sealed class Worker : ReceiveActor
    {
        public Worker(string name, Connection connection)
        {
            Receive<string>(_ => Sender.Tell($"{name} uses {connection.Number}"));
            Receive<Exception>(Throw);
        }

        private static void Throw(Exception failure) => throw failure;
    }

    private sealed class Broken : UntypedActor
    {
        public Broken(Connection connection) => throw new InvalidOperationException($"cannot use {connection.Number}");

        protected override void OnReceive(object message)
        {
        }
    }
}
