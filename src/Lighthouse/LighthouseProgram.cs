using Akka.Actor;
using Switchboard.Hosting;
using Switchboard.Hosting.Cluster;
using Switchboard.Hosting.Health;
using Switchboard.Hosting.Settings;

namespace Switchboard.Lighthouse;

/// <summary>The program: reads the settings, keeps the light on until it is told to stop, and says in one sentence what kept it from starting.</summary>
internal static class LighthouseProgram
{
    /// <summary>The line for programs is this and the address of the health endpoint.</summary>
    public const string ReadyLine = "lighthouse ready ";

    public static async Task<int> RunAsync(string[] args)
    {
        var commandLine = new CommandLine("Switchboard's lighthouse: the node that others find each other through.", LighthouseSettings.All, args);
        if (commandLine.Error is { } error)
            return ProgramRun.Refuse(error);
        if (commandLine.Answered())
            return ProgramRun.Stopped;

        LighthouseSettings settings;
        WebApplication app;
        try
        {
            var config = LayeredConfiguration.Load("lighthouse.hocon", typeof(LighthouseProgram).Assembly, commandLine.ConfigFile, Environment.GetEnvironmentVariables());
            var sources = SettingSources.Of(commandLine, config);
            if (commandLine.AsksForHealth)
                return await HealthCommand.RunAsync(sources);
            settings = LighthouseSettings.Read(sources, config);
            app = LighthouseHost.Build(settings, config);
        }
        catch (SettingException e)
        {
            return ProgramRun.Refuse(e.Message);
        }
        await using (app)
        {
            return await ProgramRun.RunAsync(
                app, "The lighthouse",
                e => ClusterProblem.Describe(e, settings.Cluster) ?? HttpProblem.Describe(e, settings.HttpHost, settings.HttpPort),
                (address, self) => Announce(settings, address, self));
        }
    }

    private static void Announce(LighthouseSettings settings, Uri address, Address self)
    {
        Console.Out.WriteLine($"Lighthouse    {self}");
        Console.Out.WriteLine($"access        {settings.Cluster.Access}");
        Console.Out.WriteLine($"health        {new Uri(address, "health/ready")}");
        Console.Out.WriteLine(ReadyLine + address);
        Console.Out.Flush();
    }
}
