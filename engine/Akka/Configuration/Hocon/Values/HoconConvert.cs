using System.Globalization;
using System.Numerics;

namespace Akka.Configuration.Hocon;

/// <summary>Reads values as the types that callers ask for. Every failure names the key, the value, where it was written and what was expected.</summary>
internal static class HoconConvert
{
    /// <summary>A value's text; null for an explicit null.</summary>
    public static string? Text(HoconView view, string expected = "a text") => view.Nodes switch
    {
        [HoconText text] => text.Value,
        [HoconNull] => null,
        [HoconFailure failure] => throw new ConfigurationException($"Configuration key '{view.Path}' cannot be resolved. {failure.Message}"),
        _ => throw Wrong(view, expected),
    };

    public static bool Boolean(HoconView view)
    {
        const string expected = "a flag (on/off, true/false or yes/no)";
        return Required(view, expected).ToLowerInvariant() switch
        {
            "on" or "true" or "yes" => true,
            "off" or "false" or "no" => false,
            _ => throw Wrong(view, expected),
        };
    }

    /// <summary>A whole number within the range of <typeparamref name="T"/>; <c>10.0</c> and <c>1e3</c> are whole too.</summary>
    public static T Whole<T>(HoconView view) where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var expected = $"a whole number from {T.MinValue} to {T.MaxValue}";
        var text = Required(view, expected);
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var wide) || wide != decimal.Truncate(wide)) throw Wrong(view, expected);
        try
        {
            return T.CreateChecked(wide);
        }
        catch (OverflowException e)
        {
            throw Wrong(view, expected, e);
        }
    }

    /// <summary>A finite floating point number.</summary>
    public static T Real<T>(HoconView view) where T : struct, IFloatingPointIeee754<T>
    {
        var text = Required(view, "a number");
        return T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && T.IsFinite(number) ? number : throw Wrong(view, "a number");
    }

    public static decimal Decimal(HoconView view) =>
        decimal.TryParse(Required(view, "a number"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(view, "a number");

    public static TimeSpan Duration(HoconView view, bool allowInfinite, string? expected = null)
    {
        expected ??= allowInfinite ? "a duration such as 500ms, 10s, 5 minutes or infinite" : "a finite duration such as 500ms, 10s or 5 minutes";
        var text = Required(view, expected).Trim();
        if (text is "infinite") return allowInfinite ? Timeout.InfiniteTimeSpan : throw Wrong(view, expected);
        return HoconUnits.TryDuration(text, out var duration) ? duration : throw Wrong(view, expected);
    }

    public static long Bytes(HoconView view)
    {
        const string expected = "a size such as 512, 128000b, 10kB or 4MiB";
        return HoconUnits.TryBytes(Required(view, expected).Trim(), out var bytes) ? bytes : throw Wrong(view, expected);
    }

    public static List<T> List<T>(HoconView view, Func<HoconView, T> element, string expected)
    {
        if (view.Nodes is [HoconFailure]) Text(view);
        return view.Elements() is { } elements ? [.. elements.Select(element)] : throw Wrong(view, expected);
    }

    public static ConfigurationException Wrong(HoconView view, string expected, Exception? cause = null)
    {
        var found = view.Nodes switch
        {
            [HoconText text] => $"'{(text.Value.Length > 100 ? text.Value[..100] + "..." : text.Value)}'",
            [HoconNull] => "null",
            [HoconList list] => $"a list of {list.Items.Count}",
            _ => "an object",
        };
        var key = view.Path.Length == 0 ? "The configuration's root" : $"Configuration key '{view.Path}'";
        return new ConfigurationException($"{key} is {found} ({view.Origin}), expected {expected}.", cause);
    }

    private static string Required(HoconView view, string expected) => Text(view, expected) ?? throw Wrong(view, expected);
}
