using System.Collections.Concurrent;

namespace Akka.Configuration.Hocon;

/// <summary>
/// The layers of one configuration, strongest first, and what substitutions in them mean. Layers are merged only along the paths that are
/// looked up, and substitutions are resolved against all layers, when they are first read. Safe to use from several threads.
/// </summary>
internal sealed class HoconScope
{
    private readonly HoconNode[] _roots;
    private readonly bool _hasSubstitution;
    private ConcurrentDictionary<HoconNode, HoconNode[]>? _resolved;

    public HoconScope(HoconFields[] layers)
    {
        Layers = layers;
        _roots = [.. layers];
        _hasSubstitution = layers.Any(l => l.HasSubstitution);
    }

    public HoconFields[] Layers { get; }

    /// <summary>All layers as one value.</summary>
    public HoconView Root => new(_roots, this, "");

    public ConcurrentDictionary<HoconNode, HoconNode[]> Resolved =>
        LazyInitializer.EnsureInitialized(ref _resolved, static () => new ConcurrentDictionary<HoconNode, HoconNode[]>());

    /// <summary>What all layers together say at a path; null when none says anything.</summary>
    public HoconView? Find(string path)
    {
        var found = _hasSubstitution ? new HoconResolver(this).Find(HoconPath.Split(path)) : FindPlain(path);
        return found is null or [] ? null : new HoconView(found, this, path);
    }

    /// <summary>A field of an object that may have come from several layers; null when none has it.</summary>
    public HoconNode[]? Child(HoconNode[] objects, string key)
    {
        var child = _hasSubstitution ? new HoconResolver(this).Child(objects, key) : ChildPlain(objects, key);
        return child is [] ? null : child;
    }

    /// <summary>An element of a list; null when it is an optional substitution for which there is nothing.</summary>
    public HoconNode[]? Element(HoconNode element)
    {
        if (!element.IsDelayed) return [element];
        var resolved = new HoconResolver(this).Resolve(element);
        return resolved is [] ? null : resolved;
    }

    private HoconNode[]? FindPlain(string path)
    {
        // Each layer has at most one value for a key, so the view shrinks in place while it goes down.
        HoconNode[] view = [.. _roots];
        var count = view.Length;
        ReadOnlySpan<char> rest = path;
        var any = false;
        while (HoconPath.TryTake(ref rest, out var key))
        {
            any = true;
            count = Descend(view, count, key);
            if (count == 0) return null;
        }
        return any ? view[..count] : null;
    }

    private static HoconNode[] ChildPlain(HoconNode[] objects, string key)
    {
        HoconNode[] view = [.. objects];
        return view[..Descend(view, view.Length, key)];
    }

    private static int Descend(HoconNode[] view, int count, ReadOnlySpan<char> key)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (view[i] is not HoconFields fields || !fields.TryGet(key, out var child)) continue;
            // What is no object hides the layers below; below an object it is hidden itself.
            if (child is HoconFields)
            {
                view[kept++] = child;
                continue;
            }
            if (kept == 0) view[kept++] = child;
            break;
        }
        return kept;
    }
}
