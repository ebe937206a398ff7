using Akka.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Switchboard.Hosting;
using Switchboard.Hosting.Health;
using Switchboard.Node.Gateway.Access;
using Switchboard.Node.Gateway.Api;
using Switchboard.Node.Gateway.Sockets;
using Switchboard.Node.Gateway.Sockets.Takeover;
using Switchboard.Node.Hosting.Page;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Hosting;

/// <summary>Puts the parts of a node together.</summary>
internal static class NodeHost
{
    /// <summary>A node that is built but not started.</summary>
    /// <param name="settings">The checked settings.</param>
    /// <param name="config">The merged HOCON, for the actor system.</param>
    public static WebApplication Build(NodeSettings settings, Config config)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, settings));
        builder.Logging.AddPlainConsole(settings.LogLevel);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.DrainLimit);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<AccessControl>();
        builder.Services.AddSingleton<SocketRegistry>();
        builder.Services.AddSingleton(new SocketLimits(settings.FrameLimit, settings.OutboundLimit, settings.InboundWindow));
        builder.Services.AddSingleton<SocketEndpoint>();
        builder.Services.AddSingleton<RoomApi>();
        // Services stop in the opposite order: first the server, which waits for its sockets; then their keeper; then the actors.
        builder.Services.AddActors(settings, config);
        builder.Services.AddSingleton<SocketKeeper>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SocketKeeper>());

        var app = builder.Build();
        app.MapHealth();
        app.MapCluster();
        app.MapPage();
        app.MapGet("/socket/websocket", app.Services.GetRequiredService<SocketEndpoint>().HandleAsync);
        var api = app.Services.GetRequiredService<RoomApi>();
        app.MapGet("/api/rooms/{room}/messages", (HttpContext context, string room) => api.ReadAsync(context, room));
        app.MapPost("/api/rooms/{room}/messages", (HttpContext context, string room) => api.WriteAsync(context, room));
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, NodeSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(settings.HttpHost, settings.HttpPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.UseSocketTakeover();
        });
    }
}
