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

    // Every type and member of an Akka assembly that the file refers to, as "Namespace.Type" or "Namespace.Type.Member". What code in the
    // seam refers to cannot be told apart in these tables: when the seam has code, this must read the bodies of methods instead.
    private static HashSet<string> MembersUsed(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        Assert.DoesNotContain(reader.TypeDefinitions, t => reader.GetString(reader.GetTypeDefinition(t).Namespace).StartsWith(Seam, StringComparison.Ordinal));
        var names = new HashSet<string>();
        foreach (var handle in reader.TypeReferences)
            if (NameOf(reader, handle) is { } type) names.Add(type);
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference && NameOf(reader, (TypeReferenceHandle)member.Parent) is { } type)
                names.Add($"{type}.{reader.GetString(member.Name)}");
        }

        return names;
    }

    private static string? NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name).Split('`')[0];
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            return NameOf(reader, (TypeReferenceHandle)type.ResolutionScope) is { } outer ? $"{outer}+{name}" : null;
        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference) return null;
        var assembly = reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
        return assembly.StartsWith("Akka", StringComparison.Ordinal) ? $"{reader.GetString(type.Namespace)}.{name}" : null;
    }

    private static bool Covers(string extension, string name) =>
        name.StartsWith(extension, StringComparison.Ordinal) && (name.Length == extension.Length || name[extension.Length] is '.' or '+');

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Akka.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository: there is no Akka.sln above them.");
    }
}
