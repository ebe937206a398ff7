using System.Collections;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Node.Hosting;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Tests.Gateway.Node;

/// <summary>A whole node in this process: real server, actors and journal, on a free port and in a folder of its own.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;

    private RunningNode(WebApplication app, DirectoryInfo data)
    {
        _app = app;
        _data = data;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    public string DatabaseFile => Path.Combine(_data.FullName, ActorHost.DatabaseFile);

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningNode> StartAsync(params (string Name, string Value)[] environment)
    {
        var data = Directory.CreateTempSubdirectory("switchboard-");
        var variables = environment.ToDictionary(e => e.Name, e => e.Value);
        variables["HTTP_PORT"] = "0";
        variables["DATA_DIR"] = data.FullName;
        variables.TryAdd("LOG_LEVEL", "error");
        var config = NodeConfiguration.Load(null, new Hashtable(variables));
        var settings = NodeSettingsReader.Read(new SettingSources(_ => null, variables.GetValueOrDefault, path => config.GetString(path)), config);
        var app = NodeHost.Build(settings, config);
        await app.StartAsync();
        var node = new RunningNode(app, data);
        await node.ReadyAsync();
        return node;
    }

    public HttpClient Http() => new() { BaseAddress = Address };

    /// <summary>A socket of version 2.</summary>
    public Task<TestSocket> ConnectAsync() => ConnectAsync("vsn=2.0.0");

    public async Task<TestSocket> ConnectAsync(string query, Action<ClientWebSocketOptions>? options = null)
    {
        var client = new ClientWebSocket();
        options?.Invoke(client.Options);
        await client.ConnectAsync(SocketAddress(query), CancellationToken.None);
        return new TestSocket(client);
    }

    /// <summary>The status that a request for a socket is refused with.</summary>
    public async Task<HttpStatusCode> RefusedAsync(string query, Action<ClientWebSocketOptions>? options = null)
    {
        using var client = new ClientWebSocket();
        client.Options.CollectHttpResponseDetails = true;
        options?.Invoke(client.Options);
        await Assert.ThrowsAsync<WebSocketException>(() => client.ConnectAsync(SocketAddress(query), CancellationToken.None));
        return client.HttpStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    // A node listens before it is in its cluster of one and has rooms.
    private async Task ReadyAsync()
    {
        using var http = Http();
        using var patience = new CancellationTokenSource(TestPatience.Limit);
        while (true)
        {
            using var answer = await http.GetAsync("/health/ready", patience.Token);
            if (answer.StatusCode == HttpStatusCode.OK)
                return;
        }
    }

    private Uri SocketAddress(string query) => new($"ws://{Address.Authority}/socket/websocket?{query}");
}
