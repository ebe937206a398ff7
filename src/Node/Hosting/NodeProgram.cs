using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Spectre.Console;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Hosting;

/// <summary>The program: reads the settings, runs the node until it is told to stop, and says in one sentence what kept it from starting.</summary>
internal static class NodeProgram
{
    private const int Stopped = 0;
    private const int Failed = 1;
    private const int WrongSetting = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var commandLine = new CommandLine(args);
        if (commandLine.Error is { } error)
            return Refuse(error);
        if (commandLine.Answered())
            return Stopped;

        NodeSettings settings;
        WebApplication app;
        try
        {
            var file = commandLine.ConfigFile ?? Environment.GetEnvironmentVariable("CONFIG_FILE");
            var config = NodeConfiguration.Load(string.IsNullOrEmpty(file) ? null : file, Environment.GetEnvironmentVariables());
            settings = NodeSettingsReader.Read(new SettingSources(commandLine.Value, Environment.GetEnvironmentVariable, path => config.GetString(path)));
            StartProblem.CheckDataDir(settings.DataDir);
            app = NodeHost.Build(settings, config);
        }
        catch (SettingException e)
        {
            return Refuse(e.Message);
        }
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch (Exception e) when (StartProblem.Describe(e, settings) is { } sentence)
            {
                return Refuse(sentence);
            }
            catch (Exception e)
            {
                await Console.Error.WriteLineAsync($"Switchboard could not start: {e}");
                return Failed;
            }
            Banner.Write(AnsiConsole.Console, settings, AddressOf(app));
            return await WaitAsync(app);
        }
    }

    private static async Task<int> WaitAsync(WebApplication app)
    {
        try
        {
            await app.WaitForShutdownAsync();
            return Stopped;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Switchboard did not stop within DRAIN_LIMIT: connections or writes were cut off.");
            return Failed;
        }
    }

    private static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return WrongSetting;
    }
}
