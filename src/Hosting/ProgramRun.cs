using Akka.Actor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Switchboard.Hosting;

/// <summary>Runs a program until it is told to stop, and says in one sentence what kept it from starting.</summary>
internal static class ProgramRun
{
    /// <summary>Exit code: stopped when told to.</summary>
    public const int Stopped = 0;

    /// <summary>Exit code: something went wrong that no setting is to blame for.</summary>
    public const int Failed = 1;

    private const int WrongSetting = 2;
    private const int Removed = 3;

    /// <summary>Says what is wrong with a setting.</summary>
    /// <returns>The exit code for it.</returns>
    public static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return WrongSetting;
    }

    /// <param name="app">The program, built but not started.</param>
    /// <param name="name">How messages call it.</param>
    /// <param name="describe">The sentence for an error of the start that a setting is to blame for; null for others.</param>
    /// <param name="announce">Says that the program is ready: where it listens for HTTP, and its address in the cluster.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(WebApplication app, string name, Func<Exception, string?> describe, Action<Uri, Address> announce)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (describe(e) is { } sentence)
        {
            return Refuse(sentence);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"{name} could not start: {e}");
            return Failed;
        }
        var system = app.Services.GetRequiredService<ActorSystem>();
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        announce(new(address), Akka.Cluster.Cluster.Get(system).SelfAddress);
        try
        {
            await app.WaitForShutdownAsync();
            if (CoordinatedShutdown.Get(system).ShutdownReason is not CoordinatedShutdown.ClusterDowningReason)
                return Stopped;
            await Console.Error.WriteLineAsync($"{name} was removed by its cluster, as nodes are that cannot be reached: start it again, and it joins anew.");
            return Removed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{name} did not stop in time: connections or writes were cut off.");
            return Failed;
        }
    }
}
