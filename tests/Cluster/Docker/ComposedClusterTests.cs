using Processes;

namespace Switchboard.Cluster.Tests.Docker;

/// <summary>
/// The services of docker/compose.yaml form a cluster when they are started with exactly its variables, as processes: each host name stands for a
/// loopback address of its own, so that ports are those of the file.
/// </summary>
public sealed class ComposedClusterTests
{
    [PostgresFact]
    public async Task The_programs_form_a_cluster_from_the_variables_of_the_file_and_their_health_checks_pass()
    {
        var services = ComposeFile.Read(DockerEnvironment.Filled).Services.Values.Where(s => s.Target is not null).ToArray();
        var addresses = services.Select((service, i) => (service.Name, Address: $"127.0.53.{i + 1}")).ToDictionary();
        var databaseUrl = PostgresServer.Shared.CreateDatabaseUrl();
        var processes = new List<ServiceProcess>();
        try
        {
            // As compose starts them: the lighthouse, and who waits for it when it is well.
            foreach (var wave in services.GroupBy(s => s.DependsOn.ContainsKey("lighthouse")).OrderBy(g => g.Key))
            {
                var started = wave.Select(s => Create(s, addresses, databaseUrl)).ToArray();
                processes.AddRange(started);
                await Task.WhenAll(started.Select(p => p.StartAsync()));
            }

            using var http = new HttpClient();
            foreach (var (process, service) in processes.Zip(services))
            {
                var check = Dockerfile.Read().Stage(service.Target!).HealthCheck;
                string[] command = [check[0], service.Target == "node" ? Repository.Node : Repository.Lighthouse, .. check.Skip(2)];
                await PassesAsync(command, process);
                var view = ClusterView.Parse(await http.GetStringAsync(new Uri(process.Address, "/health/cluster")));
                Assert.Equal(addresses[service.Name], new Uri(view.Self).Host);
            }
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
        }
    }

    private static ServiceProcess Create(ComposeService service, Dictionary<string, string> addresses, string databaseUrl)
    {
        var process = service.Target == "node"
            ? new ServiceProcess(Repository.Node, "switchboard ready ")
            : new ServiceProcess(Repository.Lighthouse, "lighthouse ready ");
        foreach (var (name, value) in service.Environment)
            process.Environment[name] = addresses.Aggregate(value, (text, host) => text.Replace(host.Key, host.Value, StringComparison.Ordinal));
        process.Environment["HTTP_HOST"] = addresses[service.Name];
        process.Environment["DATA_DIR"] = process.Folder;
        if (service.Target == "node")
            process.Environment["DATABASE_URL"] = databaseUrl;
        return process;
    }

    // A node is well when it is up in its cluster, which takes a moment: compose asks again, too.
    private static async Task PassesAsync(string[] command, ServiceProcess process)
    {
        using var patience = new CancellationTokenSource(ServiceProcess.Patience);
        while (await ProgramHelp.RunAsync(command, process.Environment) is { Code: not 0 } failed)
            Assert.False(patience.IsCancellationRequested, failed.Output + process.Output);
    }
}
