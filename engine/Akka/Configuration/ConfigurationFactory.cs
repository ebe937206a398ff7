using System.Reflection;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Makes configurations.</summary>
public class ConfigurationFactory
{
    private static readonly Lazy<Config> Defaults = new(() => Reference(typeof(ConfigurationFactory).Assembly, "Akka.Configuration.akka.conf"));

    /// <summary>A configuration without keys.</summary>
    public static Config Empty => Config.Empty;

    /// <summary>Reads HOCON from a text. Includes without a callback are files relative to the working directory.</summary>
    /// <param name="hocon">HOCON, or JSON, which is a part of it.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The text is no HOCON. The message names line, column, key, what was found and what was expected.</exception>
    public static Config ParseString(string hocon) => Parse(new HoconString(Checked(hocon)));

    /// <summary>Reads HOCON from a text.</summary>
    /// <param name="hocon">HOCON, or JSON, which is a part of it.</param>
    /// <param name="includeCallback">Reads what <c>include "name"</c> names, for instance with <see cref="Parser.Parse"/>; it may return null when there is no such document.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The text is no HOCON. The message names line, column, key, what was found and what was expected.</exception>
    public static Config ParseString(string hocon, Func<string, HoconRoot>? includeCallback) => Parse(new HoconString(Checked(hocon)), includeCallback);

    /// <summary>The defaults of actor systems, read once and shared.</summary>
    /// <returns>The defaults.</returns>
    public static Config Default() => Defaults.Value;

    /// <summary>Reads the section <c>&lt;akka&gt;&lt;hocon&gt;</c> of the program's XML configuration file, <c>Program.dll.config</c> beside the program.</summary>
    /// <returns>The configuration; an empty one when there is no such file or section.</returns>
    /// <exception cref="ConfigurationException">The file is no XML, or the section no HOCON.</exception>
    public static Config Load() => Load(HoconAppConfig.DefaultPath);

    /// <summary>Makes a configuration from a .NET object: its public properties, or the entries of a dictionary, become keys; collections become lists.</summary>
    /// <param name="source">The object, usually an anonymous one. Names are taken as they are: a dot in one is part of the key.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The object is a plain value or a list, or contains itself.</exception>
    public static Config FromObject(object source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Config([HoconFromObject.Read(source)]);
    }

    /// <summary>Reads HOCON that is embedded in the assembly of an object.</summary>
    /// <param name="resourceName">The resource's name, with or without the assembly's name in front.</param>
    /// <param name="instanceInAssembly">Any object of a type of that assembly.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">There is no such resource, or it is no HOCON.</exception>
    public static Config FromResource(string resourceName, object instanceInAssembly)
    {
        ArgumentNullException.ThrowIfNull(instanceInAssembly);
        return FromResource(resourceName, instanceInAssembly as Assembly ?? (instanceInAssembly as Type ?? instanceInAssembly.GetType()).Assembly);
    }

    /// <summary>Reads HOCON that is embedded in the assembly of a type.</summary>
    /// <typeparam name="TAssembly">Any type of that assembly.</typeparam>
    /// <param name="resourceName">The resource's name, with or without the assembly's name in front.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">There is no such resource, or it is no HOCON.</exception>
    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <summary>Reads HOCON that is embedded in an assembly.</summary>
    /// <param name="resourceName">The resource's name, with or without the assembly's name in front.</param>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">There is no such resource, or it is no HOCON.</exception>
    public static Config FromResource(string resourceName, Assembly assembly) => Reference(assembly, resourceName);

    /// <summary>Reads the HOCON section of an XML configuration file; empty when there is none.</summary>
    internal static Config Load(string? appConfig) => HoconAppConfig.Find(appConfig) is { } section ? Parse(section) : Empty;

    /// <summary>Reads a HOCON file. Includes in it are relative to its folder.</summary>
    internal static Config ParseFile(string path) => Parse(new HoconFile(path));

    /// <summary>Reads the defaults that an engine assembly embeds. Callers keep the result for the life of the process.</summary>
    internal static Config Reference(Assembly assembly, string resourceName = "reference.conf")
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        ArgumentNullException.ThrowIfNull(assembly);
        return Parse(HoconResource.In(assembly, resourceName) ?? throw new ConfigurationException(
            $"Assembly {assembly.GetName().Name} embeds no resource '{resourceName}'. It embeds: {string.Join(", ", assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))}."));
    }

    private static Config Parse(HoconSource source, Func<string, HoconRoot?>? includeCallback = null) => new([HoconIncludes.Read(source, includeCallback)]);

    private static string Checked(string hocon)
    {
        ArgumentNullException.ThrowIfNull(hocon);
        return hocon;
    }
}
