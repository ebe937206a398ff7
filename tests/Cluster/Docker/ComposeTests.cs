using System.Text.RegularExpressions;
using Processes;

namespace Switchboard.Cluster.Tests.Docker;

/// <summary>docker/compose.yaml fits what the programs read, the Dockerfile and the configuration of the proxy. No container engine is needed.</summary>
public sealed partial class ComposeTests
{
    private static readonly ComposeFile Compose = ComposeFile.Read(DockerEnvironment.Filled);

    private static readonly string[] NodeNames = ["node1", "node2", "node3"];

    private static IEnumerable<ComposeService> Nodes => NodeNames.Select(n => Compose.Services[n]);

    private static ComposeService Lighthouse => Compose.Services["lighthouse"];

    private static ComposeService Postgres => Compose.Services["postgres"];

    [Fact]
    public void There_are_a_lighthouse_three_nodes_a_database_and_a_proxy() =>
        Assert.Equal(["lighthouse", .. NodeNames, "postgres", "proxy"], Compose.Services.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_variable_is_one_that_the_program_reads()
    {
        var node = await ProgramHelp.VariablesAsync(Repository.Node);
        Assert.All(Nodes, service => Assert.Empty(service.Environment.Keys.Except(node)));
        Assert.Empty(Lighthouse.Environment.Keys.Except(await ProgramHelp.VariablesAsync(Repository.Lighthouse)));
        Assert.Equal(["POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_USER"], Postgres.Environment.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_of_the_env_file_names_what_is_wanted_and_nothing_else() => Assert.Equal(ComposeFile.Wanted(), DockerEnvironment.Example());

    [Theory]
    [InlineData("AUTH_SECRET")]
    [InlineData("CLUSTER_SECRET")]
    [InlineData("POSTGRES_PASSWORD")]
    public void Nothing_starts_without_its_secret(string name) =>
        Assert.Throws<InvalidOperationException>(() => ComposeFile.Read(DockerEnvironment.Filled.Where(v => v.Key != name).ToDictionary()));

    [Fact]
    public void Images_are_built_from_stages_of_the_dockerfile()
    {
        var docker = Dockerfile.Read();
        Assert.All(Nodes.Append(Lighthouse), service =>
        {
            var (context, dockerfile) = service.Build!.Value;
            Assert.Equal(Repository.Root, Path.GetFullPath(Path.Combine(ComposeFile.Folder, context)).TrimEnd('/'));
            Assert.True(File.Exists(Path.Combine(ComposeFile.Folder, context, dockerfile)));
            Assert.Equal(service == Lighthouse ? "lighthouse" : "node", service.Target);
            string[] listens = [service.Environment["HTTP_PORT"], service.Environment["CLUSTER_PORT"]];
            Assert.Equal(listens.Order(StringComparer.Ordinal), docker.Stage(service.Target!).Ports.Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Nodes_are_reached_at_their_own_names_and_join_through_the_lighthouse()
    {
        Assert.All(Nodes.Append(Lighthouse), service => Assert.Equal(service.Name, service.Environment["CLUSTER_IP"]));
        Assert.All(Nodes, service => Assert.Equal($"{Lighthouse.Name}:{Lighthouse.Environment["CLUSTER_PORT"]}", service.Environment["CLUSTER_SEEDS"]));
        Assert.All(Nodes, service => Assert.Equal(Lighthouse.Environment["CLUSTER_SECRET"], service.Environment["CLUSTER_SECRET"]));
        Assert.DoesNotContain("CLUSTER_SEEDS", Lighthouse.Environment.Keys);
    }

    [Fact]
    public void Nodes_differ_in_nothing_but_their_names() =>
        Assert.Single(Nodes.Select(n => string.Join('\n', n.Environment.Where(e => e.Key != "CLUSTER_IP").OrderBy(e => e.Key, StringComparer.Ordinal))).Distinct());

    [Fact]
    public void Nodes_store_in_the_database_of_the_service_postgres() => Assert.All(Nodes, service =>
    {
        var url = new Uri(service.Environment["DATABASE_URL"]);
        Assert.Equal((Postgres.Name, 5432), (url.Host, url.Port));
        Assert.Equal($"{Postgres.Environment["POSTGRES_USER"]}:{Postgres.Environment["POSTGRES_PASSWORD"]}", url.UserInfo);
        Assert.Equal("/" + Postgres.Environment["POSTGRES_DB"], url.AbsolutePath);
    });

    [Fact]
    public void Who_waits_for_another_waits_for_its_health_and_that_is_checked()
    {
        var docker = Dockerfile.Read();
        Assert.All(Nodes, service => Assert.Equal([Lighthouse.Name, Postgres.Name], service.DependsOn.Keys.Order(StringComparer.Ordinal)));
        Assert.Equal(NodeNames, Compose.Services["proxy"].DependsOn.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, condition) in Compose.Services.Values.SelectMany(s => s.DependsOn))
        {
            Assert.Equal("service_healthy", condition);
            var service = Compose.Services[name];
            Assert.NotEmpty(service.Target is { } target ? docker.Stage(target).HealthCheck : service.HealthCheck);
        }
    }

    [Fact]
    public void The_database_is_asked_as_the_user_that_it_has()
    {
        Assert.Equal("pg_isready", Postgres.HealthCheck[1]);
        Assert.Equal(Postgres.Environment["POSTGRES_USER"], Postgres.HealthCheck[Postgres.HealthCheck.ToList().IndexOf("-U") + 1]);
        Assert.Equal(Postgres.Environment["POSTGRES_DB"], Postgres.HealthCheck[Postgres.HealthCheck.ToList().IndexOf("-d") + 1]);
    }

    [Fact]
    public void A_stop_is_given_more_time_than_a_node_takes_and_what_ends_is_started_again()
    {
        Assert.All(Nodes, service =>
        {
            var limit = service.Environment["DRAIN_LIMIT"];
            Assert.EndsWith("s", limit, StringComparison.Ordinal);
            Assert.True(service.StopGracePeriod.TotalSeconds > int.Parse(limit[..^1], null));
        });
        Assert.All(Compose.Services.Values, service => Assert.Equal("unless-stopped", service.Restart));
    }

    [Fact]
    public void Volumes_and_mounted_files_are_there()
    {
        var mounted = Compose.Services.Values.SelectMany(s => s.Volumes).Select(v => v.Split(':')[0]).ToArray();
        Assert.Equal(Compose.Volumes, mounted.Where(m => !m.StartsWith('.')));
        Assert.All(mounted.Where(m => m.StartsWith('.')), m => Assert.True(File.Exists(Path.Combine(ComposeFile.Folder, m)), m));
    }

    [Fact]
    public void The_proxy_hands_sockets_to_every_node_and_listens_where_it_is_published()
    {
        var proxy = Compose.Services["proxy"];
        var text = File.ReadAllText(Path.Combine(ComposeFile.Folder, "nginx.conf"));

        Assert.Equal(Nodes.Select(n => $"{n.Name}:{n.Environment["HTTP_PORT"]}"), Server().Matches(text).Select(m => m.Groups[1].Value));
        var port = Listen().Match(text).Groups[1].Value;
        Assert.EndsWith(":" + port, Assert.Single(proxy.Ports), StringComparison.Ordinal);
        Assert.Equal($"http://127.0.0.1:{port}/health/ready", proxy.HealthCheck[^1]);
        Assert.Contains("proxy_set_header Upgrade $http_upgrade;", text, StringComparison.Ordinal);
        Assert.Contains("proxy_set_header Host $http_host;", text, StringComparison.Ordinal);
        Assert.Contains("http_503", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"server (\w+:\d+) resolve")]
    private static partial Regex Server();

    [GeneratedRegex(@"listen (\d+);")]
    private static partial Regex Listen();
}
