namespace Akka.Configuration.Hocon;

/// <summary>Reads HOCON.</summary>
public class Parser
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">HOCON, or JSON, which is a part of it.</param>
    /// <param name="includeCallback">Reads what <c>include "name"</c> names, or null, in which case a file is read, relative to the working directory. It may return null when there is no such document.</param>
    /// <returns>The document.</returns>
    /// <exception cref="ConfigurationException">The text is no HOCON. The message names line, column, key, what was found and what was expected.</exception>
    public static HoconRoot Parse(string text, Func<string, HoconRoot>? includeCallback)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new HoconRoot(new HoconValue(new HoconScope([HoconIncludes.Read(new HoconString(text), includeCallback)]).Root));
    }
}
