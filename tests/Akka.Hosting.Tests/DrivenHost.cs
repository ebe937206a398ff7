using Akka.Actor;
using Akka.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting.Tests;

/// <summary>The services of a host whose actor system runs in virtual time on the test's thread. It is started as a host would start it.</summary>
public sealed class DrivenHost : IDisposable
{
    private readonly ServiceProvider _services;

    public DrivenHost(Action<AkkaConfigurationBuilder, IServiceProvider>? akka = null, Action<IServiceCollection>? services = null, bool start = true)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        services?.Invoke(collection);
        collection.AddAkka("test", (builder, provider) =>
        {
            builder.AddSetup(Executor.Setup()).ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory());
            akka?.Invoke(builder, provider);
        });
        _services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        if (start) Start();
    }

    public DeterministicExecutor Executor { get; } = new(1);

    public RecordedLog Log { get; } = new();

    public ActorSystem System => _services.GetRequiredService<ActorSystem>();

    public IHostedService Service => _services.GetRequiredService<IHostedService>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public void Start() => Executor.Run(Service.StartAsync(CancellationToken.None));

    public void Dispose() => _services.Dispose();
}
