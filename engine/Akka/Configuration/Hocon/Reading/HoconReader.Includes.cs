namespace Akka.Configuration.Hocon;

internal sealed partial class HoconReader
{
    private const string Forms = "\"name\", file(\"name\"), classpath(\"name\") or required(...)";

    // `include` is a statement when something that names a document follows; otherwise it is a key like any other.
    private bool TryReadInclude(HoconFields into)
    {
        const string keyword = "include";
        if (!_cursor.StartsWith(keyword)) return false;
        var ahead = keyword.Length;
        while (_cursor.Peek(ahead) is ' ' or '\t') ahead++;
        if (ahead == keyword.Length) return false;
        var at = _cursor.Here;
        var rest = _cursor.Peek(ahead);
        if (rest is '=' or ':' or '{' or '+' or '.') return false;
        _cursor.Advance(ahead);
        var isRequired = TryTake("required(");
        var (kind, name) = ReadIncluded();
        if (isRequired) Close();
        var included = _includes.Include(_source, kind, name, at);
        if (included is null)
        {
            if (isRequired) throw Error($"there is no '{name}' to include", $"an existing {(kind == HoconIncludeKind.Resource ? "embedded resource" : "document")}", at);
            return true;
        }
        if (_levels + included.Depth > HoconLimits.Depth) throw Error($"the document nests deeper than {HoconLimits.Depth} levels", "a flatter document", at);
        // Substitutions in the included document first mean its own keys, which are now below the key of the include.
        if (_path.Count > 0) included = HoconRelocation.Move(included, [.. _path]);
        foreach (var (key, value) in included.Fields) into.Put(key, value);
        return true;
    }

    private (HoconIncludeKind Kind, string Name) ReadIncluded()
    {
        var kind = HoconIncludeKind.Any;
        if (TryTake("file(")) kind = HoconIncludeKind.File;
        else if (TryTake("classpath(")) kind = HoconIncludeKind.Resource;
        else if (_cursor.StartsWith("url(")) throw Error("found an include by URL, which is not supported", Forms);
        _cursor.TakeBlanks();
        if (_cursor.Next != '"') throw Error($"found {_cursor.Found()} after 'include'", Forms);
        var name = _cursor.TakeQuoted();
        if (kind != HoconIncludeKind.Any) Close();
        return (kind, name);
    }

    private bool TryTake(string opening)
    {
        _cursor.TakeBlanks();
        if (!_cursor.StartsWith(opening)) return false;
        _cursor.Advance(opening.Length);
        return true;
    }

    private void Close()
    {
        _cursor.TakeBlanks();
        if (_cursor.Next != ')') throw Error($"found {_cursor.Found()} in an include", "a ')'");
        _cursor.Advance();
    }
}
