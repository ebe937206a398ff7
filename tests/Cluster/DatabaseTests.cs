using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Processes;
using Switchboard.Cluster.Tests.Network;

namespace Switchboard.Cluster.Tests;

/// <summary>A node on PostgreSQL stores what it acknowledges, outlives restarts of the server, says when it is away, and keeps the password to itself.</summary>
public sealed class DatabaseTests
{
    private const string Password = "correct-horse-battery";

    [PostgresFact]
    public async Task A_node_goes_on_when_its_database_is_restarted_and_says_so_while_it_is_away()
    {
        using var server = PostgresServer.StartOwn();
        await using var node = Node(server.CreateDatabaseUrl());
        await node.StartAsync();
        await node.ReadyAsync();
        using var http = new HttpClient { BaseAddress = node.Address };
        Assert.Equal(1, await WriteAsync(http, "first"));

        server.Restart();
        Assert.Equal(2, await WriteAsync(http, "second"));

        server.Kill();
        var answer = await http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("journal", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        server.Start();

        // The room and the journal's circuit breaker come back by themselves; when is theirs to say.
        await node.ReadyAsync();
        Assert.Equal(3, await WriteAsync(http, "third"));
        Assert.Equal(["first", "second", "third"], await ReadAsync(http));
    }

    [PostgresFact]
    public async Task History_is_in_the_database_and_not_in_the_nodes_folder()
    {
        var url = PostgresServer.Shared.CreateDatabaseUrl();
        await using (var node = Node(url))
        {
            await node.StartAsync();
            await node.ReadyAsync();
            using var http = new HttpClient { BaseAddress = node.Address };
            await WriteAsync(http, "first");
            Assert.Equal(0, await node.StopAsync());
            Assert.Empty(Directory.GetFiles(node.Folder, "*.db*", SearchOption.AllDirectories));
        }

        await using var another = Node(url);
        await another.StartAsync();
        await another.ReadyAsync();
        using var client = new HttpClient { BaseAddress = another.Address };
        Assert.Equal(["first"], await ReadAsync(client));
    }

    [PostgresFact]
    public async Task The_password_is_in_no_output()
    {
        var url = PostgresServer.Shared.CreateDatabaseUrl().Replace("switchboard@", $"switchboard:{Password}@", StringComparison.Ordinal);
        await using var node = Node(url);
        node.Environment["LOG_LEVEL"] = "debug";
        node.Environment["AKKA__LOG_CONFIG_ON_START"] = "on";
        await node.StartAsync();
        await node.ReadyAsync();
        await node.PrintsAsync("Configuration of this system");
        using var http = new HttpClient { BaseAddress = node.Address };
        await WriteAsync(http, "first");
        await node.StopAsync();

        Assert.Contains("PostgreSQL 127.0.0.1:", node.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_named_by_the_health_check_and_not_by_its_password()
    {
        await using var node = Node($"postgres://switchboard:{Password}@127.0.0.1:{FreePorts.Take()}/none");
        await node.StartAsync();
        using var http = new HttpClient { BaseAddress = node.Address };

        var answer = await http.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("journal", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, node.Output, StringComparison.Ordinal);
    }

    private static ServiceProcess Node(string databaseUrl) => new(Repository.Node, "switchboard ready ") { Environment = { ["HTTP_PORT"] = "0", ["DATABASE_URL"] = databaseUrl } };

    private static async Task<long> WriteAsync(HttpClient http, string body)
    {
        // A room whose journal has just come back may say once more that it is away, and one on a busy machine may not answer in time: the same id is stored once.
        using var patience = new CancellationTokenSource(ServiceProcess.Patience);
        while (true)
        {
            using var answer = await http.PostAsJsonAsync("/api/rooms/lobby/messages", new { id = body, body }, patience.Token);
            var content = await answer.Content.ReadAsStringAsync(patience.Token);
            if (answer.IsSuccessStatusCode)
                return (long)JsonNode.Parse(content)!["seq"]!;
            Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, content);
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task<string[]> ReadAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/api/rooms/lobby/messages?since=0");
        return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["messages"]!.AsArray().Select(m => (string)m!["body"]!)];
    }
}
