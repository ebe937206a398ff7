namespace Akka.Configuration.Hocon;

/// <summary>A value found in a configuration: one node, or the objects of several layers that count as one.</summary>
/// <param name="Nodes">Objects, strongest first, or a single node of another kind. Never empty, except at the root of an empty configuration.</param>
/// <param name="Scope">The configuration, for substitutions below.</param>
/// <param name="Path">The key, as it was asked for.</param>
internal sealed record HoconView(HoconNode[] Nodes, HoconScope Scope, string Path)
{
    public bool IsObject => Nodes is [] or [HoconFields, ..];

    public bool IsNull => Nodes is [HoconNull];

    public HoconOrigin Origin => Nodes is [] ? new HoconOrigin("<empty>", 0, 0) : Nodes[0].Origin;

    public string Kind => Nodes is [] ? "object" : Nodes[0].Kind;

    /// <summary>The fields of an object, in the order of their first mention; those without a value left out.</summary>
    public IEnumerable<(string Key, HoconView Value)> Fields()
    {
        var seen = Nodes.Length > 1 ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var fields in Nodes.OfType<HoconFields>())
            foreach (var (key, _) in fields.Fields)
                if (seen?.Add(key) != false && Field(key) is { } value) yield return (key, value);
    }

    public HoconView? Field(string key) => Scope.Child(Nodes, key) is { } found ? new HoconView(found, Scope, HoconPath.Append(Path, key)) : null;

    /// <summary>The elements of a list, or of an object whose keys are numbers; null when it is neither.</summary>
    public IReadOnlyList<HoconView>? Elements()
    {
        if (Nodes is [HoconList list]) return [.. list.Items.Select(Scope.Element).OfType<HoconNode[]>().Select((e, i) => new HoconView(e, Scope, $"{Path}[{i}]"))];
        var keys = HoconJoin.NumberedKeys(Nodes);
        return keys.Count == 0 ? null : [.. keys.Select(Field).OfType<HoconView>()];
    }

    /// <summary>The same with all substitutions resolved, so that it can be walked to its end.</summary>
    public HoconView Closed() => Nodes.Any(n => n.HasSubstitution) ? new HoconView([HoconSection.Close(this)], Scope, Path) : this;
}
