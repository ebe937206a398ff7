using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Node.Tests.Architecture;

/// <summary>The service runs on either engine: it uses nothing that only this repository's engine has, but for the one seam made for that.</summary>
public class PublicApiTests
{
    private const string Seam = "Switchboard.Node.Inspection";

    [Theory]
    [InlineData("Node.dll")]
    [InlineData("Messages.dll")]
    public void The_service_uses_no_extension_of_the_engine(string assembly)
    {
        var extensions = File.ReadAllLines(Path.Combine(Repository(), "engine", "EXTENSIONS.txt"))
            .Select(line => line.Split('#')[0].Trim().Split(' ')[0])
            .Where(name => name.Length > 0)
            .ToArray();
        Assert.NotEmpty(extensions);

        var used = MembersUsed(Path.Combine(AppContext.BaseDirectory, assembly)).Where(member => extensions.Any(e => Covers(e, member))).Order();

        Assert.Empty(used);
    }

    [Fact]
    public void The_engine_never_refers_to_the_service()
    {
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "Akka*.dll"))
        {
            using var image = new PEReader(File.OpenRead(file));
            var reader = image.GetMetadataReader();
            var referred = reader.AssemblyReferences.Select(r => reader.GetString(reader.GetAssemblyReference(r).Name)).ToArray();
            Assert.DoesNotContain("Node", referred);
            Assert.DoesNotContain("Messages", referred);
        }
    }

    // What the seam's own types refer to is theirs to choose.
    private static HashSet<string> MembersUsed(string file) =>
    [
        .. ReferredMembers.ByType(file, static assembly => assembly.StartsWith("Akka", StringComparison.Ordinal))
            .Where(static type => !IsInSeam(type.Key)).SelectMany(static type => type.Value),
    ];

    private static bool IsInSeam(string type) => type.StartsWith(Seam + ".", StringComparison.Ordinal);

    private static bool Covers(string extension, string name) =>
        name.StartsWith(extension, StringComparison.Ordinal) && (name.Length == extension.Length || name[extension.Length] is '.' or '+');

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Akka.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository: there is no Akka.sln above them.");
    }
}
