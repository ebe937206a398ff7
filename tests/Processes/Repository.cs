namespace Processes;

/// <summary>Finds what the tests use but do not refer to.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The folder of the client's package.json.</summary>
    public static string Client { get; } = Path.Combine(Root, "tests", "EndToEnd", "client");

    /// <summary>The node as it was built together with these tests.</summary>
    public static string Node { get; } = Program("Node");

    /// <summary>The lighthouse as it was built together with these tests.</summary>
    public static string Lighthouse { get; } = Program("Lighthouse");

    private static string Program(string name) => Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", name, new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name, name + ".dll"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Akka.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no checkout of this repository.");
    }
}
