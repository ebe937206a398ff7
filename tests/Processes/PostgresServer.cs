using System.Diagnostics;
using System.Runtime.InteropServices;
using Npgsql;

namespace Processes;

/// <summary>
/// A PostgreSQL server of its own for the tests of one assembly: a fresh cluster in a temporary folder, on a free port of loopback, gone at the end.
/// Settings are PostgreSQL's defaults: what is committed is on disk.
/// </summary>
internal sealed partial class PostgresServer : IDisposable
{
    private const int SigKill = 9;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private static readonly string? Binaries = FindBinaries();
    private static readonly Lazy<PostgresServer> OnlyOne = new(() => new PostgresServer());

    private readonly DirectoryInfo _folder;
    private int _databases;
    private bool _disposed;

    private PostgresServer()
    {
        if (Binaries is null) throw new InvalidOperationException(NotInstalled);
        _folder = Directory.CreateTempSubdirectory("switchboard-postgres-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        Watch();
        if (IsRoot) Run("chown", "postgres", _folder.FullName);
        Server("initdb", "-D", Data, "-U", "switchboard", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync");
        Port = FreePorts.Take();
        Start();
    }

    /// <summary>Why there is no server, or null. With CI=true there has to be one: tests fail rather than being skipped.</summary>
    public static string? Missing { get; } = Binaries is null && Environment.GetEnvironmentVariable("CI") != "true" ? NotInstalled : null;

    /// <summary>The server of this assembly's tests, started when it is first asked for.</summary>
    public static PostgresServer Shared => OnlyOne.Value;

    public int Port { get; }

    private static string NotInstalled => "needs PostgreSQL: no initdb in the folders of /usr/lib/postgresql or on the PATH (Debian: apt-get install postgresql)";

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder.FullName, "data");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    private int Postmaster => int.Parse(File.ReadLines(PidFile).First(), null);

    /// <summary>A server beside the shared one, for tests that stop it or let it stand still.</summary>
    public static PostgresServer StartOwn() => new();

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public string CreateDatabase()
    {
        var name = $"test{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        command.ExecuteNonQuery();
        return ConnectionString(name);
    }

    /// <summary>The connection string of a database.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Database={database};Username=switchboard";

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its URL, for <c>DATABASE_URL</c>.</returns>
    public string CreateDatabaseUrl() => $"postgres://switchboard@127.0.0.1:{Port}/{new NpgsqlConnectionStringBuilder(CreateDatabase()).Database}";

    /// <summary>Starts it again after a stop, on the same port and with the same data.</summary>
    public void Start() => Server("pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(_folder.FullName, "log"),
        "-o", $"-c listen_addresses=127.0.0.1 -c port={Port} -c unix_socket_directories={_folder.FullName} -c max_connections=200");

    /// <summary>Stops it as an operator does: clients are disconnected, what is committed is on disk.</summary>
    public void Stop() => Server("pg_ctl", "stop", "-w", "-m", "fast", "-D", Data);

    /// <summary>Stops it and starts it again.</summary>
    public void Restart()
    {
        Stop();
        Start();
    }

    /// <summary>kill -9 of the whole server, as if the machine had lost it.</summary>
    public void Kill()
    {
        // A child that outlived it would keep the memory that the next server asks for, which would not start: so it stands still first, and starts none.
        Freeze();
        var processes = Processes();
        foreach (var pid in processes) _ = Signal(pid, SigKill);
        while (processes.Exists(IsAlive)) Thread.Yield();
        // A real crash leaves these behind, with the number of a process that is gone; here that can be one that nobody has reaped yet.
        File.Delete(PidFile);
        File.Delete(Path.Combine(_folder.FullName, $".s.PGSQL.{Port}.lock"));
    }

    /// <summary>SIGSTOP of the whole server: it stands still, with all its connections open.</summary>
    public void Freeze()
    {
        // The one first that starts the others.
        _ = Signal(Postmaster, SigStop);
        foreach (var pid in Processes()) _ = Signal(pid, SigStop);
    }

    /// <summary>SIGCONT: it goes on.</summary>
    public void Thaw()
    {
        foreach (var pid in Processes()) _ = Signal(pid, SigCont);
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (File.Exists(PidFile)) Kill();
        Directory.Delete(_folder.FullName, recursive: true);
    }

    /// <summary>The processes of this server: the postmaster and its children.</summary>
    private List<int> Processes()
    {
        if (!File.Exists(PidFile)) return [];
        var postmaster = Postmaster;
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && Parent(pid) is { } parent && (pid == postmaster || parent == postmaster)) found.Add(pid);
        }

        return found;
    }

    private static bool IsAlive(int pid) => Parent(pid) is not null;

    /// <summary>The number of a process's parent; null when it is gone.</summary>
    private static int? Parent(int pid)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{pid}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            // Field 3 is the state, 4 the parent. A zombie is gone, and so is one that is being taken away.
            return fields[0] is "Z" or "X" ? null : int.Parse(fields[1], null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at.
            return null;
        }
    }

    /// <summary>Runs one of PostgreSQL's programs, which refuse to run as root.</summary>
    private void Server(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        if (IsRoot) Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Run(path, arguments);
    }

    private void Run(string program, params string[] arguments)
    {
        // Output goes to a file: a server that is started would hold a pipe open for as long as it runs.
        var output = Path.Combine(_folder.FullName, "output");
        var line = string.Join(' ', arguments.Prepend(program).Select(a => $"'{a}'"));
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{line} >>'{output}' 2>&1 </dev/null"]) { WorkingDirectory = _folder.FullName })!;
        process.WaitForExit();
        if (process.ExitCode == 0) return;
        var log = Path.Combine(_folder.FullName, "log");
        throw new InvalidOperationException($"{line} ended with {process.ExitCode}:\n{File.ReadAllText(output)}\n{(File.Exists(log) ? File.ReadAllText(log) : "")}");
    }

    /// <summary>Sees to it that nothing is left when the tests are killed.</summary>
    private void Watch()
    {
        var (folder, pidFile) = (_folder.FullName, PidFile);
        // What ends the tests may be sent to all that they started.
        var script = $"trap '' HUP INT TERM; while [ -d '{folder}' ] && kill -0 {Environment.ProcessId} 2>/dev/null; do sleep 1; done; "
            + $"[ -d '{folder}' ] || exit 0; kill -9 $(head -1 '{pidFile}'); sleep 1; rm -rf '{folder}'";
        using var watch = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"({script}) >/dev/null 2>&1 </dev/null &"]))!;
        watch.WaitForExit();
    }

    private static string? FindBinaries()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var candidates = versions.OrderByDescending(v => v, StringComparer.Ordinal).Select(v => Path.Combine(v, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'));
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int pid, int signal);
}
