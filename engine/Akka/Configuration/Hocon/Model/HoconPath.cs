using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Dotted paths such as <c>akka.actor."My.Type"</c>.</summary>
internal static class HoconPath
{
    /// <summary>The path as one text, with quotes where a part needs them.</summary>
    public static string Join(IEnumerable<string> parts) => string.Join('.', parts.Select(Quote));

    /// <summary>A path with one more part.</summary>
    public static string Append(string path, string key) => path.Length == 0 ? Quote(key) : $"{path}.{Quote(key)}";

    /// <summary>Takes the first part off a path; false when nothing is left.</summary>
    public static bool TryTake(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> part)
    {
        if (rest.IsEmpty)
        {
            part = default;
            return false;
        }
        if (rest[0] == '"') return TakeQuoted(ref rest, out part);
        var dot = rest.IndexOf('.');
        part = dot < 0 ? rest : rest[..dot];
        rest = dot < 0 ? default : rest[(dot + 1)..];
        return true;
    }

    public static string[] Split(string path)
    {
        var parts = new List<string>();
        ReadOnlySpan<char> rest = path;
        while (TryTake(ref rest, out var part)) parts.Add(part.ToString());
        return [.. parts];
    }

    public static string Quote(string key) => NeedsQuotes(key) ? HoconWriter.Quote(key) : key;

    private static bool TakeQuoted(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> part)
    {
        var end = 1;
        var hasEscape = false;
        while (end < rest.Length && rest[end] != '"')
        {
            if (rest[end] == '\\') { hasEscape = true; end++; }
            end++;
        }
        end = Math.Min(end, rest.Length);
        part = rest[1..end];
        if (hasEscape) part = Unescape(part);
        rest = end + 1 < rest.Length ? rest[(end + 1)..] : default;
        if (!rest.IsEmpty && rest[0] == '.') rest = rest[1..];
        return true;
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) i++;
            plain.Append(text[i]);
        }
        return plain.ToString();
    }

    private static bool NeedsQuotes(string key)
    {
        if (key.Length == 0) return true;
        foreach (var c in key)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return true;
        return false;
    }
}
