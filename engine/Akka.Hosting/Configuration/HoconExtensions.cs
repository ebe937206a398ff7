using System.Globalization;
using System.Text;
using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>Writes values as HOCON.</summary>
public static class HoconExtensions
{
    /// <summary>A text, in double quotes where HOCON needs them.</summary>
    /// <param name="text">The text; null is written as <c>null</c>.</param>
    /// <returns>HOCON.</returns>
    public static string ToHocon(this string? text)
    {
        if (text is null) return "null";
        if (text.Length > 0 && text is not ("null" or "true" or "false") && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) return text;
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    quoted.Append('\\').Append(c);
                    break;
                case '\n':
                    quoted.Append("\\n");
                    break;
                case '\r':
                    quoted.Append("\\r");
                    break;
                case '\t':
                    quoted.Append("\\t");
                    break;
                case < ' ':
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    quoted.Append(c);
                    break;
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A flag.</summary>
    /// <param name="value">The flag.</param>
    /// <returns><c>true</c> or <c>false</c>.</returns>
    public static string ToHocon(this bool value) => value ? "true" : "false";

    /// <summary>A flag.</summary>
    /// <param name="value">The flag, which must be there.</param>
    /// <returns><c>true</c> or <c>false</c>.</returns>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static string ToHocon(this bool? value) => Required(value).ToHocon();

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>HOCON.</returns>
    public static string ToHocon(this int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    /// <param name="value">The number, which must be there.</param>
    /// <returns>HOCON.</returns>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static string ToHocon(this int? value) => Required(value).ToHocon();

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>HOCON.</returns>
    public static string ToHocon(this long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    /// <param name="value">The number, which must be there.</param>
    /// <returns>HOCON.</returns>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static string ToHocon(this long? value) => Required(value).ToHocon();

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>HOCON.</returns>
    public static string ToHocon(this float value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    /// <param name="value">The number, which must be there.</param>
    /// <returns>HOCON.</returns>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static string ToHocon(this float? value) => Required(value).ToHocon();

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>HOCON.</returns>
    public static string ToHocon(this double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    /// <param name="value">The number, which must be there.</param>
    /// <returns>HOCON.</returns>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static string ToHocon(this double? value) => Required(value).ToHocon();

    /// <summary>A duration.</summary>
    /// <param name="value">The duration.</param>
    /// <param name="allowInfinite">Whether <see cref="Timeout.InfiniteTimeSpan"/> is written as <c>infinite</c>.</param>
    /// <param name="zeroIsInfinite">Whether zero is written as <c>infinite</c> too.</param>
    /// <returns>Milliseconds, or nanoseconds where milliseconds would lose something, with their unit.</returns>
    /// <exception cref="ConfigurationException">The duration is infinite or negative, and that is not allowed.</exception>
    public static string ToHocon(this TimeSpan value, bool allowInfinite = false, bool zeroIsInfinite = false)
    {
        if (allowInfinite && (value == Timeout.InfiniteTimeSpan || (zeroIsInfinite && value == TimeSpan.Zero))) return "infinite";
        if (value < TimeSpan.Zero) throw new ConfigurationException($"A duration of {value} cannot be configured: it must not be negative{(allowInfinite ? ", except for Timeout.InfiniteTimeSpan" : "")}.");
        return value.Ticks % TimeSpan.TicksPerMillisecond == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / TimeSpan.TicksPerMillisecond}ms")
            : string.Create(CultureInfo.InvariantCulture, $"{value.Ticks * 100}ns");
    }

    /// <summary>A duration.</summary>
    /// <param name="value">The duration, which must be there.</param>
    /// <param name="allowInfinite">Whether <see cref="Timeout.InfiniteTimeSpan"/> is written as <c>infinite</c>.</param>
    /// <param name="zeroIsInfinite">Whether zero is written as <c>infinite</c> too.</param>
    /// <returns>HOCON.</returns>
    /// <exception cref="ConfigurationException">There is none, or it is not allowed.</exception>
    public static string ToHocon(this TimeSpan? value, bool allowInfinite = false, bool zeroIsInfinite = false) => Required(value).ToHocon(allowInfinite, zeroIsInfinite);

    private static T Required<T>(T? value) where T : struct => value ?? throw new ConfigurationException("A value that is null cannot be written as HOCON: leave the key out.");
}
