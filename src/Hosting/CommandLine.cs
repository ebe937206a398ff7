using System.CommandLine;
using Switchboard.Hosting.Health;
using Switchboard.Hosting.Settings;

namespace Switchboard.Hosting;

/// <summary>The command line of a program: one option for each setting, the user's own configuration file, and the command that asks for its health.</summary>
internal sealed class CommandLine
{
    private readonly RootCommand _root;
    private readonly Command _health = new(HealthCommand.Name, HealthCommand.Description);
    private readonly Option<string?> _config = new("--config") { Description = "Configuration file (HOCON) over the built-in one. [env: CONFIG_FILE]", Recursive = true };
    private readonly Dictionary<string, Option<string?>> _options = [];
    private readonly ParseResult _result;

    /// <param name="description">What the program is, for its help.</param>
    /// <param name="settings">The settings it has, in the order in which help shows them.</param>
    /// <param name="args">The arguments of the process.</param>
    public CommandLine(string description, IEnumerable<Setting> settings, IReadOnlyList<string> args)
    {
        _root = new(description);
        _root.Options.Add(_config);
        foreach (var setting in settings)
        {
            var option = new Option<string?>(setting.Option) { Description = $"{setting.Description} [env: {setting.Name}]", Recursive = true };
            _options.Add(setting.Option, option);
            _root.Options.Add(option);
        }
        _root.SetAction(_ => { });
        _health.SetAction(_ => { });
        _root.Subcommands.Add(_health);
        _result = _root.Parse(args);
    }

    /// <summary>What is wrong with the arguments, in one line; null when nothing is.</summary>
    public string? Error => _result.Errors.Count == 0 ? null : string.Join(' ', _result.Errors.Select(e => e.Message));

    /// <summary>True when the program is not to run, but to ask for the health of the one that runs.</summary>
    public bool AsksForHealth => ReferenceEquals(_result.Action, _health.Action);

    /// <summary>The path of the user's configuration file, given here or by CONFIG_FILE; null for none.</summary>
    public string? ConfigFile => (_result.GetValue(_config) ?? Environment.GetEnvironmentVariable("CONFIG_FILE")) is { Length: > 0 } file ? file : null;

    /// <summary>The value given for an option, or null.</summary>
    public string? Value(string option) => _result.GetValue(_options[option]);

    /// <summary>Prints help or the version when that is what was asked for.</summary>
    /// <returns>True when it was, and there is nothing else to do.</returns>
    public bool Answered()
    {
        if (_result.Action is null || ReferenceEquals(_result.Action, _root.Action) || AsksForHealth)
            return false;
        _result.Invoke();
        return true;
    }
}
