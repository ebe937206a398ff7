using System.Diagnostics.CodeAnalysis;

namespace Akka.Configuration.Hocon;

/// <summary>An object as written: its fields in the order of their first mention.</summary>
internal sealed class HoconFields(HoconOrigin origin) : HoconNode(origin)
{
    // Most sections have few keys, for which a scan is faster and smaller than a table.
    private const int ScanLimit = 8;

    private readonly List<(string Key, HoconNode Value)> _fields = [];
    private Dictionary<string, int>? _index;

    public override string Kind => "object";

    public IReadOnlyList<(string Key, HoconNode Value)> Fields => _fields;

    public bool TryGet(ReadOnlySpan<char> key, [NotNullWhen(true)] out HoconNode? value)
    {
        var at = IndexOf(key);
        value = at < 0 ? null : _fields[at].Value;
        return value is not null;
    }

    /// <summary>Sets a field, whatever it was.</summary>
    public void Set(string key, HoconNode value)
    {
        var at = IndexOf(key);
        if (at >= 0)
        {
            _fields[at] = (key, value);
            return;
        }
        _fields.Add((key, value));
        if (_index is not null) _index.Add(key, _fields.Count - 1);
        else if (_fields.Count > ScanLimit) BuildIndex();
    }

    /// <summary>Gives a field a newer value: objects merge, other values replace, and values yet unknown are stacked.</summary>
    public void Put(string key, HoconNode value) => Set(key, TryGet(key, out var older) ? Combine(older, value) : value);

    /// <summary>The object at a key, ready to take fields. Made, or put over the older value, when there is none.</summary>
    public HoconFields Open(string key, HoconOrigin at)
    {
        if (TryGet(key, out var older))
        {
            if (older is HoconFields fields && !fields.IsSealed) return fields;
            if (older is HoconStack { IsSealed: false } stack && stack.NewestFirst[0] is HoconFields { IsSealed: false } newest) return newest;
        }
        var made = new HoconFields(at);
        Put(key, made);
        return TryGet(key, out var now) && now is HoconFields { IsSealed: false } merged ? merged : made;
    }

    /// <summary>An unsealed copy that shares the values.</summary>
    public HoconFields Copy()
    {
        var copy = new HoconFields(Origin);
        copy._fields.AddRange(_fields);
        if (copy._fields.Count > ScanLimit) copy.BuildIndex();
        return copy;
    }

    public static HoconNode Combine(HoconNode older, HoconNode newer)
    {
        if (newer is HoconFields fields)
        {
            if (older is HoconFields into) return Merge(into, fields);
            if (older is HoconStack stack && stack.NewestFirst[0] is HoconFields top)
                return new HoconStack([Merge(top, fields), .. stack.NewestFirst.Skip(1)]);
            return older.IsDelayed ? Stack(older, newer) : newer;
        }
        // A list whose elements refer to the key itself needs to see what was there before it.
        return newer.IsDelayed || newer is HoconList { HasSubstitution: true } ? Stack(older, newer) : newer;
    }

    private static HoconStack Stack(HoconNode older, HoconNode newer) =>
        new(older is HoconStack stack ? [newer, .. stack.NewestFirst] : [newer, older]);

    private static HoconFields Merge(HoconFields older, HoconFields newer)
    {
        var into = older.IsSealed ? older.Copy() : older;
        foreach (var (key, value) in newer._fields) into.Put(key, value);
        return into;
    }

    protected override void SealContent()
    {
        foreach (var (_, value) in _fields)
        {
            value.Seal();
            Count(value);
        }
    }

    private int IndexOf(ReadOnlySpan<char> key)
    {
        if (_index is not null) return _index.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var at) ? at : -1;
        for (var i = 0; i < _fields.Count; i++)
            if (key.SequenceEqual(_fields[i].Key)) return i;
        return -1;
    }

    [MemberNotNull(nameof(_index))]
    private void BuildIndex()
    {
        _index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _fields.Count; i++) _index.Add(_fields[i].Key, i);
    }
}
