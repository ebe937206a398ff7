namespace Akka.Util;

/// <summary>Matches texts with patterns in which * stands for any characters and ? for exactly one.</summary>
public static class WildcardMatch
{
    /// <summary>Matches a whole text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="caseSensitive">Whether upper and lower case differ.</param>
    /// <returns>True when the text matches. The time is at most the product of both lengths.</returns>
    public static bool Like(this string text, string pattern, bool caseSensitive = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pattern);
        var (t, p) = (0, 0);
        var (star, resume) = (-1, 0); // where the last * stands, and the text position tried for what follows it
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(text[t], pattern[p], caseSensitive)))
            {
                t++;
                p++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static bool Same(char left, char right, bool caseSensitive) =>
        left == right || (!caseSensitive && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
