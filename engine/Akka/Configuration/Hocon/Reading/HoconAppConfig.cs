using System.Reflection;
using System.Xml;
using System.Xml.Linq;

namespace Akka.Configuration.Hocon;

/// <summary>The <c>&lt;akka&gt;&lt;hocon&gt;</c> section of the program's XML configuration file (<c>Program.dll.config</c>).</summary>
internal static class HoconAppConfig
{
    /// <summary>Where the running program's file would be; null when nobody can tell, as under some hosts.</summary>
    public static string? DefaultPath =>
        Assembly.GetEntryAssembly()?.GetName().Name is { } name ? Path.Combine(AppContext.BaseDirectory, name + ".dll.config") : null;

    /// <summary>The section's text; null when there is no such file or section.</summary>
    public static HoconString? Find(string? path)
    {
        if (path is null || !File.Exists(path)) return null;
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root?.Element("akka")?.Element("hocon") is { } section ? new HoconString(section.Value, $"{path} <hocon>") : null;
        }
        catch (XmlException e)
        {
            throw new ConfigurationException($"{path}:{e.LineNumber}: the file is no XML, expected a .NET configuration file: {e.Message}", e);
        }
    }
}
