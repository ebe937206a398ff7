using Processes;

namespace EndToEnd.Processes;

/// <summary>The real server as a process of its own, on a free port, with a data folder that outlives its restarts.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly ServiceProcess _process = new(Repository.Node, "switchboard ready ");

    private NodeProcess()
    {
    }

    public Uri Address => _process.Address;

    public string SocketUrl => $"ws://{Address.Authority}/socket";

    public string Output => _process.Output;

    /// <summary>A node that is ready for traffic.</summary>
    public static async Task<NodeProcess> StartAsync(params (string Name, string Value)[] environment)
    {
        var node = await ListenAsync(environment);
        await node._process.ReadyAsync();
        return node;
    }

    /// <summary>A node that has just begun to listen.</summary>
    public static async Task<NodeProcess> ListenAsync(params (string Name, string Value)[] environment)
    {
        var node = new NodeProcess();
        node._process.Environment["HTTP_PORT"] = FreePorts.Take().ToString(null, null);
        node._process.Environment["DATA_DIR"] = node._process.Folder;
        foreach (var (name, value) in environment)
            node._process.Environment[name] = value;
        await node.StartAsync();
        return node;
    }

    /// <summary>Starts it, again on the port it had.</summary>
    public Task StartAsync() => _process.StartAsync();

    /// <summary>kill -9, and waits until it is gone.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>SIGTERM, and waits for the exit.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync() => _process.StopAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
