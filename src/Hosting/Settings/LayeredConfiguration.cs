using System.Collections;
using System.Reflection;
using System.Text;
using Akka.Configuration;

namespace Switchboard.Hosting.Settings;

/// <summary>The HOCON of a program, merged: the environment's <c>AKKA__X__Y</c> over the user's file over what is built in.</summary>
internal static class LayeredConfiguration
{
    private const string Prefix = "AKKA__";

    /// <param name="builtIn">Name of the resource with the defaults.</param>
    /// <param name="assembly">The assembly that holds it.</param>
    /// <param name="file">Path of the user's file; null for none.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <exception cref="SettingException">The user's file, or a variable, cannot be read.</exception>
    public static Config Load(string builtIn, Assembly assembly, string? file, IDictionary environment)
    {
        var config = ConfigurationFactory.FromResource(builtIn, assembly);
        if (file is not null)
            config = ReadFile(file).WithFallback(config);
        return FromEnvironment(environment) is { } variables ? variables.WithFallback(config) : config;
    }

    private static Config ReadFile(string file)
    {
        try
        {
            return ConfigurationFactory.ParseString(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"CONFIG_FILE is \"{file}\", but that file cannot be read: {OneLine(e)}");
        }
        catch (ConfigurationException e)
        {
            throw new SettingException($"CONFIG_FILE is \"{file}\", but that file is not right: {OneLine(e)}");
        }
    }

    /// <summary>AKKA__ACTOR__DEFAULT_DISPATCHER__THROUGHPUT is akka.actor.default-dispatcher.throughput. Sorted, so that the outcome does not
    /// depend on the order of the variables.</summary>
    private static Config? FromEnvironment(IDictionary environment)
    {
        var text = new StringBuilder();
        var variables = environment.Keys.OfType<string>().Where(k => k.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
        foreach (var name in variables.Order(StringComparer.Ordinal))
        {
            var path = name.ToLowerInvariant().Replace("__", ".", StringComparison.Ordinal).Replace('_', '-');
            var value = (string?)environment[name] ?? "";
            try
            {
                // A list or an object is taken as such, anything else as one text.
                var literal = value is ['[', ..] or ['{', ..] ? value : Quote(value);
                var line = $"{path} = {literal}\n";
                ConfigurationFactory.ParseString(line);
                text.Append(line);
            }
            catch (ConfigurationException e)
            {
                throw new SettingException($"{name} is \"{value}\" (environment), but that cannot be read as {path}: {OneLine(e)}");
            }
        }
        return text.Length == 0 ? null : ConfigurationFactory.ParseString(text.ToString());
    }

    private static string Quote(string value) =>
        "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ') + ".";
}
