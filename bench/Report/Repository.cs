namespace Switchboard.Bench.Report;

/// <summary>The repository that the program was built in.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Found = new(Find);

    public static string Root => Found.Value;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Akka.sln"))) return folder.FullName;
        throw new InvalidOperationException("The repository was not found above the program: run it with `dotnet run --project bench`.");
    }
}
