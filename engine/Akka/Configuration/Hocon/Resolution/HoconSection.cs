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
    public static HoconNode Close(HoconView view)
    {
        if (view.Nodes is [var only] && !only.HasSubstitution) return only;
        var budget = HoconLimits.Values;
        return Close(view, ref budget);
    }

    private static HoconNode Close(HoconView view, ref long budget)
    {
        if (--budget < 0) throw new ConfigurationException($"{view.Origin}: the configuration expands to more than {HoconLimits.Values} values.");
        if (view.Nodes is [var only] && !only.HasSubstitution) return only;
        HoconNode closed = view.IsObject ? CloseObject(view, ref budget) : CloseList(view, ref budget);
        closed.Seal();
        return closed;
    }

    private static HoconFields CloseObject(HoconView view, ref long budget)
    {
        var closed = new HoconFields(view.Origin);
        foreach (var key in view.Nodes.OfType<HoconFields>().SelectMany(f => f.Fields).Select(f => f.Key).Distinct(StringComparer.Ordinal))
        {
            try
            {
                if (view.Field(key) is { } value) closed.Set(key, Close(value, ref budget));
            }
            catch (ConfigurationException e)
            {
                closed.Set(key, new HoconFailure(e.Message, view.Origin));
            }
        }
        return closed;
    }

    private static HoconList CloseList(HoconView view, ref long budget)
    {
        var closed = new HoconList(view.Origin);
        foreach (var item in ((HoconList)view.Nodes[0]).Items)
        {
            try
            {
                if (view.Scope.Element(item) is { } element) closed.Add(Close(new HoconView(element, view.Scope, view.Path), ref budget));
            }
            catch (ConfigurationException e)
            {
                closed.Add(new HoconFailure(e.Message, item.Origin));
            }
        }
        return closed;
    }
}
