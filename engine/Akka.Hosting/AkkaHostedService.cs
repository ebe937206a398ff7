using Akka.Actor;
using Akka.Annotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>
/// Starts the actor system with the host and stops it, through <see cref="CoordinatedShutdown"/>, with the host. When the system ends by itself,
/// the host stops too.
/// </summary>
[InternalApi]
public partial class AkkaHostedService : IHostedService
{
    private readonly AkkaConfigurationBuilder _configuration;
    private readonly IHostApplicationLifetime? _lifetime;
    private readonly ILogger<AkkaHostedService> _logger;
    private int _stopping;

    /// <summary>With what the container gives.</summary>
    /// <param name="configurationBuilder">What the system is started with.</param>
    /// <param name="serviceProvider">The application's services, of which the system is one.</param>
    /// <param name="logger">Tells of the system's end.</param>
    /// <param name="applicationLifetime">The host, if there is one.</param>
    public AkkaHostedService(
        AkkaConfigurationBuilder configurationBuilder, IServiceProvider serviceProvider, ILogger<AkkaHostedService> logger, IHostApplicationLifetime? applicationLifetime = null)
    {
        _configuration = configurationBuilder;
        ServiceProvider = serviceProvider;
        _logger = logger;
        _lifetime = applicationLifetime;
    }

    /// <summary>The system; null before <see cref="StartAsync"/>.</summary>
    protected ActorSystem? ActorSystem { get; private set; }

    /// <summary>The application's services.</summary>
    protected IServiceProvider ServiceProvider { get; }

    /// <summary>Creates the system and starts its actors.</summary>
    /// <param name="cancellationToken">Ends the start between two starters.</param>
    /// <returns>Completes when all starters and startup tasks have; fails when one does, and the host's start with it.</returns>
    public virtual async Task StartAsync(CancellationToken cancellationToken)
    {
        var system = ActorSystem = ServiceProvider.GetRequiredService<ActorSystem>();
        _ = system.WhenTerminated.ContinueWith(_ => SystemEnded(system), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await _configuration.StartAsync(system, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the system in the phases of its <see cref="CoordinatedShutdown"/>.</summary>
    /// <param name="cancellationToken">Comes when the host's shutdown time-out is over; what still runs is then stopped at once.</param>
    /// <returns>Completes when the system has terminated.</returns>
    /// <exception cref="OperationCanceledException">It did not in time.</exception>
    public virtual async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _stopping, 1) != 0 || ActorSystem is not { } system) return;
        try
        {
            await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            StoppedTooLate(system.Name);
            ((ExtendedActorSystem)system).Abort();
            throw;
        }
    }

    private void SystemEnded(ActorSystem system)
    {
        if (Volatile.Read(ref _stopping) != 0 || _lifetime is not { } host || host.ApplicationStopping.IsCancellationRequested) return;
        EndedByItself(system.Name);
        host.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Warning, "ActorSystem [{Name}] has terminated by itself: the host stops.")]
    private partial void EndedByItself(string name);

    [LoggerMessage(2, LogLevel.Warning, "ActorSystem [{Name}] did not stop within the host's shutdown time-out: its actors are stopped without waiting for its phases.")]
    private partial void StoppedTooLate(string name);
}
