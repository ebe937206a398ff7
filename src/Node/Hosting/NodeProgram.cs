using Spectre.Console;
using Switchboard.Hosting;
using Switchboard.Hosting.Health;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Hosting;

/// <summary>The program: reads the settings, runs the node until it is told to stop, and says in one sentence what kept it from starting.</summary>
internal static class NodeProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var commandLine = new CommandLine("Switchboard: rooms with durable history over WebSockets.", SettingCatalog.All, args);
        if (commandLine.Error is { } error)
            return ProgramRun.Refuse(error);
        if (commandLine.Answered())
            return ProgramRun.Stopped;

        NodeSettings settings;
        WebApplication app;
        try
        {
            var config = NodeConfiguration.Load(commandLine.ConfigFile, Environment.GetEnvironmentVariables());
            var sources = SettingSources.Of(commandLine, config);
            if (commandLine.AsksForHealth)
                return await HealthCommand.RunAsync(sources);
            settings = NodeSettingsReader.Read(sources, config);
            if (settings.Database is null)
                StartProblem.CheckDataDir(settings.DataDir);
            app = NodeHost.Build(settings, config);
        }
        catch (SettingException e)
        {
            return ProgramRun.Refuse(e.Message);
        }
        await using (app)
        {
            return await ProgramRun.RunAsync(
                app, "Switchboard", e => StartProblem.Describe(e, settings), (address, self) => Banner.Write(AnsiConsole.Console, settings, address, self));
        }
    }
}
