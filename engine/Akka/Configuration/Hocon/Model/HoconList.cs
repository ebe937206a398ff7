namespace Akka.Configuration.Hocon;

/// <summary>A list as written. Elements are sealed when they are added; elements can be added until the list itself is sealed.</summary>
internal sealed class HoconList(HoconOrigin origin) : HoconNode(origin)
{
    private readonly List<HoconNode> _items = [];

    public override string Kind => "list";

    public IReadOnlyList<HoconNode> Items => _items;

    public void Add(HoconNode item)
    {
        item.Seal();
        Count(item);
        _items.Add(item);
    }

    public void AddAll(HoconList other)
    {
        foreach (var item in other._items) Add(item);
    }
}
