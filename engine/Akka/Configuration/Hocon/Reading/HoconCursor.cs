using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>A position in a document's text and among its keys, and what is lexical about HOCON: white space, comments, quoted and unquoted text.</summary>
internal sealed class HoconCursor(string text, string source, List<string> path)
{
    private const char End = '\0';
    private int _at = text.StartsWith('\uFEFF') ? 1 : 0;
    private int _line = 1;
    private int _lineStart;

    public bool AtEnd => _at >= text.Length;

    /// <summary>The next character; a NUL at the end.</summary>
    public char Next => _at < text.Length ? text[_at] : End;

    public HoconOrigin Here => new(source, _line, _at - _lineStart + 1);

    public bool AtNewLine => Next == '\n';

    public bool AtComment => Next == '#' || (Next == '/' && Peek(1) == '/');

    public bool AtBlank => !AtEnd && IsBlank(Next);

    public bool StartsWith(string expected) => string.CompareOrdinal(text, _at, expected, 0, expected.Length) == 0;

    public char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : End;

    public void Advance(int count = 1)
    {
        for (; count > 0 && _at < text.Length; count--)
        {
            if (text[_at++] != '\n') continue;
            _line++;
            _lineStart = _at;
        }
    }

    /// <summary>Passes white space on the line and returns it.</summary>
    public string TakeBlanks()
    {
        var start = _at;
        while (AtBlank) _at++;
        return start == _at ? "" : text[start.._at];
    }

    /// <summary>Passes white space, comments and line ends; true when there was a line end.</summary>
    public bool SkipToContent()
    {
        var newLine = false;
        while (!AtEnd)
        {
            if (AtNewLine)
            {
                newLine = true;
                Advance();
            }
            else if (AtBlank) _at++;
            else if (AtComment) SkipLine();
            else break;
        }
        return newLine;
    }

    /// <summary>A run of unquoted text, perhaps empty. In keys a dot ends it.</summary>
    public string TakeUnquoted(bool isKey)
    {
        var start = _at;
        while (!AtEnd && IsUnquoted(Next, isKey) && !AtComment && !(Next == '+' && Peek(1) == '=')) _at++;
        return text[start.._at];
    }

    /// <summary>A text in quotes, single or triple, of which the cursor is at the first.</summary>
    public string TakeQuoted()
    {
        var opening = Here;
        if (StartsWith("\"\"\"")) return TakeTripleQuoted(opening);
        Advance();
        var value = new StringBuilder();
        while (true)
        {
            if (AtEnd || AtNewLine) throw Error(opening, "the quoted text has no end on its line", "a closing '\"' (or three quotes around text of several lines)");
            var c = text[_at++];
            if (c == '"') return value.ToString();
            value.Append(c == '\\' ? TakeEscape() : c);
        }
    }

    /// <summary>What stands here, for an error message.</summary>
    public string Found()
    {
        if (AtEnd) return "the end of the document";
        if (AtNewLine) return "the end of the line";
        if (char.IsSurrogatePair(Next, Peek(1))) return $"'{Next}{Peek(1)}'";
        return char.IsControl(Next) || char.IsSurrogate(Next) ? $"the character U+{(int)Next:X4}" : $"'{Next}'";
    }

    /// <summary>The exception for what cannot be read, with the key that the reader is at.</summary>
    public ConfigurationException Error(HoconOrigin at, string problem, string expected)
    {
        var key = HoconPath.Join(path.Take(HoconLimits.Depth));
        return new ConfigurationException($"{at}:{at.Column}: {problem}, expected {expected}{(key.Length == 0 ? "" : $" (key '{key}')")}.");
    }

    private string TakeTripleQuoted(HoconOrigin opening)
    {
        var start = _at + 3;
        var end = text.IndexOf("\"\"\"", start, StringComparison.Ordinal);
        if (end < 0) throw Error(opening, "the text in triple quotes has no end", "three closing quotes");
        // Further quotes belong to the text: """a"""" is a".
        while (end + 3 < text.Length && text[end + 3] == '"') end++;
        Advance(end + 3 - _at);
        return text[start..end];
    }

    private char TakeEscape()
    {
        var at = Here;
        var c = Next;
        Advance();
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= text.Length && ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default: throw Error(at, $"'\\{c}' is no escape", "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX (a backslash itself is written \\\\)");
        }
    }

    private void SkipLine()
    {
        var end = text.IndexOf('\n', _at);
        _at = end < 0 ? text.Length : end;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' || (c != '\n' && (char.IsWhiteSpace(c) || c is '\u001C' or '\u001D' or '\u001E' or '\u001F' or '\uFEFF'));

    private static bool IsUnquoted(char c, bool isKey) => !(c == '\n' || IsBlank(c) || (isKey && c == '.') ||
        c is '$' or '"' or '{' or '}' or '[' or ']' or ':' or '=' or ',' or '#' or '`' or '^' or '?' or '!' or '@' or '*' or '&' or '\\');
}
