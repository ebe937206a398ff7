using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Akka.Configuration.Hocon;

/// <summary>Turns .NET values into configuration values: what anonymous objects, dictionaries, lists and plain values consist of.</summary>
internal static class HoconFromObject
{
    private static readonly HoconOrigin Origin = new("<object>", 0, 0);

    public static HoconFields Read(object source)
    {
        var fields = ToNode(source, 1) as HoconFields
            ?? throw new ConfigurationException($"{source.GetType()} cannot be a configuration, expected an object with properties or a dictionary.");
        fields.Seal();
        return fields;
    }

    private static HoconNode ToNode(object? value, int depth)
    {
        if (depth > HoconLimits.Depth) throw ConfigurationException.Limit($"{Origin}: the objects contain each other, or nest deeper than {HoconLimits.Depth} levels.");
        switch (value)
        {
            case null: return new HoconNull(Origin);
            case string text: return new HoconText(text, Origin);
            case bool flag: return new HoconText(flag ? "true" : "false", Origin);
            case TimeSpan duration: return new HoconText(Duration(duration), Origin);
            case Type type: return new HoconText(type.AssemblyQualifiedName ?? type.Name, Origin);
            case Config config: return HoconSection.Close(config.Scope.Root);
            case IDictionary entries: return FromEntries(entries, depth);
            case IEnumerable items: return FromItems(items, depth);
            case IFormattable plain when value.GetType().IsValueType: return new HoconText(plain.ToString(null, CultureInfo.InvariantCulture), Origin);
            default: return FromProperties(value, depth);
        }
    }

    private static HoconFields FromEntries(IDictionary entries, int depth)
    {
        var fields = new HoconFields(Origin);
        foreach (DictionaryEntry entry in entries)
            fields.Set(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", ToNode(entry.Value, depth + 1));
        return fields;
    }

    private static HoconList FromItems(IEnumerable items, int depth)
    {
        var list = new HoconList(Origin);
        foreach (var item in items) list.Add(ToNode(item, depth + 1));
        return list;
    }

    private static HoconFields FromProperties(object value, int depth)
    {
        var fields = new HoconFields(Origin);
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.MetadataToken))
            if (property.CanRead && property.GetIndexParameters().Length == 0) fields.Set(property.Name, ToNode(property.GetValue(value), depth + 1));
        return fields;
    }

    private static string Duration(TimeSpan duration)
    {
        if (duration == Timeout.InfiniteTimeSpan) return "infinite";
        return duration.Ticks % TimeSpan.TicksPerMillisecond == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / TimeSpan.TicksPerMillisecond}ms")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks * 100}ns");
    }
}
