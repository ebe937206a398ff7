using System.Net;
using System.Net.Sockets;
using Switchboard.Hosting.Settings;

namespace Switchboard.Hosting.Health;

/// <summary>
/// The command <c>health</c>: asks the program that runs on this machine with the same settings for its readiness. Health checks of containers use
/// it, since their images hold no other HTTP client.
/// </summary>
internal static class HealthCommand
{
    /// <summary>How it is called on the command line.</summary>
    public const string Name = "health";

    /// <summary>What it does, for help.</summary>
    public const string Description = "Asks the program that runs here with these settings whether it is ready; ends with 0 when it is, else with 1.";

    private const string Endpoint = "/health/ready";

    // Less than what container engines wait for a health check.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Asks, and prints the answer.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="SettingException">The settings do not tell where to ask.</exception>
    public static async Task<int> RunAsync(SettingSources sources)
    {
        var port = sources.Get(CommonSettings.HttpPort);
        if (port == 0)
            throw new SettingException($"HTTP_PORT is 0, but {Name} must know the port: give it the one that the program printed.");
        var address = new UriBuilder(Uri.UriSchemeHttp, Reachable(sources.Get(CommonSettings.HttpHost)).ToString(), port, Endpoint).Uri;
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
            using var response = await http.GetAsync(address);
            await Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.StatusCode == HttpStatusCode.OK ? ProgramRun.Stopped : ProgramRun.Failed;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} did not answer: {e.Message}");
            return ProgramRun.Failed;
        }
    }

    // Who listens on all addresses is asked on loopback.
    private static IPAddress Reachable(IPAddress host)
    {
        if (!host.Equals(IPAddress.Any) && !host.Equals(IPAddress.IPv6Any))
            return host;
        return host.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback;
    }
}
