using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Joins the parts of a concatenation once it is known what its substitutions stand for.</summary>
internal static class HoconJoin
{
    public static HoconNode[] Join(HoconConcatenation concatenation, Func<HoconNode, HoconNode[]> resolve, HoconScope scope)
    {
        // Optional substitutions that stand for nothing leave no part.
        var parts = concatenation.Parts.Select(resolve).Where(p => p.Length > 0).ToArray();
        var solid = parts.Where(p => p is not [HoconText { IsBlank: true }]).ToArray();
        if (solid.Length == 0) return [];
        if (solid.Any(p => p[0] is HoconFields) && solid.All(p => p[0] is HoconFields))
            return [.. solid.Reverse().SelectMany(p => p).Distinct(ReferenceEqualityComparer.Instance).Cast<HoconNode>()];
        if (solid.Any(p => p[0] is HoconList)) return [JoinLists(solid, concatenation, scope)];
        if (solid.FirstOrDefault(p => p[0] is not (HoconText or HoconNull)) is { } other) throw Mixed(concatenation, other[0], solid);
        return [JoinTexts(parts, concatenation.Origin)];
    }

    /// <summary>A value as a list: as it is, or an object whose keys are numbers, in their order. Null when it is neither.</summary>
    public static HoconList? AsList(HoconNode[] view, HoconScope scope)
    {
        if (view is [HoconList list]) return list;
        if (view is not [HoconFields, ..]) return null;
        var numbered = view.Cast<HoconFields>().SelectMany(f => f.Fields).Select(f => f.Key).Distinct(StringComparer.Ordinal)
            .Select(key => (Key: key, Index: int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1))
            .Where(k => k.Index >= 0).OrderBy(k => k.Index).ToList();
        if (numbered.Count == 0) return null;
        list = new HoconList(view[0].Origin);
        foreach (var (key, _) in numbered)
            if (scope.Child(view, key) is { } element) list.Add(HoconSection.Close(new HoconView(element, scope, key)));
        return list;
    }

    private static HoconList JoinLists(HoconNode[][] parts, HoconConcatenation concatenation, HoconScope scope)
    {
        var joined = new HoconList(concatenation.Origin);
        foreach (var part in parts) joined.AddAll(AsList(part, scope) ?? throw Mixed(concatenation, part[0], parts));
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
                throw new ConfigurationException($"{origin}: the value becomes longer than {HoconLimits.Characters} characters.");
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
