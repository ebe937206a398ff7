using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Reads one document: objects, keys and what is put under them. Values are in the other part of this class.</summary>
internal sealed partial class HoconReader
{
    private readonly HoconSource _source;
    private readonly HoconIncludes _includes;
    private readonly HoconCursor _cursor;

    // The keys from the root to where the reader is, and how many of its levels are list elements, which have no path.
    private readonly List<string> _path = [];
    private int _levels;
    private int _listLevels;

    public HoconReader(string text, HoconSource source, HoconIncludes includes)
    {
        _source = source;
        _includes = includes;
        _cursor = new HoconCursor(text, source.Name, _path);
    }

    /// <summary>Reads the whole text, sealed and ready to be shared.</summary>
    public HoconFields ReadDocument()
    {
        _cursor.SkipToContent();
        var root = new HoconFields(_cursor.Here);
        if (_cursor.Next == '[') throw Error("the document is a list", "an object: keys with values");
        if (_cursor.Next == '{')
        {
            var opening = _cursor.Here;
            _cursor.Advance();
            ReadFields(root, opening);
            _cursor.SkipToContent();
            if (!_cursor.AtEnd) throw Error($"found {_cursor.Found()} after the last '}}'", "the end of the document");
        }
        else
        {
            ReadFields(root, null);
        }
        root.Seal();
        return root;
    }

    // Until the closing brace, or until the end of the document when nothing was opened.
    private void ReadFields(HoconFields into, HoconOrigin? opening)
    {
        while (true)
        {
            _cursor.SkipToContent();
            if (_cursor.AtEnd)
            {
                if (opening is not { } open) return;
                throw Error("the document ends inside an object", $"a '}}' for the '{{' of line {open.Line}, column {open.Column}");
            }
            if (_cursor.Next == '}')
            {
                if (opening is null) throw Error("found '}' that closes nothing", "a key");
                _cursor.Advance();
                return;
            }
            if (!TryReadInclude(into)) ReadField(into);
            var newLine = _cursor.SkipToContent();
            if (_cursor.Next == ',') _cursor.Advance();
            else if (!newLine && !_cursor.AtEnd && _cursor.Next != '}') throw Error($"found {_cursor.Found()} after a value", "a comma, a new line or '}'");
        }
    }

    private void ReadField(HoconFields into)
    {
        var at = _cursor.Here;
        var keys = ReadPath("a key");
        _cursor.SkipToContent();
        var depth = _path.Count;
        _path.AddRange(keys);
        Enter(keys.Length);
        if (_cursor.StartsWith("+="))
        {
            _cursor.Advance(2);
            var added = ReadValue();
            Append(Owner(into, keys, at), keys[^1], added, at);
        }
        else
        {
            if (_cursor.Next is ':' or '=') _cursor.Advance();
            else if (_cursor.Next != '{') throw Error($"found {_cursor.Found()} after the key", "'=', ':', '+=' or '{'");
            var value = ReadValue();
            Owner(into, keys, at).Put(keys[^1], value);
        }
        Leave(keys.Length);
        _path.RemoveRange(depth, _path.Count - depth);
    }

    private static HoconFields Owner(HoconFields into, string[] keys, HoconOrigin at)
    {
        for (var i = 0; i < keys.Length - 1; i++) into = into.Open(keys[i], at);
        return into;
    }

    // key += element
    private void Append(HoconFields owner, string key, HoconNode element, HoconOrigin at)
    {
        owner.TryGet(key, out var before);
        switch (before)
        {
            case HoconList { IsSealed: false } list:
                list.Add(element);
                break;
            case HoconList list:
                owner.Set(key, Grown(list, element));
                break;
            case HoconAppend { IsSealed: false } append:
                append.Added.Add(element);
                break;
            case HoconText or HoconFields:
                throw Error($"'+=' adds to a list, but the key is {Article(before)} (at {before.Origin})", "a list", at);
            default:
                var added = new HoconList(at);
                added.Add(element);
                // Inside a list there is no path, and so nothing outside this document that could be added to.
                owner.Put(key, _listLevels > 0 || before is HoconNull ? added : new HoconAppend(new HoconReference([.. _path], isOptional: true, at), added));
                break;
        }
    }

    private static HoconList Grown(HoconList list, HoconNode element)
    {
        var grown = new HoconList(list.Origin);
        grown.AddAll(list);
        grown.Add(element);
        return grown;
    }

    // One or more parts between dots; each may join quoted and unquoted pieces, with spaces between them.
    private string[] ReadPath(string expected)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var isQuoted = false;
        while (true)
        {
            var blanks = _cursor.TakeBlanks();
            var hasPart = part.Length > 0 || isQuoted;
            if (_cursor.Next == '"')
            {
                if (hasPart) part.Append(blanks);
                part.Append(_cursor.TakeQuoted());
                isQuoted = true;
            }
            else if (_cursor.Next == '.')
            {
                if (!hasPart) throw Error("found '.' where a key or a part of it must stand", expected + " (an empty part is written \"\")");
                _cursor.Advance();
                Finish();
            }
            else
            {
                var piece = _cursor.TakeUnquoted(isKey: true);
                if (piece.Length == 0) break;
                if (hasPart) part.Append(blanks);
                part.Append(piece);
            }
        }
        if (part.Length == 0 && !isQuoted) throw Error($"found {_cursor.Found()}", parts.Count == 0 ? expected : "another part of the key after the '.'");
        Finish();
        return [.. parts];

        void Finish()
        {
            parts.Add(part.ToString());
            part.Clear();
            isQuoted = false;
        }
    }

    private void Enter(int levels)
    {
        _levels += levels;
        if (_levels > HoconLimits.Depth) throw Error($"the document nests deeper than {HoconLimits.Depth} levels", "a flatter document");
    }

    private void Leave(int levels) => _levels -= levels;

    private static string Article(HoconNode node) => node is HoconFields ? "an object" : $"a {node.Kind}";

    private ConfigurationException Error(string problem, string expected, HoconOrigin? at = null) =>
        _cursor.Error(at ?? _cursor.Here, problem, expected);
}
