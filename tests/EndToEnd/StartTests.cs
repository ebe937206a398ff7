using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using EndToEnd.Processes;
using Processes;

namespace EndToEnd;

/// <summary>A start that cannot succeed says why in one sentence, and ends with an exit code that is not 0.</summary>
public sealed class StartTests
{
    private static async Task<(int Code, string Error, string Output)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var data = Directory.CreateTempSubdirectory("switchboard-");
        var start = new ProcessStartInfo("dotnet", [Repository.Node, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DATA_DIR"] = data.FullName;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        data.Delete(recursive: true);
        return (process.ExitCode, (await error).Trim(), (await output).Trim());
    }

    [Fact]
    public async Task A_wrong_setting_is_named()
    {
        var (code, error, output) = await RunAsync([], ("HTTP_PORT", "70000"));

        Assert.Equal(2, code);
        Assert.Equal("HTTP_PORT is \"70000\" (environment), but allowed is a number from 0 to 65535.", error);
        Assert.Empty(output);
    }

    [Fact]
    public async Task A_wrong_option_is_named()
    {
        var (code, error, _) = await RunAsync(["--idle-timeout", "60"]);

        Assert.Equal(2, code);
        Assert.StartsWith("IDLE_TIMEOUT is \"60\" (command line, --idle-timeout), but allowed is ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_node_listens_on_loopback_only()
    {
        var (code, error, _) = await RunAsync([], ("HTTP_HOST", "0.0.0.0"));

        Assert.Equal(2, code);
        Assert.StartsWith("AUTH_SECRET must be set when HTTP_HOST is 0.0.0.0", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_for_nodes_that_is_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, error, _) = await RunAsync(
            [], ("HTTP_PORT", "0"), ("CLUSTER_SEEDS", "127.0.0.1:1"), ("DATABASE_URL", "postgres://127.0.0.1/unused"), ("CLUSTER_PORT", port.ToString(null, null)));

        Assert.Equal(2, code);
        Assert.Equal($"CLUSTER_PORT is {port}, but another program already listens there: stop it, or choose another port.", error);
    }

    [Fact]
    public async Task A_node_without_seeds_is_a_cluster_of_one_without_a_port_for_others()
    {
        await using var node = await NodeProcess.StartAsync();
        using var http = new HttpClient();

        var view = JsonNode.Parse(await http.GetStringAsync(new Uri(node.Address, "/health/cluster")))!;

        Assert.Equal(["up"], view["members"]!.AsArray().Select(m => (string)m!["status"]!));
        Assert.EndsWith(":0", (string)view["self"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("no known setting", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var node = await NodeProcess.StartAsync();

        var (code, error, output) = await RunAsync([], ("HTTP_PORT", node.Address.Port.ToString(null, null)));

        Assert.Equal(2, code);
        Assert.StartsWith($"HTTP_PORT is {node.Address.Port}, but another program already listens there", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        var (code, error, _) = await RunAsync([], ("DATA_DIR", "/proc/nowhere"));

        Assert.Equal(2, code);
        Assert.StartsWith("DATA_DIR is \"/proc/nowhere\", but that folder cannot be written", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_banner_shows_the_addresses()
    {
        await using var node = await NodeProcess.StartAsync();

        Assert.Contains($"Switchboard   {node.Address}", node.Output, StringComparison.Ordinal);
        Assert.Contains($"ws://{node.Address.Authority}/socket/websocket", node.Output, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = node.Address };
        Assert.Equal("""{"status":"live"}""", await http.GetStringAsync("/health/live"));
    }

    [Fact]
    public async Task The_command_health_tells_whether_the_node_that_runs_with_these_settings_is_ready()
    {
        await using var node = await NodeProcess.StartAsync();
        var port = node.Address.Port.ToString(null, null);

        var (well, _, answer) = await RunAsync(["health"], ("HTTP_PORT", port));
        await node.KillAsync();
        var (gone, error, _) = await RunAsync(["health", "--http-port", port]);

        Assert.Equal((0, 1), (well, gone));
        Assert.StartsWith("""{"status":"ready",""", answer, StringComparison.Ordinal);
        Assert.StartsWith($"http://127.0.0.1:{port}/health/ready did not answer", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_health_must_know_the_port()
    {
        var (code, error, _) = await RunAsync(["health"], ("HTTP_PORT", "0"));

        Assert.Equal(2, code);
        Assert.StartsWith("HTTP_PORT is 0, but health must know the port", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_has_just_started_stops_when_it_is_told_to()
    {
        await using var node = await NodeProcess.ListenAsync();

        Assert.Equal(0, await node.StopAsync());
    }
}
