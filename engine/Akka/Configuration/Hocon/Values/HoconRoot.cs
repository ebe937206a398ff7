namespace Akka.Configuration.Hocon;

/// <summary>A document that has been read. Its substitutions are resolved in the configuration that it becomes part of.</summary>
public class HoconRoot
{
    /// <summary>A document with a value.</summary>
    /// <param name="value">The root value, usually an object.</param>
    public HoconRoot(HoconValue value) => Value = value;

    /// <summary>The root value.</summary>
    public HoconValue Value { get; }
}
