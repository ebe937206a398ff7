namespace Akka.Configuration.Hocon;

/// <summary>An object of a configuration: keys with values. A view: changing what it returns changes no configuration.</summary>
public class HoconObject
{
    private readonly HoconView _view;

    internal HoconObject(HoconView view) => _view = view;

    /// <summary>The fields, read anew on every call.</summary>
    public Dictionary<string, HoconValue> Items
    {
        get
        {
            var items = new Dictionary<string, HoconValue>(StringComparer.Ordinal);
            foreach (var (key, value) in _view.Fields()) items.Add(key, new HoconValue(value));
            return items;
        }
    }

    /// <summary>The fields as plain .NET values, read anew on every call: texts, null, lists of objects, and dictionaries for objects.</summary>
    public IDictionary<string, object?> Unwrapped => Unwrap(_view.Closed());

    /// <summary>The value of a field.</summary>
    /// <param name="key">The field's name, not a path.</param>
    /// <returns>Its value; null when there is no such field.</returns>
    public HoconValue? GetKey(string key) => _view.Field(key) is { } field ? new HoconValue(field) : null;

    /// <summary>The object as HOCON.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => HoconWriter.Write(_view);

    private static Dictionary<string, object?> Unwrap(HoconView view)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in view.Fields()) plain.Add(key, UnwrapValue(value));
        return plain;
    }

    private static object? UnwrapValue(HoconView view)
    {
        if (view.IsObject) return Unwrap(view);
        return view.Nodes is [HoconList] ? view.Elements()!.Select(UnwrapValue).ToList() : HoconConvert.Text(view);
    }
}
