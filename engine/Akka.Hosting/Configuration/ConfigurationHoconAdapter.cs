using System.Globalization;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace Akka.Hosting.Configuration;

/// <summary>Reads HOCON from .NET's configuration: appsettings.json, environment variables, command line.</summary>
public static class ConfigurationHoconAdapter
{
    /// <summary>
    /// Makes a configuration of the keys of another. Of a section, the whole path of the section is kept. Keys that count from 0 make a list.
    /// A key in double quotes is taken as it is; in others, dots separate levels.
    /// </summary>
    /// <param name="config">The configuration or section.</param>
    /// <param name="normalizeKeys">
    /// True: keys are made lower-case, and <c>_</c> becomes <c>-</c>, so that the variable <c>AKKA__ACTOR__ASK_TIMEOUT</c> is
    /// <c>akka.actor.ask-timeout</c>. False: keys are taken as they are written.
    /// </param>
    /// <returns>The configuration; all values are texts.</returns>
    public static Config ToHocon(this IConfiguration config, bool normalizeKeys = true)
    {
        ArgumentNullException.ThrowIfNull(config);
        var root = new Dictionary<string, object>();
        if (config is not IConfigurationSection section)
        {
            foreach (var child in Ordered(config)) Add(root, child, normalizeKeys);
        }
        else
        {
            string[] path = [.. section.Path.Split(ConfigurationPath.KeyDelimiter).SelectMany(key => Split(key, normalizeKeys))];
            if (Value(section, normalizeKeys) is { } value) Put(root, path, value);
        }

        return ConfigurationFactory.FromObject(root);
    }

    private static void Add(Dictionary<string, object> into, IConfigurationSection section, bool normalize)
    {
        if (Value(section, normalize) is { } value) Put(into, [.. Split(section.Key, normalize)], value);
    }

    // A text, a list or a dictionary; null for a section with nothing in it.
    private static object? Value(IConfigurationSection section, bool normalize)
    {
        IConfigurationSection[] children = [.. Ordered(section)];
        if (children.Length == 0) return section.Value;
        if (IsList(children)) return children.Select(child => Value(child, normalize)).OfType<object>().ToList();
        var fields = new Dictionary<string, object>();
        foreach (var child in children) Add(fields, child, normalize);
        return fields;
    }

    // Keys that differ only in how they are written come together here; objects are merged, of other values the last counts.
    private static void Put(Dictionary<string, object> into, ReadOnlySpan<string> path, object value)
    {
        foreach (var key in path[..^1])
        {
            if (!into.TryGetValue(key, out var next) || next is not Dictionary<string, object>) into[key] = next = new Dictionary<string, object>();
            into = (Dictionary<string, object>)next;
        }

        if (into.TryGetValue(path[^1], out var before) && before is Dictionary<string, object> fields && value is Dictionary<string, object> more)
        {
            foreach (var (key, field) in more) Put(fields, [key], field);
        }
        else
        {
            into[path[^1]] = value;
        }
    }

    private static List<string> Split(string key, bool normalize)
    {
        var parts = new List<string>();
        var start = 0;
        while (start <= key.Length)
        {
            var quoted = start < key.Length && key[start] == '"' ? key.IndexOf('"', start + 1) : -1;
            if (quoted > 0 && (quoted + 1 == key.Length || key[quoted + 1] == '.'))
            {
                parts.Add(key[(start + 1)..quoted]);
                start = quoted + 2;
                continue;
            }

            var dot = key.IndexOf('.', start);
            var end = dot < 0 ? key.Length : dot;
            var part = key[start..end];
            parts.Add(normalize ? Normalize(part) : part);
            start = end + 1;
        }

        return parts;
    }

    private static string Normalize(string key)
    {
#pragma warning disable CA1308 // HOCON keys of actor systems are lower-case
        return key.ToLowerInvariant().Replace('_', '-');
#pragma warning restore CA1308
    }

    private static bool IsList(IConfigurationSection[] children)
    {
        for (var i = 0; i < children.Length; i++)
            if (!int.TryParse(children[i].Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index != i) return false;
        return true;
    }

    // Several providers together promise no order. Numbers first, as numbers.
    private static IEnumerable<IConfigurationSection> Ordered(IConfiguration section) => section.GetChildren()
        .OrderBy(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue)
        .ThenBy(child => child.Key, StringComparer.Ordinal);
}
