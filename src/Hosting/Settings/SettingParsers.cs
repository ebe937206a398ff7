using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;

namespace Switchboard.Hosting.Settings;

/// <summary>How the texts of settings are read. All of them ignore case and surrounding blanks.</summary>
internal static class SettingParsers
{
    private static readonly (string Unit, long Factor)[] SizeUnits =
    [
        ("kib", 1L << 10), ("mib", 1L << 20), ("gib", 1L << 30), ("kb", 1000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("k", 1L << 10), ("m", 1L << 20), ("b", 1),
    ];

    private static readonly (string Unit, TimeSpan Factor)[] TimeUnits =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    public static SettingParser<int> Integer(int min, int max) => (string text, out int value) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

    public static SettingParser<int> Bytes(int min, int max) => (string text, out int value) =>
    {
        value = 0;
        var (number, unit) = Split(text);
        var factor = unit.Length == 0 ? 1 : SizeUnits.FirstOrDefault(u => u.Unit == unit).Factor;
        if (factor == 0 || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > int.MaxValue)
            return false;
        var bytes = count * factor;
        if (bytes < min || bytes > max)
            return false;
        value = (int)bytes;
        return true;
    };

    public static SettingParser<TimeSpan> Time(TimeSpan min, TimeSpan max) => (string text, out TimeSpan value) =>
    {
        value = default;
        var (number, unit) = Split(text);
        var factor = TimeUnits.FirstOrDefault(u => u.Unit == unit).Factor;
        if (factor == default || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        // In floating point, since a large count of hours is beyond what a TimeSpan can hold.
        if (count > max / factor || count < min / factor)
            return false;
        value = count * factor;
        return true;
    };

    public static bool Address(string text, [NotNullWhen(true)] out IPAddress? value)
    {
        text = text.Trim();
        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            value = IPAddress.Loopback;
            return true;
        }
        // IPAddress reads "1" as 0.0.0.1, which nobody means.
        return IPAddress.TryParse(text, out value) && (text.Contains(':') || text.Count(c => c == '.') == 3);
    }

    public static bool Text(string text, out string value)
    {
        value = text.Trim();
        return value.Length > 0;
    }

    public static SettingParser<T> OneOf<T>(params (string Text, T Value)[] choices) => (string text, [MaybeNullWhen(false)] out T value) =>
    {
        foreach (var choice in choices)
        {
            if (choice.Text.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                value = choice.Value;
                return true;
            }
        }
        value = default;
        return false;
    };

    /// <summary>A secret of at least so many bytes; an empty text is none.</summary>
    public static SettingParser<string?> Key(int bytes) => (string text, out string? value) =>
    {
        value = text.Length == 0 ? null : text;
        return value is null || Encoding.UTF8.GetByteCount(value) >= bytes;
    };

    public static bool SystemName(string text, out string value)
    {
        value = text.Trim();
        return value.Length > 0 && char.IsAsciiLetterOrDigit(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
    }

    private static (string Number, string Unit) Split(string text)
    {
        text = text.Trim();
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        return (text[..digits], text[digits..].Trim().ToLowerInvariant());
    }
}
