using Processes;

namespace Switchboard.Cluster.Tests.Docker;

/// <summary>The images hold what the repository has, run as nobody special, and ask the program itself for its health.</summary>
public sealed class DockerfileTests
{
    public static TheoryData<string, string> Targets { get; } = new() { { "node", "Node" }, { "lighthouse", "Lighthouse" } };

    [Fact]
    public void What_is_copied_from_the_context_is_there_and_not_ignored()
    {
        var ignored = File.ReadLines(Path.Combine(Repository.Root, ".dockerignore")).Where(l => l.Length > 0 && l[0] != '#').ToArray();
        Assert.Equal("*", ignored[0]);

        var copied = Dockerfile.Read().Stages.SelectMany(s => s.Copies).Where(c => c.Stage is null).Select(c => c.Path.TrimEnd('/')).ToArray();

        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.Equal(copied.Order(StringComparer.Ordinal), ignored.Where(l => l[0] == '!').Select(l => l[1..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_restored_is_locked_and_what_is_published_is_a_project()
    {
        var build = Assert.Single(Dockerfile.Read().Stage("build").Runs);
        var commands = build[build.IndexOf("dotnet", StringComparison.Ordinal)..].Split("&&").Select(c => c.Trim().Split(' ')).ToArray();

        Assert.All(commands, c => Assert.True(Directory.EnumerateFiles(Path.Combine(Repository.Root, c[2]), "*.csproj").Any(), c[2]));
        Assert.All(commands.Where(c => c[1] == "restore"), c => Assert.Contains("--locked-mode", c));
        Assert.All(commands.Where(c => c[1] == "publish"), c => Assert.Contains("--no-restore", c));
        Assert.Equal(2, commands.Count(c => c[1] == "publish"));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Each_target_starts_a_program_that_is_published_with_variables_that_it_reads_and_its_own_health_check(string target, string program)
    {
        var docker = Dockerfile.Read();
        var stage = docker.Stage(target);
        var path = target == "node" ? Repository.Node : Repository.Lighthouse;

        Assert.Equal(["dotnet", program + ".dll"], stage.EntryPoint);
        Assert.True(File.Exists(path));
        var (from, published) = Assert.Single(stage.Copies);
        Assert.Equal("build", from);
        Assert.Contains($"dotnet publish src/{program} ", docker.Stage("build").Runs.Single(), StringComparison.Ordinal);
        Assert.Contains($"-o {published}", docker.Stage("build").Runs.Single(), StringComparison.Ordinal);
        Assert.Equal([.. stage.EntryPoint, "health"], stage.HealthCheck);
        var read = await ProgramHelp.VariablesAsync(path);
        Assert.All(stage.Environment.Keys.Where(name => name != "ASPNETCORE_HTTP_PORTS"), name => Assert.Contains(name, read));
        Assert.Equal(0, (await ProgramHelp.RunAsync(["dotnet", path, "health", "--help"], [])).Code);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nothing_runs_as_root(string target, string program)
    {
        // The number of the user `app`, which the image brings as a variable.
        Assert.Equal("$APP_UID", Dockerfile.Read().Stage(target).User);
        Assert.NotEmpty(program);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Programs_run_on_the_runtime_that_they_are_built_for(string target, string program)
    {
        var docker = Dockerfile.Read();
        Assert.Equal("mcr.microsoft.com/dotnet/sdk:10.0", docker.Stage("build").From);
        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0", docker.Stage(docker.Stage(target).From).From);
        Assert.NotEmpty(program);
    }
}
