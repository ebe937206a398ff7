using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Joins the parts of a concatenation once it is known what its substitutions stand for.</summary>
internal static class HoconJoin
{
    public static HoconNode[] Join(HoconConcatenation concatenation, Func<HoconNode, HoconNode[]> resolve)
    {
        // Optional substitutions that stand for nothing leave no part.
        var parts = concatenation.Parts.Select(resolve).Where(p => p.Length > 0).ToArray();
        var solid = parts.Where(p => p is not [HoconText { IsBlank: true }]).ToArray();
        if (solid.Length == 0) return [];
        if (solid.Any(p => p[0] is HoconFields) && solid.All(p => p[0] is HoconFields))
            return [.. solid.Reverse().SelectMany(p => p).Distinct(ReferenceEqualityComparer.Instance).Cast<HoconNode>()];
        if (solid.Any(p => p[0] is HoconList)) return [JoinLists(solid, concatenation)];
        if (solid.FirstOrDefault(p => p[0] is not (HoconText or HoconNull)) is { } other) throw Mixed(concatenation, other[0], solid);
        return [JoinTexts(parts, concatenation.Origin)];
    }

    /// <summary>A value as a list: as it is, or an object whose keys are numbers, in their order. Null when it is neither. Elements stay unresolved.</summary>
    public static HoconList? AsList(HoconNode[] view)
    {
        if (view is [HoconList list]) return list;
        var keys = NumberedKeys(view);
        if (keys.Count == 0) return null;
        list = new HoconList(view[0].Origin);
        foreach (var key in keys)
        {
            var layers = new List<HoconNode>();
            foreach (var fields in view.OfType<HoconFields>())
                if (fields.TryGet(key, out var element)) layers.Add(element);
            list.Add(layers is [var only] ? only : new HoconStack(layers));
        }
        return list;
    }

    /// <summary>The keys of an object that are numbers from 0, in their order.</summary>
    public static List<string> NumberedKeys(HoconNode[] view) =>
        [.. view.OfType<HoconFields>().SelectMany(f => f.Fields).Select(f => f.Key).Distinct(StringComparer.Ordinal)
            .Select(key => (Key: key, Index: int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1))
            .Where(k => k.Index >= 0).OrderBy(k => k.Index).Select(k => k.Key)];

    private static HoconList JoinLists(HoconNode[][] parts, HoconConcatenation concatenation)
    {
        var joined = new HoconList(concatenation.Origin);
        foreach (var part in parts) joined.AddAll(AsList(part) ?? throw Mixed(concatenation, part[0], parts));
        joined.Seal();
        return joined;
    }

    private static HoconText JoinTexts(HoconNode[][] parts, HoconOrigin origin)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part[0] is HoconText t ? t.Value : "null");
            if (text.Length > HoconLimits.Characters)
                throw ConfigurationException.Limit($"{origin}: the value becomes longer than {HoconLimits.Characters} characters.");
        }
        return new HoconText(text.ToString(), origin);
    }

    private static ConfigurationException Mixed(HoconConcatenation concatenation, HoconNode odd, HoconNode[][] parts)
    {
        var other = parts.Select(p => p[0]).First(p => p.Kind != odd.Kind);
        return new ConfigurationException(
            $"{concatenation.Origin}: one value joins {other.Kind} (at {other.Origin}) with {odd.Kind} (at {odd.Origin}), expected parts of the same kind.");
    }
}
