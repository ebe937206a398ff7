using System.Text;

namespace Akka.Configuration.Hocon;

internal sealed partial class HoconReader
{
    // The parts on one line, joined: texts into a text, lists into a list, objects into an object, or later when substitutions are among them.
    private HoconNode ReadValue()
    {
        _cursor.SkipToContent();
        var at = _cursor.Here;
        var parts = new List<HoconNode>();
        var isPlainNull = false;
        while (true)
        {
            var blankAt = _cursor.Here;
            var blanks = _cursor.TakeBlanks();
            if (_cursor.AtEnd || _cursor.AtNewLine || _cursor.AtComment || _cursor.Next is ',' or '}' or ']') break;
            if (blanks.Length > 0 && parts.Count > 0) parts.Add(new HoconText(blanks, blankAt, isBlank: true));
            var unquoted = ReadPart(parts);
            isPlainNull = parts.Count == 1 && unquoted == "null";
        }
        if (parts.Count == 0) throw Error($"found {_cursor.Found()}", "a value");
        return isPlainNull ? new HoconNull(at) : Join(parts, at);
    }

    // Adds one part; returns its text when it was unquoted.
    private string? ReadPart(List<HoconNode> parts)
    {
        var at = _cursor.Here;
        switch (_cursor.Next)
        {
            case '{':
                parts.Add(ReadObject());
                return null;
            case '[':
                parts.Add(ReadList());
                return null;
            case '"':
                parts.Add(new HoconText(_cursor.TakeQuoted(), at));
                return null;
            case '$' when _cursor.Peek(1) == '{':
                parts.Add(ReadReference());
                return null;
            default:
                var text = _cursor.TakeUnquoted(isKey: false);
                if (text.Length == 0)
                {
                    var hint = parts.Count == 0 ? "a value" : "a comma, a new line or more of the value";
                    throw Error($"found {(_cursor.StartsWith("+=") ? "'+='" : _cursor.Found())}", $"{hint} (text with this character is written in double quotes)");
                }
                parts.Add(new HoconText(text, at));
                return text;
        }
    }

    private HoconFields ReadObject()
    {
        // No level of its own: an object is always below a key or in a list, which count.
        var opening = _cursor.Here;
        _cursor.Advance();
        var fields = new HoconFields(opening);
        ReadFields(fields, opening);
        return fields;
    }

    private HoconList ReadList()
    {
        var opening = _cursor.Here;
        var list = new HoconList(opening);
        Enter(1);
        _listLevels++;
        _cursor.Advance();
        while (true)
        {
            _cursor.SkipToContent();
            if (_cursor.AtEnd) throw Error("the document ends inside a list", $"a ']' for the '[' of line {opening.Line}, column {opening.Column}");
            if (_cursor.Next == ']') break;
            list.Add(ReadValue());
            var newLine = _cursor.SkipToContent();
            if (_cursor.Next == ',') _cursor.Advance();
            else if (!newLine && !_cursor.AtEnd && _cursor.Next != ']') throw Error($"found {_cursor.Found()} in a list", "a comma, a new line or ']'");
        }
        _cursor.Advance();
        _listLevels--;
        Leave(1);
        return list;
    }

    private HoconReference ReadReference()
    {
        var at = _cursor.Here;
        _cursor.Advance(2);
        var isOptional = _cursor.Next == '?';
        if (isOptional) _cursor.Advance();
        var path = ReadPath("the path of a substitution");
        if (_cursor.Next != '}') throw Error($"found {_cursor.Found()} in a substitution", "a '}' for its '${'");
        _cursor.Advance();
        return new HoconReference(path, isOptional, at);
    }

    private HoconNode Join(List<HoconNode> parts, HoconOrigin at)
    {
        if (parts.Count == 1) return parts[0];
        var kind = CommonKind(parts);
        if (parts.Any(p => p.IsDelayed)) return new HoconConcatenation(parts, at);
        switch (kind)
        {
            case "object":
                HoconNode joined = new HoconFields(at);
                foreach (var part in parts.OfType<HoconFields>()) joined = HoconFields.Combine(joined, part);
                return joined;
            case "list":
                var list = new HoconList(at);
                foreach (var part in parts.OfType<HoconList>()) list.AddAll(part);
                return list;
            default:
                var text = new StringBuilder();
                foreach (var part in parts.OfType<HoconText>()) text.Append(part.Value);
                return new HoconText(text.ToString(), at);
        }
    }

    // What the parts are that are known already; they must agree. White space counts for nothing beside objects and lists.
    private string CommonKind(List<HoconNode> parts)
    {
        HoconNode? first = null;
        foreach (var part in parts)
        {
            if (part.IsDelayed || part is HoconText { IsBlank: true }) continue;
            first ??= part;
            if (part.Kind != first.Kind)
                throw Error($"{Article(part)} follows {Article(first)} in one value", $"a comma or a new line between them, or another {first.Kind}", part.Origin);
        }
        return first?.Kind ?? "text";
    }
}
