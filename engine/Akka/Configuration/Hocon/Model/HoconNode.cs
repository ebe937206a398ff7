namespace Akka.Configuration.Hocon;

/// <summary>
/// One value as it was written, with its origin. Nodes are built by one reader, then sealed, and shared between configurations
/// and threads from then on; whoever wants to change a sealed node changes a copy.
/// </summary>
internal abstract class HoconNode(HoconOrigin origin)
{
    public HoconOrigin Origin { get; } = origin;

    /// <summary>What the value is, as error messages call it.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether the value's type or content depends on a substitution, in it or below it. Final once sealed.</summary>
    public bool HasSubstitution { get; protected set; }

    /// <summary>Levels from here down, 1 for a text. Final once sealed.</summary>
    public int Depth { get; protected set; } = 1;

    /// <summary>Values from here down, shared ones counted as often as they occur. Final once sealed.</summary>
    public long Size { get; protected set; } = 1;

    public bool IsSealed { get; private set; }

    /// <summary>Whether only resolution can tell if this is an object, a list or a text.</summary>
    public virtual bool IsDelayed => false;

    public void Seal()
    {
        if (IsSealed) return;
        SealContent();
        IsSealed = true;
    }

    protected virtual void SealContent()
    {
    }

    /// <summary>Counts a sealed child in, and refuses what is too deep or too large to be handled without risk.</summary>
    protected void Count(HoconNode child, bool addsLevel = true)
    {
        HasSubstitution |= child.HasSubstitution;
        Depth = Math.Max(Depth, child.Depth + (addsLevel ? 1 : 0));
        Size += child.Size;
        if (Depth > HoconLimits.Depth)
            throw ConfigurationException.Limit($"{Origin}: the configuration nests deeper than {HoconLimits.Depth} levels.");
        if (Size > HoconLimits.Values)
            throw ConfigurationException.Limit($"{Origin}: the configuration expands to more than {HoconLimits.Values} values.");
    }
}
