using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Akka.Hosting.Tests;

/// <summary>An actor system starts with its .NET host and stops with it, and the host stops when the system ends by itself.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task A_host_starts_the_system_its_actors_and_then_the_startup_tasks()
    {
        var steps = new List<string>();
        using var host = Build((builder, _) => builder
            .AddStartup((system, registry) => steps.Add("startup sees " + registry.Get<Echo>().Path.Name))
            .WithActors((system, registry) =>
            {
                registry.Register<Echo>(system.ActorOf(Props.Create<Echo>(), "echo"));
                steps.Add("first");
            })
            .WithActors(async (_, _) =>
            {
                await Task.Yield();
                steps.Add("second");
            }));
        await host.StartAsync();

        Assert.Equal(["first", "second", "startup sees echo"], steps);
        Assert.Equal("hello", await host.Services.GetRequiredService<IRequiredActor<Echo>>().ActorRef.Ask<string>("hello"));
        Assert.Same(host.Services.GetRequiredService<ActorSystem>(), host.Services.GetRequiredService<IActorRegistry>().Get<Echo>() is ActorCell cell ? cell.System : null);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_that_stops_runs_the_coordinated_shutdown()
    {
        var ran = new TaskCompletionSource<CoordinatedShutdown.Reason?>();
        using var host = Build((builder, _) => builder.AddStartup((system, _) => CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "note", () =>
        {
            ran.SetResult(CoordinatedShutdown.Get(system).ShutdownReason);
            return Task.FromResult(Done.Instance);
        })));
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();
        await host.StopAsync();

        Assert.IsType<CoordinatedShutdown.ClrExitReason>(await ran.Task);
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_system_that_terminates_by_itself_stops_the_host()
    {
        using var host = Build((_, _) => { });
        await host.StartAsync();
        await host.Services.GetRequiredService<ActorSystem>().Terminate();
        await host.WaitForShutdownAsync();
    }

    [Fact]
    public async Task A_starter_that_fails_fails_the_start_of_the_host_and_the_system_ends_with_it()
    {
        ActorSystem? started = null;
        using (var host = Build((builder, _) => builder.WithActors((system, _) =>
        {
            started = system;
            throw new InvalidOperationException("no database");
        })))
        {
            Assert.Equal("no database", (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync())).Message);
        }

        await started!.WhenTerminated;
    }

    [Fact]
    public async Task A_shutdown_that_takes_longer_than_the_host_gives_is_cut_short()
    {
        var never = new TaskCompletionSource<Done>();
        using var host = Build((builder, _) => builder.AddStartup((system, _) =>
            CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "hang", () => never.Task)));
        await host.StartAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Services.GetServices<IHostedService>().OfType<AkkaHostedService>().Single().StopAsync(new CancellationToken(canceled: true)));
        await host.Services.GetRequiredService<ActorSystem>().WhenTerminated;
        never.SetResult(Done.Instance);
    }

    [Fact]
    public void A_second_system_in_one_host_is_refused()
    {
        var services = new ServiceCollection().AddAkka("one", _ => { });
        Assert.Throws<InvalidOperationException>(() => services.AddAkka("two", _ => { }));
    }

    private static IHost Build(Action<AkkaConfigurationBuilder, IServiceProvider> akka)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka("test", (configuration, services) =>
        {
            configuration.ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory());
            akka(configuration, services);
        });
        return builder.Build();
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
