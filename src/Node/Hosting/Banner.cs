using Akka.Actor;
using Spectre.Console;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Hosting;

/// <summary>What a node says when it is ready: where it listens, for people and, in one fixed line, for programs.</summary>
internal static class Banner
{
    /// <summary>The line for programs is this and the address. Nothing else is ever printed in that form.</summary>
    public const string ReadyLine = "switchboard ready ";

    public static void Write(IAnsiConsole console, NodeSettings settings, Uri address, Address self)
    {
        var socket = new UriBuilder(address) { Scheme = "ws", Path = "/socket/websocket" }.Uri;
        var access = settings.IsOpen ? "open, on loopback only (AUTH_SECRET is not set)" : "with a signed token";
        var cluster = settings.IsClustered
            ? $"{self}, through {string.Join(", ", settings.Cluster.SeedNodes())}; {settings.Cluster.Access}"
            : "of one (CLUSTER_SEEDS is not set)";
        var data = settings.Database?.ToString() ?? Path.GetFullPath(settings.DataDir);
        if (console.Profile.Out.IsTerminal)
        {
            var grid = new Grid().AddColumn().AddColumn();
            grid.AddRow("[grey]Chat[/]", $"[link]{Markup.Escape(address.ToString())}[/]");
            grid.AddRow("[grey]Sockets[/]", Markup.Escape(socket.ToString()));
            grid.AddRow("[grey]Access[/]", Markup.Escape(access));
            grid.AddRow("[grey]Cluster[/]", Markup.Escape(cluster));
            grid.AddRow("[grey]Data[/]", Markup.Escape(data));
            console.Write(new Panel(grid) { Header = new PanelHeader("[bold] Switchboard [/]"), Border = BoxBorder.Rounded, Padding = new Padding(2, 0) });
        }
        else
        {
            // Plain lines, whole: a terminal's width would break them where a log should not.
            console.Profile.Out.Writer.WriteLine($"Switchboard   {address}");
            console.Profile.Out.Writer.WriteLine($"sockets       {socket}");
            console.Profile.Out.Writer.WriteLine($"access        {access}");
            console.Profile.Out.Writer.WriteLine($"cluster       {cluster}");
            console.Profile.Out.Writer.WriteLine($"data          {data}");
        }
        console.Profile.Out.Writer.WriteLine(ReadyLine + address);
        console.Profile.Out.Writer.Flush();
    }
}
