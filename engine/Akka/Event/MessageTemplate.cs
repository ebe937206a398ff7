using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Akka.Event;

/// <summary>
/// A text with holes, as in <c>"{User} joined {Room,-20} at {0:HH:mm}"</c>. Holes that are all numbers take the argument of that number;
/// otherwise they take the arguments in their order. <c>{{</c> and <c>}}</c> stand for braces. What is no hole, or has no argument, stays
/// as it is: a log message never fails for its template.
/// </summary>
internal sealed class MessageTemplate
{
    // Templates are literals of a program, so there are few. One that builds them at run time must not fill the memory.
    private const int MostCached = 2_000;

    private static readonly ConcurrentDictionary<string, MessageTemplate> Cache = new();
    private readonly Part[] _parts;

    private MessageTemplate(string template)
    {
        _parts = Parse(template);
        IsPositional = Array.TrueForAll(_parts, static part => part.Name is null || int.TryParse(part.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        Names = [.. _parts.Where(static part => part.Name is not null).Select(static part => part.Name!)];
    }

    /// <summary>The names in the holes, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>True when every hole is a number.</summary>
    public bool IsPositional { get; }

    public static MessageTemplate Of(string template)
    {
        if (Cache.TryGetValue(template, out var known)) return known;
        var parsed = new MessageTemplate(template);
        if (Cache.Count < MostCached) Cache.TryAdd(template, parsed);
        return parsed;
    }

    public string Render(IReadOnlyList<object?> args)
    {
        var text = new StringBuilder();
        var next = 0;
        foreach (var part in _parts)
        {
            if (part.Name is null)
            {
                text.Append(part.Text);
                continue;
            }

            var index = IsPositional ? int.Parse(part.Name, NumberStyles.None, CultureInfo.InvariantCulture) : next++;
            if (index < args.Count) Append(text, args[index], part);
            else text.Append(part.Text);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value, Part part)
    {
        var shown = value switch
        {
            null => "null",
            IFormattable formattable => Format(formattable, part.Format),
            _ => value.ToString() ?? "",
        };
        if (part.Width > shown.Length) text.Append(' ', part.Width - shown.Length);
        text.Append(shown);
        if (-part.Width > shown.Length) text.Append(' ', -part.Width - shown.Length);
    }

    private static string Format(IFormattable value, string? format)
    {
        try
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return $"{value}:{format}"; // the value without the format it does not know, which is shown instead
        }
    }

    private static Part[] Parse(string template)
    {
        var parts = new List<Part>();
        var literal = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{' && template.IndexOf('}', i) is var end and > 0 && Hole(template[i..(end + 1)]) is { } hole)
            {
                if (literal.Length > 0) parts.Add(new Part(literal.ToString(), null, 0, null));
                literal.Clear();
                parts.Add(hole);
                i = end;
            }
            else
            {
                literal.Append(c);
            }
        }

        if (literal.Length > 0) parts.Add(new Part(literal.ToString(), null, 0, null));
        return [.. parts];
    }

    // {name}, {name,width}, {name:format}, {name,width:format}; a name may begin with @ or $, which ask other loggers for another rendering.
    private static Part? Hole(string text)
    {
        var inside = text.AsSpan(1, text.Length - 2);
        string? format = null;
        if (inside.IndexOf(':') is var colon and >= 0)
        {
            format = inside[(colon + 1)..].ToString();
            inside = inside[..colon];
        }

        var width = 0;
        if (inside.IndexOf(',') is var comma and >= 0)
        {
            if (!int.TryParse(inside[(comma + 1)..], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out width)
                || Math.Abs((long)width) > 1_000) return null;
            inside = inside[..comma];
        }

        if (inside.Length > 0 && inside[0] is '@' or '$') inside = inside[1..];
        if (inside.Length == 0) return null;
        foreach (var c in inside)
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '.')) return null;
        return new Part(text, inside.ToString(), width, format);
    }

    private sealed record Part(string Text, string? Name, int Width, string? Format);
}
