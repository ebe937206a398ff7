using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>Looks after all sockets as long as the node runs: closes silent ones, and drains them when the node stops.</summary>
internal sealed partial class SocketKeeper(
    SocketRegistry registry, NodeSettings settings, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SocketKeeper> logger) : BackgroundService
{
    /// <summary>How long a client has to answer a close before its connection is dropped.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    /// <summary>How often clocks are looked at: a socket lives at most this much longer than it should.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private Task _drain = Task.CompletedTask;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the server stops: it waits for the connections that are open, and these end by the drain.
        lifetime.ApplicationStopping.Register(() => _drain = CloseSocketsAsync());
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Stops the node, if it does not stop already, and waits until every socket has been told to reconnect.</summary>
    public Task DrainAsync()
    {
        lifetime.StopApplication();
        return _drain;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _drain.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await registry.WaitForAnyAsync(stoppingToken);
                await Task.Delay(Interval, time, stoppingToken);
                registry.CheckTimes(settings.IdleTimeout, ClosingTime);
            }
        }
        catch (OperationCanceledException)
        {
            // The node has stopped, and the sockets with it.
        }
    }

    private async Task CloseSocketsAsync()
    {
        var count = registry.Count;
        // Half of the limit is for closing, the other half for the clients' answers and for what is still being written.
        var batches = Math.Max(1, (int)(settings.DrainLimit / 2 / TimeSpan.FromTicks(Math.Max(1, settings.DrainInterval.Ticks))));
        var batch = Math.Max(settings.DrainBatch, (count + batches - 1) / batches);
        LogDraining(count, batch);
        await registry.DrainAsync(batch, settings.DrainInterval, time);
        LogDrained();
    }

    [LoggerMessage(101, LogLevel.Information, "Draining: {Count} sockets are closed, {Batch} at a time")]
    private partial void LogDraining(int count, int batch);

    [LoggerMessage(102, LogLevel.Information, "Drained: every socket has been told to reconnect")]
    private partial void LogDrained();
}
