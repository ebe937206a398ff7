namespace Akka.Configuration.Hocon;

/// <summary>A text, number or flag; HOCON converts between them when they are read.</summary>
internal sealed class HoconText(string value, HoconOrigin origin, bool isBlank = false) : HoconNode(origin)
{
    public string Value { get; } = value;

    /// <summary>Unquoted white space between the parts of a concatenation, which counts only if they turn out to be texts.</summary>
    public bool IsBlank { get; } = isBlank;

    public override string Kind => "text";
}

/// <summary>An explicit null: hides what lower layers say, and reads as if the key were absent.</summary>
internal sealed class HoconNull(HoconOrigin origin) : HoconNode(origin)
{
    public override string Kind => "null";
}

/// <summary>A value whose substitutions could not be resolved: whoever reads it gets the reason, whoever does not is not disturbed.</summary>
internal sealed class HoconFailure(string message, HoconOrigin origin) : HoconNode(origin)
{
    public string Message { get; } = message;

    public override string Kind => "unresolvable value";
}
