using System.Reflection;

namespace Akka.Configuration.Hocon;

/// <summary>Where a document comes from, and so what the includes in it are relative to.</summary>
internal abstract class HoconSource(string name)
{
    private static readonly string[] Extensions = [".conf", ".hocon", ".json"];

    /// <summary>What error messages and origins call it.</summary>
    public string Name { get; } = name;

    /// <summary>The document's text. Throws <see cref="IOException"/> and its kin.</summary>
    public abstract string Read();

    /// <summary>What <c>include "name"</c> and <c>include file("name")</c> mean in this document; null when there is no such file or resource.</summary>
    public abstract HoconSource? Relative(string name);

    /// <summary>What <c>include classpath("name")</c> means in this document; null when no assembly holds such a resource.</summary>
    public virtual HoconSource? Resource(string name) => HoconResource.Find(name, preferred: null);

    /// <summary>A name as given, or with one of the usual extensions.</summary>
    protected static IEnumerable<string> Candidates(string name) => Extensions.Select(e => name + e).Prepend(name);
}

/// <summary>A text handed over by the program. Includes are relative to the working directory.</summary>
internal sealed class HoconString(string text, string name = "<string>") : HoconSource(name)
{
    public override string Read() => text;

    public override HoconSource? Relative(string name) => HoconFile.Find(name, Directory.GetCurrentDirectory());
}

/// <summary>A file. Includes are relative to its folder.</summary>
internal sealed class HoconFile(string path) : HoconSource(Path.GetFullPath(path))
{
    public override string Read()
    {
        var length = new FileInfo(Name).Length;
        // Checked before reading: a device or a log included by mistake must not fill the memory.
        if (length > 4L * HoconLimits.Characters) throw new ConfigurationException($"{Name}: the file has {length} bytes, too many for a configuration.");
        return File.ReadAllText(Name);
    }

    public override HoconSource? Relative(string name) => Find(name, Path.GetDirectoryName(Name)!);

    public static HoconFile? Find(string name, string folder)
    {
        if (name.Length == 0 || name.Contains('\0')) return null;
        var path = Candidates(Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return path is null ? null : new HoconFile(path);
    }
}

/// <summary>A resource embedded in an assembly. Includes are resources of the same assembly, siblings first.</summary>
internal sealed class HoconResource(Assembly assembly, string resource) : HoconSource($"{assembly.GetName().Name}!{resource}")
{
    public override string Read()
    {
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException($"no resource {resource}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public override HoconSource? Relative(string name)
    {
        var folder = Candidates(resource).Select(r => r[..Math.Max(0, r.TrimEnd('.').LastIndexOf('.'))]).First();
        var siblings = folder.Contains('.') ? folder[..(folder.LastIndexOf('.') + 1)] : "";
        return In(assembly, siblings + name) ?? In(assembly, name);
    }

    public override HoconSource? Resource(string name) => Find(name, assembly);

    /// <summary>Looks in one assembly first, then in the program's own, then in every loaded one, by name.</summary>
    public static HoconResource? Find(string name, Assembly? preferred)
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic).OrderBy(a => a.FullName, StringComparer.Ordinal);
        return new[] { preferred, Assembly.GetEntryAssembly() }.OfType<Assembly>().Concat(loaded)
            .Select(a => In(a, name)).FirstOrDefault(found => found is not null);
    }

    /// <summary>A resource by its full name, or by its name without the assembly's in front; folders may be written with slashes.</summary>
    public static HoconResource? In(Assembly assembly, string name)
    {
        if (name.Length == 0 || name.Contains('\0')) return null;
        var dotted = name.TrimStart('/').Replace('/', '.');
        var found = new[] { name, dotted, $"{assembly.GetName().Name}.{dotted}" }.SelectMany(Candidates)
            .FirstOrDefault(n => assembly.GetManifestResourceInfo(n) is not null);
        return found is null ? null : new HoconResource(assembly, found);
    }
}
