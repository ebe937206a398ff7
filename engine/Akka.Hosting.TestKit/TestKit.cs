using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.Hosting.TestKit.Internals;
using Akka.TestKit;
using Akka.TestKit.Internal;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;
using Xunit.Abstractions;
using AkkaLogLevel = Akka.Event.LogLevel;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.TestKit;

/// <summary>
/// Base of test classes, for xunit 2, whose actor system lives in a .NET host: each test gets a host of its own, made of what is overridden here,
/// which starts before the test and stops after it. The system logs to the host's logging, and that to the output of the test.
/// </summary>
public abstract class TestKit : TestKitBase, IAsyncLifetime
{
    private readonly RuntimeSetup _threads = TestSystem.OwnThreads();
    private IHost? _host;

    /// <summary>Only keeps the settings: the host is made before the test, when the constructors have run.</summary>
    /// <param name="actorSystemName">The system's name; null for "test".</param>
    /// <param name="output">Where to log; null for nowhere.</param>
    /// <param name="startupTimeout">How long the host's start may take; null for 10 s.</param>
    /// <param name="logLevel">What is logged from.</param>
    protected TestKit(string? actorSystemName = null, ITestOutputHelper? output = null, TimeSpan? startupTimeout = null, LogLevel logLevel = LogLevel.Information)
        : base(Assertions, null, ActorSystemSetup.Empty, actorSystemName, null)
    {
        ActorSystemName = actorSystemName ?? "test";
        Output = output;
        LogLevel = logLevel;
        StartupTimeout = startupTimeout ?? TimeSpan.FromSeconds(10);
    }

    /// <summary>The host of the test.</summary>
    /// <exception cref="InvalidOperationException">The test has not started: in its constructor there is none.</exception>
    public IHost Host => _host ?? throw new InvalidOperationException("The host starts when the constructors of the test have run: override BeforeTestStart for what needs it.");

    /// <summary>The actors that the host has registered.</summary>
    public ActorRegistry ActorRegistry => Host.Services.GetRequiredService<ActorRegistry>();

    /// <summary>How long the host's start may take. Not dilated.</summary>
    public TimeSpan StartupTimeout { get; }

    /// <summary>The system's name.</summary>
    public string ActorSystemName { get; }

    /// <summary>Where the test writes; null when none was given.</summary>
    public ITestOutputHelper? Output { get; }

    /// <summary>What is logged from.</summary>
    public LogLevel LogLevel { get; }

    /// <summary>How tests fail.</summary>
    protected static new XunitAssertions Assertions { get; } = new();

    /// <summary>Configuration of the system, over what <see cref="ConfigureAkka"/> adds; null for none.</summary>
    protected virtual Config? Config => null;

    private AkkaLogLevel AkkaLevel => LogLevel switch
    {
        LogLevel.Trace or LogLevel.Debug => AkkaLogLevel.DebugLevel,
        LogLevel.Information => AkkaLogLevel.InfoLevel,
        LogLevel.Warning => AkkaLogLevel.WarningLevel,
        _ => AkkaLogLevel.ErrorLevel,
    };

    // Blocks: the test's implicit sender is set on the calling thread's context, which an asynchronous method would give back.
    Task IAsyncLifetime.InitializeAsync()
    {
        var builder = new HostBuilder();
        if (Output is not null) builder.ConfigureLogging(ConfigureLogging);
        ConfigureHostBuilder(builder);
        builder
            .ConfigureHostConfiguration(ConfigureHostConfiguration)
            .ConfigureAppConfiguration(ConfigureAppConfiguration)
            .ConfigureServices(ConfigureServices)
            .ConfigureServices((_, services) => services.AddAkka(ActorSystemName, AddAkka));
        _host = builder.Build();
        Start(_host);
        var system = _host.Services.GetRequiredService<ActorSystem>();
        TestSystem.Attach(_threads, system);
        base.InitializeTest(system, ActorSystemSetup.Empty, null, null);
        return BeforeTestStart();
    }

    /// <summary>Stops the host, and the system with it.</summary>
    /// <returns>Completes when both have stopped.</returns>
    public async Task DisposeAsync()
    {
        if (_host is not { } host) return;
        await AfterAllAsync().ConfigureAwait(true);
        _host = null;
        using (host) await host.StopAsync().ConfigureAwait(true);
    }

    /// <summary>Says what the actor system is started with.</summary>
    /// <param name="builder">Takes it.</param>
    /// <param name="provider">The host's services.</param>
    protected abstract void ConfigureAkka(AkkaConfigurationBuilder builder, IServiceProvider provider);

    /// <summary>Configures the host itself. Does nothing unless overridden.</summary>
    /// <param name="builder">Takes it.</param>
    protected virtual void ConfigureHostConfiguration(IConfigurationBuilder builder)
    {
    }

    /// <summary>Configures the application. Does nothing unless overridden.</summary>
    /// <param name="context">The host's.</param>
    /// <param name="builder">Takes it.</param>
    protected virtual void ConfigureAppConfiguration(HostBuilderContext context, IConfigurationBuilder builder)
    {
    }

    /// <summary>Adds services, such as doubles of those that actors are given. Does nothing unless overridden.</summary>
    /// <param name="context">The host's.</param>
    /// <param name="services">Takes them.</param>
    protected virtual void ConfigureServices(HostBuilderContext context, IServiceCollection services)
    {
    }

    /// <summary>Changes the host in any other way. Does nothing unless overridden.</summary>
    /// <param name="builder">The host's builder.</param>
    protected virtual void ConfigureHostBuilder(IHostBuilder builder)
    {
    }

    /// <summary>Says how the host logs: to the output of the test, unless overridden. Not called when there is no output.</summary>
    /// <param name="builder">Takes it.</param>
    protected virtual void ConfigureLogging(ILoggingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ClearProviders();
        builder.SetMinimumLevel(LogLevel);
        builder.AddProvider(new XUnitLoggerProvider(Output!, LogLevel));
        builder.AddFilter("Akka.*", LogLevel);
    }

    /// <summary>Runs when the host has started, before the test. Does nothing unless overridden.</summary>
    /// <returns>Ends before the test starts.</returns>
    protected virtual Task BeforeTestStart() => Task.CompletedTask;

    /// <summary>Runs when the test has ended, before the host stops. Does nothing unless overridden.</summary>
    /// <returns>Ends before the host stops.</returns>
    protected virtual Task AfterAllAsync() => Task.CompletedTask;

    /// <summary>Does nothing yet: the system is the host's, which is made when the constructors have run.</summary>
    /// <param name="system">Not used.</param>
    /// <param name="config">Not used.</param>
    /// <param name="actorSystemName">Not used.</param>
    /// <param name="testActorName">Not used.</param>
    protected sealed override void InitializeTest(ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
    }

    private void AddAkka(AkkaConfigurationBuilder builder, IServiceProvider provider)
    {
        builder.AddHocon(DefaultConfig, HoconAddMode.Append);
        builder.AddSetup(_threads);
        builder.ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = AkkaLevel;
            loggers.ClearLoggers();
            loggers.AddLogger<TestEventListener>();
            if (Output is not null) loggers.AddLoggerFactory();
        });
        ConfigureAkka(builder, provider);
        if (Config is { } config) builder.AddHocon(config, HoconAddMode.Prepend);
    }

    private void Start(IHost host)
    {
        using var limit = new CancellationTokenSource(StartupTimeout, TimeProvider.System);
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // nothing of the start waits for the thread that is blocked here
        try
        {
            host.StartAsync(limit.Token).WaitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            _host = null;
            host.Dispose();
            throw new TimeoutException($"The host did not start within {StartupTimeout}.");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
