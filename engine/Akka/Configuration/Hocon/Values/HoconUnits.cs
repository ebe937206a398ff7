using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Numbers with units: durations and sizes.</summary>
internal static class HoconUnits
{
    private static readonly Dictionary<string, decimal> TicksPerUnit = Table(
        (0.01m, "ns nano nanos nanosecond nanoseconds"),
        (TimeSpan.TicksPerMicrosecond, "us micro micros microsecond microseconds"),
        (TimeSpan.TicksPerMillisecond, "ms milli millis millisecond milliseconds"),
        (TimeSpan.TicksPerSecond, "s sec second seconds"),
        (TimeSpan.TicksPerMinute, "m min minute minutes"),
        (TimeSpan.TicksPerHour, "h hour hours"),
        (TimeSpan.TicksPerDay, "d day days"));

    private static readonly Dictionary<string, decimal> BytesPerUnit = Table(
        (1m, "b B byte bytes"),
        (1e3m, "kB KB kb kilobyte kilobytes"),
        (1e6m, "MB mb megabyte megabytes"),
        (1e9m, "GB gb gigabyte gigabytes"),
        (1e12m, "TB tb terabyte terabytes"),
        (1e15m, "PB pb petabyte petabytes"),
        (1e18m, "EB eb exabyte exabytes"),
        (1024m, "K k Ki KiB kibibyte kibibytes"),
        (1024m * 1024, "M m Mi MiB mebibyte mebibytes"),
        (1024m * 1024 * 1024, "G g Gi GiB gibibyte gibibytes"),
        (1024m * 1024 * 1024 * 1024, "T t Ti TiB tebibyte tebibytes"),
        (1024m * 1024 * 1024 * 1024 * 1024, "P p Pi PiB pebibyte pebibytes"),
        (1024m * 1024 * 1024 * 1024 * 1024 * 1024, "E e Ei EiB exbibyte exbibytes"));

    /// <summary>A duration that is not negative; a bare number counts milliseconds. Fractions of 100 ns are cut off.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        var fits = TryScale(text, TicksPerUnit, TimeSpan.TicksPerMillisecond, TimeSpan.MaxValue.Ticks, out var ticks);
        duration = TimeSpan.FromTicks(ticks);
        return fits;
    }

    /// <summary>A size in bytes that is not negative; fractions of a byte are cut off.</summary>
    public static bool TryBytes(string text, out long bytes) => TryScale(text, BytesPerUnit, 1, long.MaxValue, out bytes);

    private static bool TryScale(string text, Dictionary<string, decimal> units, decimal bare, long max, out long scaled)
    {
        scaled = 0;
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        // 1e3 is a number; 1e is one exbibyte.
        if (end + 1 < text.Length && text[end] is 'e' or 'E' && char.IsAsciiDigit(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        }
        var name = text[end..].Trim();
        var unit = bare;
        if (name.Length > 0 && !units.TryGetValue(name, out unit)) return false;
        if (!decimal.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)) return false;
        // Compared before multiplying, which could itself be too much for a decimal.
        if (number > max / unit) return false;
        scaled = (long)decimal.Truncate(number * unit);
        return true;
    }

    private static Dictionary<string, decimal> Table(params (decimal Factor, string Names)[] rows) =>
        rows.SelectMany(r => r.Names.Split(' ').Select(name => (name, r.Factor))).ToDictionary(p => p.name, p => p.Factor, StringComparer.Ordinal);
}
