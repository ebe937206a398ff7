using System.Text;
using Akka.Hosting;

namespace Akka.Remote.Hosting;

/// <summary>Writes the keys that have been set; the others keep their defaults.</summary>
internal static class HoconSection
{
    public static StringBuilder Key(this StringBuilder hocon, string key, string? value) => value is null ? hocon : Line(hocon, key, value.ToHocon());

    public static StringBuilder Key(this StringBuilder hocon, string key, bool? value) => value is null ? hocon : Line(hocon, key, value.ToHocon());

    public static StringBuilder Key(this StringBuilder hocon, string key, int? value) => value is null ? hocon : Line(hocon, key, value.ToHocon());

    public static StringBuilder Key(this StringBuilder hocon, string key, double? value) => value is null ? hocon : Line(hocon, key, value.ToHocon());

    public static StringBuilder Key(this StringBuilder hocon, string key, TimeSpan? value) => value is null ? hocon : Line(hocon, key, value.ToHocon());

    public static StringBuilder Bytes(this StringBuilder hocon, string key, long? value) => value is null ? hocon : Line(hocon, key, value.ToHocon() + "b");

    private static StringBuilder Line(StringBuilder hocon, string key, string value) => hocon.Append(key).Append(" = ").AppendLine(value);
}
