using System.Diagnostics.CodeAnalysis;

namespace Switchboard.Hosting.Settings;

/// <summary>One setting: its names, and how its text is read.</summary>
/// <param name="Name">The environment variable, which is also how messages call it.</param>
/// <param name="Path">The HOCON key; its default stands in hocon/node.hocon.</param>
/// <param name="Description">What it is for, in one line.</param>
/// <param name="Allowed">What values may be, as the end of "allowed is …".</param>
internal abstract record Setting(string Name, string Path, string Description, string Allowed)
{
    /// <summary>The command line option: HTTP_PORT becomes --http-port.</summary>
    public string Option { get; } = "--" + Name.ToLowerInvariant().Replace('_', '-');

    /// <summary>True when messages must not show the value.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>A setting with a value of one type.</summary>
/// <param name="Parse">Reads the text; returns false for one that is not allowed.</param>
internal sealed record Setting<T>(string Name, string Path, string Description, string Allowed, SettingParser<T> Parse)
    : Setting(Name, Path, Description, Allowed);

/// <summary>Reads the text of a setting.</summary>
internal delegate bool SettingParser<T>(string text, [MaybeNullWhen(false)] out T value);
