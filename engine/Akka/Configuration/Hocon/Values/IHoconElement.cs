namespace Akka.Configuration.Hocon;

/// <summary>What a value consists of.</summary>
public interface IHoconElement
{
    /// <summary>Whether this is a text.</summary>
    /// <returns>True for texts, numbers and flags.</returns>
    bool IsString();

    /// <summary>The text.</summary>
    /// <returns>The text.</returns>
    string GetString();

    /// <summary>Whether this is a list.</summary>
    /// <returns>True for lists.</returns>
    bool IsArray();

    /// <summary>The elements of a list.</summary>
    /// <returns>The elements, in order.</returns>
    IList<HoconValue> GetArray();
}

/// <summary>What may turn out to be an object.</summary>
public interface IMightBeAHoconObject
{
    /// <summary>Whether this is an object.</summary>
    /// <returns>True for objects.</returns>
    bool IsObject();

    /// <summary>The object.</summary>
    /// <returns>The object; null when this is none.</returns>
    HoconObject? GetObject();
}
