namespace Akka.Configuration.Hocon;

/// <summary>Makes a part of a configuration stand on its own: layers merged and substitutions resolved.</summary>
internal static class HoconSection
{
    /// <summary>The layers of an object. Those without substitutions are shared as they are.</summary>
    public static HoconFields[] Layers(HoconView view)
    {
        if (!view.Nodes.Any(n => n.HasSubstitution)) return [.. view.Nodes.OfType<HoconFields>()];
        var closed = (HoconFields)Close(view);
        closed.Seal();
        return [closed];
    }

    /// <summary>One resolved node. A value below it that cannot be resolved says so when it is read, not before.</summary>
    /// <exception cref="ConfigurationException">The value contains itself, or is too large.</exception>
    public static HoconNode Close(HoconView view)
    {
        var budget = HoconLimits.Values;
        return Close(view, depth: 1, ref budget);
    }

    /// <summary>Why values in a closed node could not be resolved.</summary>
    public static IEnumerable<string> Failures(HoconNode closed) => closed switch
    {
        HoconFailure failure => [failure.Message],
        HoconFields fields => fields.Fields.SelectMany(f => Failures(f.Value)),
        HoconList list => list.Items.SelectMany(Failures),
        _ => [],
    };

    private static HoconNode Close(HoconView view, int depth, ref long budget)
    {
        if (--budget < 0) throw ConfigurationException.Limit($"{view.Origin}: the configuration expands to more than {HoconLimits.Values} values.");
        if (depth > HoconLimits.Depth) throw ConfigurationException.Limit($"{view.Origin}: the value contains itself, or nests deeper than {HoconLimits.Depth} levels.");
        if (view.Nodes is [var only] && !only.HasSubstitution) return only;
        HoconNode closed = view.IsObject ? CloseObject(view, depth, ref budget) : CloseList(view, depth, ref budget);
        closed.Seal();
        return closed;
    }

    private static HoconFields CloseObject(HoconView view, int depth, ref long budget)
    {
        var closed = new HoconFields(view.Origin);
        foreach (var key in view.Nodes.OfType<HoconFields>().SelectMany(f => f.Fields).Select(f => f.Key).Distinct(StringComparer.Ordinal))
        {
            try
            {
                if (view.Field(key) is { } value) closed.Set(key, Close(value, depth + 1, ref budget));
            }
            catch (ConfigurationException e) when (!e.IsLimit)
            {
                closed.Set(key, new HoconFailure(e.Message, view.Origin));
            }
        }
        return closed;
    }

    private static HoconList CloseList(HoconView view, int depth, ref long budget)
    {
        var closed = new HoconList(view.Origin);
        foreach (var item in ((HoconList)view.Nodes[0]).Items)
        {
            try
            {
                if (view.Scope.Element(item) is { } element) closed.Add(Close(new HoconView(element, view.Scope, view.Path), depth + 1, ref budget));
            }
            catch (ConfigurationException e) when (!e.IsLimit)
            {
                closed.Add(new HoconFailure(e.Message, item.Origin));
            }
        }
        return closed;
    }
}
