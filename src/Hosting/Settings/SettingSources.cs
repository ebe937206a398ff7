namespace Switchboard.Hosting.Settings;

/// <summary>Where the text of a setting is looked for, the strongest first. An empty text counts as not given, except in HOCON.</summary>
/// <param name="commandLine">The value given for an option name, or null.</param>
/// <param name="environment">The value of an environment variable, or null.</param>
/// <param name="hocon">The value at a path of the merged HOCON, or null.</param>
internal sealed class SettingSources(Func<string, string?> commandLine, Func<string, string?> environment, Func<string, string?> hocon)
{
    /// <summary>The sources of a program that runs.</summary>
    public static SettingSources Of(CommandLine commandLine, Akka.Configuration.Config config) =>
        new(commandLine.Value, Environment.GetEnvironmentVariable, path => config.GetString(path));

    /// <exception cref="SettingException">The text found is not allowed.</exception>
    public T Get<T>(Setting<T> setting)
    {
        var (text, origin) = Find(setting);
        if (setting.Parse(text, out var value))
            return value;
        var shown = setting.IsSecret ? "set to a value" : $"\"{text}\"";
        throw new SettingException($"{setting.Name} is {shown} ({origin}), but allowed is {setting.Allowed}.");
    }

    private (string Text, string Origin) Find(Setting setting)
    {
        if (commandLine(setting.Option) is { Length: > 0 } option)
            return (option, "command line, " + setting.Option);
        if (environment(setting.Name) is { Length: > 0 } variable)
            return (variable, "environment");
        return hocon(setting.Path) is { } value
            ? (value, "configuration, " + setting.Path)
            : throw new SettingException($"{setting.Name} has no value: {setting.Path} is missing in the configuration.");
    }
}
