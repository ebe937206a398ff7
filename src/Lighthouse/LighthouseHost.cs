using Akka.Configuration;
using Akka.Hosting;
using Switchboard.Hosting;
using Switchboard.Hosting.Cluster;
using Switchboard.Hosting.Health;

namespace Switchboard.Lighthouse;

/// <summary>Puts the parts of a lighthouse together: a member of the cluster, and its health over HTTP.</summary>
internal static class LighthouseHost
{
    /// <summary>A lighthouse that is built but not started.</summary>
    /// <param name="settings">The checked settings.</param>
    /// <param name="config">The merged HOCON, for the actor system.</param>
    public static WebApplication Build(LighthouseSettings settings, Config config)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(settings.HttpHost, settings.HttpPort);
        });
        builder.Logging.AddPlainConsole(settings.LogLevel);
        builder.Services.AddSingleton<IReadiness, ActorSystemReadiness>();
        builder.Services.AddSingleton<IReadiness, ClusterReadiness>();
        builder.Services.AddAkka(settings.Cluster.System, akka => akka
            .AddHocon(config, HoconAddMode.Append)
            .WithLoggerFactory(settings.LogLevel)
            .WithCluster(settings.Cluster, Roles.Lighthouse, founds: true));

        var app = builder.Build();
        app.MapHealth();
        app.MapCluster();
        return app;
    }
}
