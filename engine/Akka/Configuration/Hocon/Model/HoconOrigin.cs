namespace Akka.Configuration.Hocon;

/// <summary>Where a value was written.</summary>
/// <param name="Source">File path, resource name, or a name in angle brackets such as <c>&lt;string&gt;</c>.</param>
/// <param name="Line">Line, from 1; 0 when the source has no lines.</param>
/// <param name="Column">Column, from 1.</param>
internal readonly record struct HoconOrigin(string Source, int Line, int Column)
{
    public override string ToString() => Line > 0 ? $"{Source}:{Line}" : Source;
}
