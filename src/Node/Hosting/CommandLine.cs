using System.CommandLine;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Hosting;

/// <summary>The command line of the node: one option for each setting, and the user's own configuration file.</summary>
internal sealed class CommandLine
{
    private readonly RootCommand _root = new("Switchboard: rooms with durable history over WebSockets.");
    private readonly Option<string?> _config = new("--config") { Description = "Configuration file (HOCON) over the built-in one. [env: CONFIG_FILE]" };
    private readonly Dictionary<string, Option<string?>> _options = [];
    private readonly ParseResult _result;

    public CommandLine(IReadOnlyList<string> args)
    {
        _root.Options.Add(_config);
        foreach (var setting in SettingCatalog.All)
        {
            var option = new Option<string?>(setting.Option) { Description = $"{setting.Description} [env: {setting.Name}]" };
            _options.Add(setting.Option, option);
            _root.Options.Add(option);
        }
        _root.SetAction(_ => { });
        _result = _root.Parse(args);
    }

    /// <summary>What is wrong with the arguments, in one line; null when nothing is.</summary>
    public string? Error => _result.Errors.Count == 0 ? null : string.Join(' ', _result.Errors.Select(e => e.Message));

    /// <summary>The path of the user's configuration file, when given here.</summary>
    public string? ConfigFile => _result.GetValue(_config);

    /// <summary>The value given for an option, or null.</summary>
    public string? Value(string option) => _result.GetValue(_options[option]);

    /// <summary>Prints help or the version when that is what was asked for.</summary>
    /// <returns>True when it was, and there is nothing else to do.</returns>
    public bool Answered()
    {
        if (_result.Action is null || ReferenceEquals(_result.Action, _root.Action))
            return false;
        _result.Invoke();
        return true;
    }
}
