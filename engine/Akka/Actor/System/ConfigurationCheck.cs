using System.Collections.Concurrent;
using System.Reflection;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Looks over the configuration of a system that starts: what is wrong or misspelt is said then, not when it is first needed.</summary>
internal static class ConfigurationCheck
{
    private const int MostWarnings = 20;

    // Sections of other assemblies, which bring their defaults only when they are first used; the first named owns the section. A name here loads
    // nothing that a program does not refer to.
    private static readonly (string Section, string[] Assemblies)[] Modules =
    [
        ("cluster", ["Akka.Cluster", "Akka.Remote", "Akka.Cluster.Tools", "Akka.Cluster.Sharding", "Akka.DistributedData"]),
        ("coordination", ["Akka.Coordination"]),
        ("persistence", ["Akka.Persistence", "Akka.Persistence.Sql"]),
        ("remote", ["Akka.Remote"]),
        ("test", ["Akka.TestKit"]),
    ];

    private static readonly ConcurrentDictionary<string, Config?> ModuleDefaults = new(StringComparer.Ordinal);

    /// <summary>Refuses a configuration with substitutions that stand for nothing, or lead round in a circle.</summary>
    /// <exception cref="ConfigurationException">There are some.</exception>
    public static void Substitutions(Config config)
    {
        try
        {
            config.CheckSubstitutions();
        }
        catch (ConfigurationException)
        {
            // It may refer to the defaults of a module that has not been used yet.
            Modules.SelectMany(static module => module.Assemblies).Distinct().Select(DefaultsOf).Aggregate(config, static (all, module) => all.WithFallback(module)).CheckSubstitutions();
        }
    }

    /// <summary>Warns of keys under <c>akka</c> that nobody reads.</summary>
    /// <param name="given">What the user configured.</param>
    /// <param name="defaults">The defaults of everything in use.</param>
    /// <param name="log">Where to warn.</param>
    public static void UnknownKeys(Config given, Config defaults, ILoggingAdapter log)
    {
        if (given.Scope.Root.Field("akka") is not { IsObject: true } akka) return;
        var absent = new List<string>();
        foreach (var (section, assemblies) in Modules)
        {
            if (akka.Field(section) is null) continue;
            if (DefaultsOf(assemblies[0]).IsNullOrEmpty()) absent.Add("akka." + section);
            else defaults = assemblies.Select(DefaultsOf).Aggregate(defaults, static (all, module) => all.WithFallback(module));
        }

        // Settings of a module that this program does not have can be neither right nor wrong: a file may serve several programs.
        var unknown = new KnownKeys(defaults).FindUnknown(given)
            .Where(key => !absent.Exists(section => key.Path == section || key.Path.StartsWith(section + ".", StringComparison.Ordinal)))
            .ToList();
        foreach (var key in unknown.Take(MostWarnings)) log.Warning("{0}", key);
        if (unknown.Count > MostWarnings) log.Warning("{0} more settings are not known.", unknown.Count - MostWarnings);
    }

    private static Config? DefaultsOf(string assembly) => ModuleDefaults.GetOrAdd(assembly, static name =>
    {
        try
        {
            var module = Assembly.Load(name);
            return module.GetManifestResourceNames().Order(StringComparer.Ordinal).Where(static resource => resource.EndsWith(".conf", StringComparison.Ordinal))
                .Select(resource => ConfigurationFactory.Reference(module, resource))
                .Aggregate(Config.Empty, static (all, one) => all.WithFallback(one));
        }
        catch (FileNotFoundException)
        {
            return null; // the program does without this module
        }
    });
}
