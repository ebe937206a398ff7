namespace Akka.Configuration.Hocon;

/// <summary>The chain of documents being read and what they have cost so far; shared by a document and everything it includes.</summary>
internal sealed class HoconIncludes(Func<string, HoconRoot?>? callback)
{
    // A callback reads what it includes by a call of its own, of which only the thread knows that it is nested.
    [ThreadStatic]
    private static List<(Func<string, HoconRoot?> Callback, string Name)>? _callbacks;

    private readonly List<string> _chain = [];
    private int _characters;
    private int _includes;

    /// <summary>Reads a document and everything it includes.</summary>
    public static HoconFields Read(HoconSource source, Func<string, HoconRoot?>? callback = null) => new HoconIncludes(callback).Open(source, null);

    /// <summary>What an include statement stands for; null when there is nothing and it is not required.</summary>
    public HoconFields? Include(HoconSource from, HoconIncludeKind kind, string name, HoconOrigin at)
    {
        if (++_includes > HoconLimits.Includes) throw ConfigurationException.Limit($"{at}: more than {HoconLimits.Includes} includes in one document.");
        if (kind == HoconIncludeKind.Any && callback is not null) return Call(callback, name, at);
        var source = kind == HoconIncludeKind.Resource ? from.Resource(name) : from.Relative(name);
        return source is null ? null : Open(source, at);
    }

    private HoconFields Open(HoconSource source, HoconOrigin? at)
    {
        // Texts have no identity: two of them may well have the same name.
        if (source is not HoconString && _chain.Contains(source.Name))
            throw new ConfigurationException($"{at}: the includes form a cycle: {string.Join(" -> ", _chain.SkipWhile(n => n != source.Name))} -> {source.Name}.");
        if (_chain.Count >= HoconLimits.IncludeDepth)
            throw ConfigurationException.Limit($"{at}: more than {HoconLimits.IncludeDepth} includes inside each other: {string.Join(" -> ", _chain)}.");
        string text;
        try
        {
            text = source.Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{(at is null ? "" : $"{at}: ")}cannot read {source.Name}: {e.Message}", e);
        }
        if (text.Length > HoconLimits.Characters - _characters)
            throw ConfigurationException.Limit($"{source.Name}: the configuration is longer than {HoconLimits.Characters} characters.");
        _characters += text.Length;
        _chain.Add(source.Name);
        var fields = new HoconReader(text, source, this).ReadDocument();
        _chain.RemoveAt(_chain.Count - 1);
        return fields;
    }

    private static HoconFields? Call(Func<string, HoconRoot?> callback, string name, HoconOrigin at)
    {
        var running = _callbacks ??= [];
        var cycle = running.FindIndex(c => c.Name == name && c.Callback == callback);
        if (cycle >= 0)
            throw new ConfigurationException($"{at}: the includes form a cycle: {string.Join(" -> ", running.Skip(cycle).Select(c => c.Name))} -> {name}.");
        if (running.Count >= HoconLimits.IncludeDepth)
            throw ConfigurationException.Limit($"{at}: more than {HoconLimits.IncludeDepth} includes inside each other: {string.Join(" -> ", running.Select(c => c.Name))}.");
        running.Add((callback, name));
        try
        {
            if (callback(name) is not { } root) return null;
            return root.Value.RootFields ?? throw new ConfigurationException($"{at}: '{name}' includes {root.Value.Kind}, expected an object.");
        }
        finally
        {
            running.RemoveAt(running.Count - 1);
        }
    }
}

/// <summary>How an include names its document.</summary>
internal enum HoconIncludeKind
{
    /// <summary><c>include "name"</c>: the callback, or whatever is relative to the including document.</summary>
    Any,

    /// <summary><c>include file("name")</c>.</summary>
    File,

    /// <summary><c>include classpath("name")</c>: a resource embedded in an assembly.</summary>
    Resource,
}
