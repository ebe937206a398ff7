namespace Akka.Configuration.Hocon;

/// <summary>A value that only resolution can tell.</summary>
internal abstract class HoconDelayed : HoconNode
{
    protected HoconDelayed(HoconOrigin origin) : base(origin) => HasSubstitution = true;

    public override bool IsDelayed => true;
}

/// <summary><c>${path}</c> or <c>${?path}</c>.</summary>
internal sealed class HoconReference : HoconDelayed
{
    public HoconReference(string[] path, bool isOptional, HoconOrigin origin, string[][]? within = null) : base(origin)
    {
        Path = path;
        IsOptional = isOptional;
        Within = within ?? [];
        Text = HoconPath.Join(path);
    }

    public string[] Path { get; }

    public bool IsOptional { get; }

    /// <summary>The keys under which the document that holds this was included, outermost include first: <see cref="Path"/> is looked up below all of them, then below fewer.</summary>
    public string[][] Within { get; }

    /// <summary>The path as one text.</summary>
    public string Text { get; }

    public override string Kind => "substitution";
}

/// <summary>Several parts side by side, at least one of them delayed: a text, list or object once resolved.</summary>
internal sealed class HoconConcatenation : HoconDelayed
{
    public HoconConcatenation(IReadOnlyList<HoconNode> parts, HoconOrigin origin) : base(origin)
    {
        Parts = parts;
        foreach (var part in parts)
        {
            part.Seal();
            Count(part, addsLevel: false);
        }
    }

    public IReadOnlyList<HoconNode> Parts { get; }

    public override string Kind => "concatenation";
}

/// <summary>What <c>key += a</c> leaves while nothing in the same document says what the key was before: that value, then the added elements.</summary>
internal sealed class HoconAppend(HoconReference before, HoconList added) : HoconDelayed(added.Origin)
{
    public HoconReference Before { get; } = before;

    public HoconList Added { get; } = added;

    public override string Kind => "list";

    protected override void SealContent()
    {
        Added.Seal();
        Count(Added, addsLevel: false);
    }
}

/// <summary>Values given to one key one after the other, where the newer ones may merge with or refer to the older ones.</summary>
internal sealed class HoconStack : HoconDelayed
{
    public HoconStack(IReadOnlyList<HoconNode> newestFirst) : base(newestFirst[0].Origin)
    {
        if (newestFirst.Count > HoconLimits.Redefinitions)
            throw ConfigurationException.Limit($"{Origin}: the key is given more than {HoconLimits.Redefinitions} values with substitutions, one over the other.");
        NewestFirst = newestFirst;
    }

    public IReadOnlyList<HoconNode> NewestFirst { get; }

    public override string Kind => "substitution";

    protected override void SealContent()
    {
        foreach (var node in NewestFirst)
        {
            node.Seal();
            Count(node, addsLevel: false);
        }
    }
}
